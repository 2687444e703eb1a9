"""How good search is: success@1, success@5 and MRR over a list of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cinematch.accounts.models import User
from movies.models import ExternalId
from movies.search import Legs, search

QUERIES = Path(__file__).parent / "evaluation" / "queries.tsv"
WAYS = {
    "text only": Legs(meanings=False),
    "vectors only": Legs(words=False),
    "fused": Legs(),
}
# A film further down counts as not found.
DEPTH = 10


class BadQueryLineError(ValueError):
    """A line is not kind, query, imdb id and title with tabs between them."""


@dataclass(frozen=True, slots=True)
class Query:
    kind: str
    text: str
    imdb_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Answered:
    """`rank` of the wanted film, 1 for the first; None beyond DEPTH."""

    query: Query
    rank: int | None
    first: str


@dataclass(frozen=True, slots=True)
class Score:
    queries: int
    success_at_1: float
    success_at_5: float
    mrr: float


def read_queries(path: Path = QUERIES) -> list[Query]:
    """Read kind, query, imdb id, title; raises BadQueryLineError with the line."""
    queries = []
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 4 or not cells[2].startswith("tt"):
            raise BadQueryLineError(
                f"{path}, line {number}: expected kind, query, imdb id and title with "
                "tabs between them."
            )
        queries.append(Query(*cells))
    return queries


def answer(queries: Iterable[Query], viewer: User, using: Legs) -> list[Answered]:
    films = dict(
        ExternalId.objects.filter(source=ExternalId.Source.IMDB).values_list(
            "value", "film_id"
        )
    )
    return [_answer(each, films.get(each.imdb_id), viewer, using) for each in queries]


def scores(answers: Iterable[Answered]) -> dict[str, Score]:
    """Return the scores by kind, and of all under "all"."""
    by_kind: dict[str, list[Answered]] = defaultdict(list)
    for answered in answers:
        by_kind[answered.query.kind].append(answered)
        by_kind["all"].append(answered)
    return {kind: _score([a.rank for a in given]) for kind, given in by_kind.items()}


def report(queries: list[Query], viewer: User) -> dict[str, Any]:
    """Answer every query in every way: what `manage.py search evaluate` prints."""
    result: dict[str, Any] = {}
    for way, using in WAYS.items():
        answers = answer(queries, viewer, using)
        result[way] = {
            "scores": {kind: asdict(score) for kind, score in scores(answers).items()},
            "misses": [
                {**asdict(a.query), "rank": a.rank, "first": a.first}
                for a in answers
                if a.rank is None or a.rank > 5
            ],
        }
    return result


def _answer(query: Query, film: int | None, viewer: User, using: Legs) -> Answered:
    films = search(query.text, viewer, limit=DEPTH, using=using).films
    ids = [found.pk for found in films]
    rank = ids.index(film) + 1 if film in ids else None
    return Answered(query, rank, str(films[0]) if films else "")


def _score(ranks: list[int | None]) -> Score:
    found = [rank for rank in ranks if rank]
    return Score(
        queries=len(ranks),
        success_at_1=sum(rank == 1 for rank in found) / len(ranks),
        success_at_5=sum(rank <= 5 for rank in found) / len(ranks),
        mrr=sum(1 / rank for rank in found) / len(ranks),
    )
