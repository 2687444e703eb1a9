"""Two hundred fixed questions: what they cost, and whether their answers hold."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from chat.evaluation.checks import broken, read_checks
from chat.evaluation.mix import read_mix
from chat.models import Conversation
from cinematch.accounts.models import User
from movies.indexing import index_films
from movies.models import Film
from providers.endpoints import Kind, Tier
from providers.models import Call, Service
from providers.routes import Route
from tests.factories import FilmFactory
from tests.fakes.models import in_thread
from tests.fakes.models.reader import Readers

MODELS = {
    Kind.OLLAMA: ("llama3.2:3b", Tier.LOCAL),
    Kind.OPENAI: ("gpt-6-luna", Tier.ECONOMY),
    Kind.CLAUDE: ("claude-opus-5-5", Tier.FLAGSHIP),
}
SMALL = """# conversation, kind, question, checks
1\tsmalltalk\thello\t
2\trecommend\ta comedy\tgenre=comedy
2\trefine\tunder 105 minutes\tgenre=comedy; longest=105
3\tlookup\twho directed Heat?\tfilm=Heat (1995); says=Michael Mann
4\thard\texplain the symbolism of mirrors in a crime film\tfilms
5\trecommend\ta crime film\tgenre=western
"""


@pytest.fixture
def services(db: None) -> Iterator[Readers]:
    with in_thread(Readers()) as services:
        Service.objects.all().delete()
        for kind, (model, tier) in MODELS.items():
            url = services.url(kind)
            Service.objects.create(
                kind=kind, model=model, tier=tier, base_url=url, api_key="a-key"
            )
        yield services


@pytest.fixture
def shelf(db: None) -> list[Film]:
    films = [
        FilmFactory(
            title="Heat", genres=["Crime"], year=1995, directors=["Michael Mann"]
        ),
        FilmFactory(title="Top Hat", genres=["Comedy"], year=1935, runtime_min=101),
        FilmFactory(title="Ninotchka", genres=["Comedy"], year=1939, runtime_min=110),
    ]
    index_films([film.pk for film in films])
    return films


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "mix.tsv"
    path.write_text(SMALL)
    return path


def measure(*options: str) -> str:
    out = StringIO()
    call_command("cinebot", "mix", *options, stdout=out)
    return out.getvalue()


def test_the_mix_is_two_hundred_questions_of_every_kind() -> None:
    mix = read_mix()
    assert len(mix) == 200
    assert {asked.kind for asked in mix} == set(Route)
    assert len({asked.conversation for asked in mix}) < 175
    assert sum(bool(asked.checks) for asked in mix) >= 140


def test_routing_costs_a_part_and_holds_as_much(
    services: Readers, shelf: list[Film], small: Path
) -> None:
    rows = json.loads(measure(str(small), "--json"))
    routed, clouds, flagship, cheap = rows
    assert [row["way"] for row in rows] == [
        "as routed", "as routed, nothing local", "all flagship", "all cheap cloud",
    ]  # fmt: skip
    # Small talk and a fact by the template, what is hard by the best.
    assert routed["written_by"] == {"template": 2, "ollama": 3, "claude": 1}
    assert flagship["written_by"] == {"claude": 6}
    costs = [float(row["usd"]) for row in (routed, clouds, flagship)]
    assert costs == sorted(set(costs))
    assert routed["pass_rate"] == flagship["pass_rate"] == cheap["pass_rate"]


def test_what_failed_is_named(
    services: Readers, shelf: list[Film], small: Path
) -> None:
    assert "a crime film: genre=western" in measure(str(small))


def test_measuring_leaves_nothing_behind(
    services: Readers, shelf: list[Film], small: Path
) -> None:
    measure(str(small))
    assert not Conversation.objects.exists()
    assert not Call.objects.exists()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("checks", "answer", "wrong"),
    [
        ("film=Heat (1995)", "No.", ["film=Heat (1995)"]),
        ("says=Michael Mann", "By michael mann.", []),
        ("longest=100", "{heat}", ["longest=100"]),
        ("to=1994", "{heat}", ["to=1994"]),
        ("genre=crime; from=1990", "{heat}", []),
        ("without=crime", "{heat}", ["without=crime"]),
        ("count=2", "{heat}", ["count=2"]),
        ("", "[[film:999999]]", ["shows a film that is not for this viewer"]),
        ("", "See “The Night Heist” (1987).", ["names “The Night Heist”"]),
        ("", "“The Unheard Cantata” is not here.", []),
    ],
)
def test_checks_are_of_the_catalogue(
    shelf: list[Film], alice: User, checks: str, answer: str, wrong: list[Any]
) -> None:
    text = answer.format(heat=f"[[film:{shelf[0].pk}]]") if "{" in answer else answer
    question = "who directed The Unheard Cantata?"
    assert broken(read_checks(checks), question, text, alice) == wrong


@pytest.mark.parametrize("line", ["1\thard\tno checks", "x\thard\tq\t", "1\todd\tq\t",
                                  "1\thard\tq\tlength=3"])  # fmt: skip
def test_a_bad_line_is_named(tmp_path: Path, line: str, db: None) -> None:
    path = tmp_path / "mix.tsv"
    path.write_text(f"# a remark\n{line}\n")
    with pytest.raises(CommandError, match=r"mix\.tsv, line 2"):
        measure(str(path))
