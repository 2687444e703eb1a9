"""For You: shelves, reasons one can answer, and the taste panel."""

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse

from cinematch.accounts.models import User
from movies.models import Film, Mark, TasteCorrection
from tests.factories import FilmFactory, MarkFactory, RatingFactory

NORTH = np.eye(1, 384)[0]
FOR_YOU = reverse("movies:for_you")
CORRECT = reverse("movies:correct")
SLIDERS = reverse("movies:sliders")
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def tasteful(alice: User) -> User:
    """Alice, who rated six crime films by Ann, and thirty more she has not seen."""
    for _film in range(6):
        film = FilmFactory(embedding=NORTH, genres=["Crime"], directors=["Ann"])
        RatingFactory(user=alice, film=film, stars=4.5)
    for n in range(30):
        FilmFactory(
            title=f"{n} Nights", embedding=NORTH, genres=["Crime"], directors=["Ann"]
        )
    return alice


def shown(page: object) -> list[Film]:
    shelves = page.context["shelves"]  # type: ignore[attr-defined]
    return [pick.film for shelf in shelves for pick in shelf.picks]


def test_cold_page_says_so_and_offers_the_picker(client: Client, db: None) -> None:
    FilmFactory.create_batch(8)
    page = client.get(FOR_YOU)
    assert "We do not know your taste yet" in page.content.decode()
    assert reverse("movies:picker") in page.content.decode()
    assert not User.objects.exists()


def test_shelf_heading_states_the_reason(as_alice: Client, tasteful: User) -> None:
    page = as_alice.get(FOR_YOU)
    headings = [shelf.heading for shelf in page.context["shelves"]]
    assert headings[0] == "Your best matches, from 6 ratings"
    assert any(heading.startswith("Because you rated") for heading in headings)


def test_hidden_film_makes_room_for_another(as_alice: Client, tasteful: User) -> None:
    page = as_alice.get(FOR_YOU)
    films = shown(page)
    answer = as_alice.post(
        reverse("movies:hide", args=[films[0].pk]),
        {
            "shelf": page.context["shelves"][0].key,
            "shown": [film.pk for film in films],
        },
        **HTMX,
    )
    assert answer.context["pick"].film not in films
    assert "Undo" in answer.content.decode()
    assert films[0] not in shown(as_alice.get(FOR_YOU))


def test_undo_brings_the_film_back(as_alice: Client, tasteful: User) -> None:
    film = shown(as_alice.get(FOR_YOU))[0]
    as_alice.post(reverse("movies:hide", args=[film.pk]))
    url = reverse("movies:mark", args=[film.pk, Mark.Kind.NOT_FOR_ME])
    assert as_alice.post(url, {"on": "0", "next": FOR_YOU})["Location"] == FOR_YOU
    assert film in shown(as_alice.get(FOR_YOU))


@pytest.mark.parametrize("shelf", ["", "no-such-shelf", "film-99999", "\x00"])
def test_unknown_shelf_gives_no_film_but_hides(
    as_alice: Client, tasteful: User, shelf: str
) -> None:
    film = shown(as_alice.get(FOR_YOU))[0]
    url = reverse("movies:hide", args=[film.pk])
    answer = as_alice.post(url, {"shelf": shelf, "shown": ["x", "9" * 999]}, **HTMX)
    assert answer.context["pick"] is None
    assert Mark.objects.filter(film=film, kind=Mark.Kind.NOT_FOR_ME).exists()


def test_why_tells_the_reasons_with_answers(as_alice: Client, tasteful: User) -> None:
    film = shown(as_alice.get(FOR_YOU))[0]
    page = as_alice.get(reverse("movies:why", args=[film.pk]))
    assert page.context["reasons"]
    assert "Less like this" in page.content.decode()


def test_film_out_of_sight_has_no_why(as_alice: Client) -> None:
    film = FilmFactory(hidden=True)
    for name in ("why", "hide"):
        url = reverse(f"movies:{name}", args=[film.pk])
        assert as_alice.post(url).status_code == 404


def test_less_like_this_changes_the_next_page(as_alice: Client, tasteful: User) -> None:
    other = [FilmFactory(fame=52, genres=["Comedy"]) for _film in range(6)]
    assert not set(other) & set(shown(as_alice.get(FOR_YOU))[:6])
    person = tasteful.ratings.first().film.directors[0]  # type: ignore[union-attr]
    for kind, key in (("genre", "crime"), ("person", person.pk), ("decade", "1990")):
        answer = as_alice.post(
            CORRECT, {"kind": kind, "key": key, "verdict": "less"}, **HTMX
        )
        assert answer["HX-Trigger"] == "taste-changed"
    for rating in tasteful.ratings.all():
        as_alice.post(
            CORRECT, {"kind": "film", "key": rating.film_id, "verdict": "wrong"}
        )
    assert set(other) & set(shown(as_alice.get(FOR_YOU))[:6])


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"kind": "genre", "key": "x", "verdict": "burn"},
        {"kind": "spell", "key": "x", "verdict": "less"},
        {"kind": "film", "key": "abc", "verdict": "less"},
        {"kind": "film", "key": "9" * 80, "verdict": "less"},
        {"kind": "genre", "key": "x" * 200, "verdict": "less"},
        {"kind": "genre", "key": "a\x00b", "verdict": "less"},
    ],
)
def test_senseless_correction_is_refused(
    as_alice: Client, said: dict[str, str]
) -> None:
    assert as_alice.post(CORRECT, said, **HTMX).status_code == 422
    assert not TasteCorrection.objects.exists()
    assert as_alice.get(FOR_YOU).status_code == 200


def test_correction_about_something_gone_does_not_break_the_page(
    as_alice: Client, alice: User
) -> None:
    for kind in ("film", "person"):
        TasteCorrection.objects.create(user=alice, kind=kind, key="404", verdict="less")
    TasteCorrection.objects.create(user=alice, kind="genre", key="gone", verdict="less")
    assert as_alice.get(FOR_YOU).status_code == 200


def test_correction_can_be_taken_back(as_alice: Client, alice: User) -> None:
    said = TasteCorrection.objects.create(
        user=alice, kind="genre", key="crime", verdict="less"
    )
    as_alice.post(reverse("movies:take_back", args=[said.pk]))
    assert not TasteCorrection.objects.exists()


def test_mallory_cannot_take_back_what_alice_said(
    as_mallory: Client, alice: User
) -> None:
    said = TasteCorrection.objects.create(
        user=alice, kind="genre", key="crime", verdict="less"
    )
    url = reverse("movies:take_back", args=[said.pk])
    assert as_mallory.post(url, **HTMX).status_code == 404
    assert TasteCorrection.objects.exists()


def test_likes_are_listed_and_can_be_deleted(as_alice: Client, tasteful: User) -> None:
    page = as_alice.get(FOR_YOU)
    names = [like.name for like in page.context["likes"]]
    assert {"Crime", "Ann"} <= set(names)
    as_alice.post(CORRECT, {"kind": "genre", "key": "crime", "verdict": "wrong"})
    again = [like.name for like in as_alice.get(FOR_YOU).context["likes"]]
    assert "Crime" not in again
    assert "Ann" in again


def test_sliders_are_kept_and_out_of_range_is_refused(
    as_alice: Client, alice: User
) -> None:
    good = {"newer": 2, "heavier": -1, "obscure": 0}
    assert as_alice.post(SLIDERS, good, **HTMX).status_code == 200
    assert as_alice.post(SLIDERS, good | {"newer": 9}, **HTMX).status_code == 422
    alice.taste.refresh_from_db()
    assert (alice.taste.newer, alice.taste.heavier) == (2, -1)


def test_ratings_are_listed_by_month_and_only_ones_own(
    as_alice: Client, alice: User, bob: User
) -> None:
    mine = RatingFactory(user=alice)
    theirs = RatingFactory(user=bob)
    page = as_alice.get(reverse("movies:history"))
    assert mine.film.title in page.content.decode()
    assert f"/films/{theirs.film_id}/" not in page.content.decode()
    assert mine.updated_at.strftime("%B %Y") in page.content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "abc", "1" * 30, "2"])
def test_any_page_number_of_the_history_is_answered(
    as_alice: Client, page: str
) -> None:
    url = reverse("movies:history")
    assert as_alice.get(url, {"page": page}).status_code == 200


def test_watchlisted_film_has_its_button_pressed(as_alice: Client, alice: User) -> None:
    MarkFactory(user=alice)
    FilmFactory.create_batch(3)
    assert 'aria-pressed="true"' in as_alice.get(FOR_YOU).content.decode()


def test_page_costs_a_fixed_number_of_queries(
    as_alice: Client, tasteful: User, django_assert_max_num_queries: object
) -> None:
    as_alice.get(FOR_YOU)
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        as_alice.get(FOR_YOU)
