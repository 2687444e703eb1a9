"""The taste picker: a minute instead of fifteen ratings."""

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse

from cinematch.accounts import guests
from cinematch.accounts.models import User
from movies.models import Film, Mark, Rating, TasteProfile
from movies.recommending import recommend
from movies.tastegroups import GROUPS
from movies.tastepicker import ASKED, Reply, films_to_ask, groups_for, reply
from tests.factories import ExternalIdFactory, FilmFactory, MarkFactory, RatingFactory

GUEST = User(is_guest=True)
PICKER = reverse("movies:picker")
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def groups(db: None) -> dict[str, list[Film]]:
    """The films of two opposite groups, and eighty others near the one or the other."""
    directions = np.eye(2, 384)
    films: dict[str, list[Film]] = {}
    keys = ("cold-clever-quiet", "loud-fast-fearless")
    for direction, key, genre in zip(directions, keys, ("Noir", "Action"), strict=True):
        films[key] = []
        for imdb_id in GROUPS[key].imdb_ids[:8]:
            film = FilmFactory(embedding=direction, genres=[genre], fame=80)
            ExternalIdFactory(film=film, value=imdb_id)
            films[key].append(film)
        for n in range(40):
            FilmFactory(
                title=f"{n} {genre} Nights",
                embedding=direction,
                genres=[genre],
                fame=60 + n % 7,
            )
    return films


def test_group_shows_four_posters_the_viewer_may_see(
    groups: dict[str, list[Film]],
) -> None:
    Film.objects.filter(pk=groups["cold-clever-quiet"][0].pk).update(min_age=18)
    shown = {group.key: films for group, films in groups_for(GUEST)}
    assert shown["cold-clever-quiet"] == groups["cold-clever-quiet"][1:5]
    assert set(shown) == set(groups)


def test_group_without_enough_films_for_a_child_is_left_out(
    groups: dict[str, list[Film]],
) -> None:
    Film.objects.filter(genres__name="Noir").update(min_age=18)
    assert [group.key for group, _films in groups_for(GUEST)] == ["loud-fast-fearless"]


def test_up_to_three_known_groups_are_kept(as_alice: Client, alice: User) -> None:
    chosen = [*list(GROUPS)[:5], "no-such-group"]
    answer = as_alice.post(PICKER, {"group": chosen})
    assert answer["Location"] == reverse("movies:picker_films")
    assert alice.taste.groups == list(GROUPS)[:3]


def test_questions_split_the_picked_groups(groups: dict[str, list[Film]]) -> None:
    profile = TasteProfile(user=GUEST, groups=list(groups))
    asked = films_to_ask(GUEST, profile)
    genres = [film.genres.get().name for film in asked]
    assert len(asked) == ASKED
    assert genres.count("Noir") == genres.count("Action")


def test_questions_are_the_same_when_one_comes_back(
    as_alice: Client, groups: dict[str, list[Film]]
) -> None:
    as_alice.post(PICKER, {"group": list(groups)})
    page = as_alice.get(reverse("movies:picker_films"))
    film = page.context["questions"][0][0]
    as_alice.post(reverse("movies:picker_reply", args=[film.pk]), {"reply": "loved"})
    again = as_alice.get(reverse("movies:picker_films"))
    assert again.context["questions"][0] == (film, "loved")
    assert len(again.context["questions"]) == ASKED
    assert again.context["left"] == 4


@pytest.mark.parametrize(("said", "stars"), [("loved", 4.5), ("fine", 3.5)])
def test_reply_about_a_seen_film_is_a_rating(
    as_alice: Client, said: str, stars: float
) -> None:
    film = FilmFactory()
    page = as_alice.post(
        reverse("movies:picker_reply", args=[film.pk]), {"reply": said}, **HTMX
    )
    assert Rating.objects.get().stars == stars
    assert "1 told" in page.content.decode()


def test_no_means_not_for_me_and_can_be_changed(alice: User) -> None:
    film = FilmFactory()
    profile = TasteProfile.objects.create(user=alice)
    reply(profile, film, Reply.NO)
    assert alice.marks.get().kind == Mark.Kind.NOT_FOR_ME
    reply(profile, film, Reply.UNSEEN)
    assert not alice.marks.exists()
    assert profile.unseen == [film.pk]


def test_unknown_reply_or_film_is_not_found(as_alice: Client) -> None:
    film = FilmFactory()
    url = reverse("movies:picker_reply", args=[film.pk])
    assert as_alice.post(url, {"reply": "meh"}).status_code == 404
    hidden = reverse("movies:picker_reply", args=[FilmFactory(hidden=True).pk])
    assert as_alice.post(hidden, {"reply": "loved"}).status_code == 404


def test_limits_are_kept(as_alice: Client, alice: User) -> None:
    FilmFactory(genres=["Horror"])
    answer = as_alice.post(
        reverse("movies:picker_limits"),
        {"runtime_max": "120", "avoid_genres": ["horror"], "languages": ["en"]},
    )
    assert answer["Location"] == reverse("movies:for_you")
    assert alice.taste.runtime_max == 120
    assert alice.taste.avoid_genres == ["horror"]


def test_limits_that_do_not_exist_are_refused(as_alice: Client) -> None:
    page = as_alice.post(reverse("movies:picker_limits"), {"runtime_max": "7"})
    assert page.status_code == 422


def test_looking_at_the_picker_stores_no_guest(client: Client, db: None) -> None:
    for name in ("picker", "picker_films", "picker_limits"):
        assert client.get(reverse(f"movies:{name}")).status_code == 200
    assert not User.objects.exists()


def test_every_screen_can_be_skipped(client: Client, db: None) -> None:
    for name in ("picker", "picker_films", "picker_limits"):
        assert "Skip" in client.get(reverse(f"movies:{name}")).content.decode()


def test_opposite_people_get_opposite_films(
    groups: dict[str, list[Film]], alice: User, bob: User
) -> None:
    for person, key in zip((alice, bob), groups, strict=True):
        TasteProfile.objects.create(user=person, groups=[key])
    hers, his = (
        {pick.film.pk for pick in recommend(person, 20)} for person in (alice, bob)
    )
    assert len(hers & his) < 0.3 * 20


def test_what_a_guest_said_follows_at_sign_up(alice: User) -> None:
    guest = User.objects.create(is_guest=True)
    TasteProfile.objects.create(user=guest, groups=["cold-clever-quiet"])
    RatingFactory(user=guest, stars=4)
    MarkFactory(user=guest)
    guests.adopt(guest_id=guest.pk, member=alice)
    assert alice.taste.groups == ["cold-clever-quiet"]
    assert (alice.ratings.count(), alice.marks.count()) == (1, 1)


def test_newer_of_two_ratings_wins_and_the_mean_is_right(alice: User) -> None:
    guest = User.objects.create(is_guest=True)
    old = RatingFactory(user=alice, stars=1)
    RatingFactory(user=guest, film=old.film, stars=5)
    guests.adopt(guest_id=guest.pk, member=alice)
    old.film.refresh_from_db()
    assert alice.ratings.get().stars == 5
    assert (old.film.ratings_count, old.film.ratings_mean) == (1, 5.0)


def test_older_guest_rating_goes_with_the_guest(alice: User) -> None:
    guest = User.objects.create(is_guest=True)
    old = RatingFactory(user=guest, stars=1)
    RatingFactory(user=alice, film=old.film, stars=5)
    guests.adopt(guest_id=guest.pk, member=alice)
    assert alice.ratings.get().stars == 5
