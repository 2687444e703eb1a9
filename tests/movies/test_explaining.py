"""Every reason is true of the person's own data."""

from decimal import Decimal

import numpy as np
import pytest

from cinematch.accounts.models import User
from movies.filmquery import FilmQuery
from movies.models import (
    Credit,
    Film,
    Mark,
    Rating,
    ReasonKind,
    TasteCorrection,
    TasteProfile,
)
from movies.recommending import Pick, recommend, shelves
from movies.taste import taste_of
from tests.factories import ExternalIdFactory, FilmFactory, MarkFactory, RatingFactory

NORTH, EAST = np.eye(2, 384)


def only_pick(viewer: User) -> Pick:
    (pick,) = recommend(viewer, 1)
    return pick


def kinds(pick: Pick) -> list[str]:
    return [reason.kind for reason in pick.reasons]


def test_rated_film_is_named_with_its_stars(alice: User) -> None:
    loved = RatingFactory(
        user=alice, film__title="Heat", film__embedding=NORTH, stars=4.5
    )
    FilmFactory(embedding=NORTH)
    reason = only_pick(alice).reasons[0]
    assert reason.kind == ReasonKind.FILM
    assert reason.evidence == (loved.film_id,)
    assert "Heat" in str(reason)
    assert "4.5" in str(reason)


def test_disliked_film_is_never_a_reason(alice: User) -> None:
    RatingFactory(user=alice, film__embedding=NORTH, film__cast=["Ann"], stars=1)
    FilmFactory(embedding=NORTH, cast=["Ann"])
    assert kinds(only_pick(alice)) == [ReasonKind.POPULAR]


def test_person_is_named_with_the_film_they_are_known_from(alice: User) -> None:
    RatingFactory(
        user=alice, film__title="Ponyo", film__directors=["Miyazaki"], stars=5
    )
    FilmFactory(directors=["Miyazaki"])
    (reason,) = only_pick(alice).reasons
    assert reason.kind == ReasonKind.PERSON
    assert "Miyazaki" in str(reason)
    assert "Ponyo" in str(reason)


def test_one_film_of_a_genre_is_not_called_a_habit(alice: User) -> None:
    RatingFactory(user=alice, film__genres=["War"], stars=5)
    FilmFactory(genres=["War"])
    assert kinds(only_pick(alice)) == [ReasonKind.POPULAR]


def test_habit_names_genre_and_a_film_of_it(alice: User) -> None:
    for title in ("Platoon", "Dunkirk"):
        RatingFactory(user=alice, film__title=title, film__genres=["War"], stars=5)
    FilmFactory(genres=["War"], year=2020)
    (reason,) = only_pick(alice).reasons
    assert "war" in str(reason)
    assert any(title in str(reason) for title in ("Platoon", "Dunkirk"))


def test_picked_group_is_called_a_pick_and_not_a_liking(alice: User) -> None:
    TasteProfile.objects.create(user=alice, groups=["cold-clever-quiet"])
    arrival = FilmFactory(embedding=NORTH, fame=1)
    ExternalIdFactory(film=arrival, value="tt2543164")
    MarkFactory(user=alice, film=arrival, kind=Mark.Kind.SEEN)
    FilmFactory(embedding=NORTH)
    (reason,) = only_pick(alice).reasons
    assert reason.kind == ReasonKind.GROUP
    assert "Cold, clever, quiet" in str(reason)


def test_without_any_taste_only_fame_is_claimed(alice: User) -> None:
    FilmFactory(fame=90)
    assert kinds(only_pick(alice)) == [ReasonKind.POPULAR]


def test_what_was_asked_for_is_the_first_reason(alice: User) -> None:
    FilmFactory(year=1980)
    (pick,) = recommend(alice, 1, FilmQuery(year_to=1990))
    assert pick.reasons[0].kind == ReasonKind.FITS
    assert "1990" in str(pick.reasons[0])


def test_unusual_shelf_says_that_it_is(alice: User) -> None:
    for film in FilmFactory.create_batch(6, genres=["Crime"]):
        RatingFactory(user=alice, film=film, stars=4)
    FilmFactory.create_batch(8, genres=["Crime"], fame=90)
    FilmFactory.create_batch(4, genres=["Musical"], fame=20)
    shelf = {shelf.key: shelf for shelf in shelves(alice)}["unusual"]
    assert all(pick.reasons[0].kind == ReasonKind.EXPLORE for pick in shelf.picks)
    assert "musical" in str(shelf.picks[0].reasons[0])


@pytest.mark.parametrize("verdict", TasteCorrection.Verdict.values)
def test_corrected_reason_lowers_the_score_at_once(alice: User, verdict: str) -> None:
    RatingFactory(user=alice, film__embedding=NORTH, stars=5)
    FilmFactory(embedding=NORTH)
    before = only_pick(alice)
    said = before.reasons[0]
    TasteCorrection.objects.create(
        user=alice, kind=said.kind, key=said.key, verdict=verdict
    )
    after = only_pick(alice)
    assert after.score < before.score
    assert (said.key in [reason.key for reason in after.reasons]) is (verdict == "less")


def test_reasons_of_mixed_tastes_are_all_true(alice: User) -> None:
    names = ["Ann", "Ben", "Cem", "Dov", "Eva"]
    genres = ["Crime", "War", "Comedy", "Noir"]
    words = ["heist", "snow", "grief"]
    generator = np.random.default_rng(3)
    films = [
        FilmFactory(
            title=f"{n} Nights",
            embedding=NORTH + generator.normal(0, 0.03, 384),
            genres=list(generator.choice(genres, 2, replace=False)),
            cast=list(generator.choice(names, 2, replace=False)),
            keywords=list(generator.choice(words, 1)),
            year=int(generator.integers(1960, 2020)),
        )
        for n in range(60)
    ]
    for film in films[:20]:
        stars = Decimal(int(generator.integers(1, 11))) / 2
        RatingFactory(user=alice, film=film, stars=stars)
    picks = [pick for shelf in shelves(alice) for pick in shelf.picks]
    assert len(picks) > 15
    for pick in picks:
        assert pick.reasons
        for reason in pick.reasons:
            assert_true(alice, pick.film, reason.kind, reason.key, reason.evidence)


def assert_true(
    viewer: User, film: Film, kind: str, key: str, evidence: tuple[int, ...]
) -> None:
    stars = dict(Rating.objects.filter(user=viewer).values_list("film_id", "stars"))
    own = [Film.objects.get(pk=pk) for pk in evidence]
    assert all(stars[one.pk] > 3 for one in own)
    both = [film, *own]
    match kind:
        case ReasonKind.FILM:
            assert int(key) in stars
        case ReasonKind.PERSON:
            assert all(
                Credit.objects.filter(film=one, person=int(key)).exists()
                for one in both
            )
        case ReasonKind.GENRE:
            assert all(one.genres.filter(slug=key).exists() for one in both)
        case ReasonKind.KEYWORD:
            assert all(one.keywords.filter(name=key).exists() for one in both)
        case ReasonKind.DECADE:
            assert all(str(one.year).startswith(key[:3]) for one in both)
        case _:
            assert kind in (ReasonKind.POPULAR, ReasonKind.EXPLORE)


def test_named_film_really_raised_the_score(alice: User) -> None:
    loved = RatingFactory(user=alice, film__embedding=NORTH, stars=5)
    RatingFactory(user=alice, film__embedding=EAST, stars=5)
    FilmFactory(embedding=NORTH)
    before = only_pick(alice)
    assert before.reasons[0].evidence == (loved.film_id,)
    loved.stars = Decimal("3.5")
    loved.save()
    assert only_pick(alice).score < before.score


def test_taste_of_an_unsaved_guest_costs_no_query(
    db: None, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert taste_of(User(is_guest=True)).is_blank
