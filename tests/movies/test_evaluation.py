"""How good search is, measured over a list of queries."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from movies.evaluating import QUERIES, Answered, Query, read_queries, scores
from movies.indexing import index_films
from tests.factories import ExternalIdFactory

HEAT = Query("title", "heat", "tt0113277", "Heat (1995)")


def evaluate(path: Path, *options: str) -> str:
    out = StringIO()
    call_command("search", "evaluate", str(path), *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def queries(db: None, tmp_path: Path) -> Path:
    film = ExternalIdFactory(value="tt0113277", film__title="Heat").film
    index_films([film.pk])
    path = tmp_path / "queries.tsv"
    path.write_text(
        "title\theat\ttt0113277\tHeat (1995)\ntitle\tno such\ttt0000001\tGone (1900)\n"
    )
    return path


def test_the_project_has_a_hundred_queries_of_every_kind() -> None:
    kinds = {query.kind for query in read_queries()}
    assert len(read_queries()) >= 100
    assert kinds == {"title", "original", "typo", "person", "genre", "keyword", "plot",
                     "sentence", "like"}  # fmt: skip


def test_scores_count_first_and_first_five() -> None:
    given = [Answered(HEAT, rank, "") for rank in (1, 4, 8, None)]
    score = scores(given)["title"]
    assert (score.success_at_1, score.success_at_5) == (0.25, 0.5)
    assert score.mrr == pytest.approx((1 + 1 / 4 + 1 / 8) / 4)


def test_json_has_scores_and_misses_of_every_way(queries: Path) -> None:
    result = json.loads(evaluate(queries, "--json"))
    assert list(result) == ["text only", "vectors only", "fused"]
    assert result["fused"]["scores"]["all"]["success_at_1"] == 0.5
    assert [miss["imdb_id"] for miss in result["fused"]["misses"]] == ["tt0000001"]


def test_the_table_lists_the_misses(queries: Path) -> None:
    assert "[title] no such: Gone (1900) at None" in evaluate(queries)


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text("title\theat\ttt0113277\tHeat\ntitle only\n")
    with pytest.raises(CommandError, match="line 2"):
        evaluate(path)


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.tsv"):
        evaluate(tmp_path / "nowhere.tsv")


def test_queries_lie_with_the_project() -> None:
    assert QUERIES.is_file()
