"""Scores and their causes, on arrays alone."""

import numpy as np
import pytest

from movies.causes import causes, is_close, pull
from movies.ranking import Evidence, Facts, Taste, diversify, learn, pleasure, score
from movies.traits import Traits

LEVEL = {"newer": 0, "heavier": 0, "obscure": 0}
NORTH, EAST, UP = np.eye(3, 384, dtype=np.float32)


def facts(*vectors: np.ndarray, fame: float = 0.5, **traits: list[list[str]]) -> Facts:
    n = len(vectors)
    none = [[] for _film in vectors]
    return Facts(
        ids=list(range(100, 100 + n)),
        vectors=np.stack(vectors),
        fame=np.full(n, fame, np.float32),
        quality=np.zeros(n, np.float32),
        years=np.full(n, 1990, np.float32),
        runtimes=np.full(n, 100, np.float32),
        heaviness=np.zeros(n, np.float32),
        series=[str(row) for row in range(n)],
        traits={
            kind: Traits(traits.get(kind, none))
            for kind in ("genre", "person", "keyword", "decade")
        },
    )


def rated(row: int, stars: float) -> Evidence:
    return Evidence(row, "film", str(100 + row), pleasure(stars))


def taste(of: Facts, *said: Evidence, **sliders: int) -> Taste:
    return learn(of, said, {}, LEVEL | sliders)


def test_without_ratings_fame_decides() -> None:
    films = facts(NORTH, EAST)
    films.fame[:] = [0.2, 0.9]
    unknown = taste(facts(UP))
    assert np.argmax(score(unknown, films)) == 1


def test_film_near_a_loved_one_rises_and_near_a_hated_one_falls() -> None:
    known = facts(NORTH, EAST)
    scores = score(taste(known, rated(0, 5), rated(1, 0.5)), facts(NORTH, UP, EAST))
    assert scores[0] > scores[1] > scores[2]


def test_shared_person_raises_the_score() -> None:
    known = facts(UP, person=[["7"]])
    films = facts(NORTH, NORTH, person=[["7"], ["8"]])
    scores = score(taste(known, rated(0, 5)), films)
    assert scores[0] > scores[1]


def test_film_without_a_vector_is_scored_by_the_rest() -> None:
    nothing = np.zeros(384, np.float32)
    known = facts(nothing, genre=[["crime"]])
    scores = score(
        taste(known, rated(0, 5)), facts(nothing, nothing, genre=[["crime"], []])
    )
    assert np.isfinite(scores).all()
    assert scores[0] > scores[1]


def test_empty_catalogue_gives_no_scores() -> None:
    known = facts(NORTH)
    none = facts(NORTH, EAST).traits
    empty = Facts(
        [],
        np.empty((0, 384), np.float32),
        *[np.empty(0, np.float32)] * 5,
        [],
        {kind: Traits([]) for kind in none},
    )
    assert score(taste(known, rated(0, 5)), empty).shape == (0,)


@pytest.mark.parametrize(
    ("slider", "column", "wins"),
    [("newer", "years", 2020), ("heavier", "heaviness", 1)],
)
def test_slider_moves_the_order(slider: str, column: str, wins: float) -> None:
    films = facts(NORTH, EAST)
    getattr(films, column)[1] = wins
    moved = score(taste(facts(UP), **{slider: 2}), films)
    back = score(taste(facts(UP), **{slider: -2}), films)
    assert moved[1] > moved[0]
    assert back[1] < back[0]


def test_obscure_slider_turns_fame_round() -> None:
    films = facts(NORTH, EAST)
    films.fame[:] = [0.1, 0.9]
    scores = score(taste(facts(UP), obscure=2), films)
    assert scores[0] > scores[1]


def test_parts_named_by_the_causes_add_up_to_the_score() -> None:
    known = facts(NORTH, person=[["7"]], genre=[["crime"]])
    films = facts((NORTH + UP) / np.sqrt(2), person=[["7"]], genre=[["crime"]])
    learned = taste(known, rated(0, 5), newer=0)
    named = {cause.kind: cause.strength for cause in causes(learned, films, [0])[0]}
    whole = float(score(learned, films)[0])
    assert named["film"] + named["popular"] == pytest.approx(whole, rel=1e-5)


def test_cause_is_gone_when_its_evidence_is() -> None:
    known = facts(NORTH, EAST)
    films = facts(NORTH)
    both = learn(known, [rated(0, 5), rated(1, 5)], {}, LEVEL)
    wrong = learn(known, [rated(0, 5), rated(1, 5)], {("film", "100"): "wrong"}, LEVEL)
    assert [cause.key for cause in causes(both, films, [0])[0]] == ["100", ""]
    assert [cause.kind for cause in causes(wrong, films, [0])[0]] == ["popular"]


@pytest.mark.parametrize("kind", ["person", "genre", "keyword"])
def test_less_lowers_what_has_the_trait(kind: str) -> None:
    known = facts(NORTH, EAST, **{kind: [["x"], ["x"]]})
    films = facts(UP, **{kind: [["x"]]})
    said = [rated(0, 5), rated(1, 4)]
    before = score(learn(known, said, {}, LEVEL), films)
    less = score(learn(known, said, {(kind, "x"): "less"}, LEVEL), films)
    wrong = score(learn(known, said, {(kind, "x"): "wrong"}, LEVEL), films)
    assert less[0] < before[0]
    assert wrong[0] < before[0]


def test_disliked_trait_is_never_a_cause() -> None:
    known = facts(NORTH, genre=[["horror"]])
    found = causes(taste(known, rated(0, 0.5)), facts(NORTH, genre=[["horror"]]), [0])[
        0
    ]
    assert [cause.kind for cause in found] == ["popular"]


def test_pull_is_what_one_loved_film_adds() -> None:
    known = facts(NORTH, EAST)
    learned = taste(known, rated(0, 5), rated(1, 5))
    added = pull(learned, facts(NORTH, EAST), [rated(0, 5)])
    assert added[0] > 0 == added[1]


def test_far_films_are_not_called_close() -> None:
    known = facts(NORTH)
    assert is_close(
        taste(known, rated(0, 5)), facts(NORTH, EAST), [rated(0, 5)]
    ).tolist() == [[True], [False]]


def test_varied_order_leaves_out_the_second_of_a_series() -> None:
    scores = np.array([3, 2.9, 1], np.float32)
    vectors = np.stack([NORTH, NORTH, UP])
    order = diversify(scores, vectors, ["a", "a", "b"], 3, variety=0)
    assert order == [0, 2]


def test_varied_order_prefers_what_is_unlike() -> None:
    scores = np.array([1.0, 0.9, 0.8], np.float32)
    vectors = np.stack([NORTH, NORTH, EAST])
    assert diversify(scores, vectors, ["a", "b", "c"], 3, variety=0.5) == [0, 2, 1]
