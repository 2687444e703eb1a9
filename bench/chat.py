"""From the send of a question to the first text of its answer, through the real door.

A daphne of its own, the house's chain, and a made-up Ollama beside it that takes 200 ms
to its first word. The questions are those of chat/evaluation/mix.tsv.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from django.core.cache import cache
from django.db.models import QuerySet

from bench.result import Result, percentile
from bench.services import services
from chat.evaluation.mix import Asked, read_mix
from chat.models import Message
from providers.routes import Route
from tests.browser.serving import serving
from tests.talking import FINAL, Page, Talk, page_of, somebody, talks_of

QUESTIONS = 100
DEAD = 500
MODEL_S = 0.2
# A person may ask sixty times in ten minutes.
PER_PERSON = 50
# What the template may answer by itself waits for no model.
FOR_MODELS = (Route.RECOMMEND, Route.REFINE, Route.COMPARE, Route.HARD)
WARMING = ("a quiet film about rivers", "compare Heat and Ran", "hello", "who made it?")
NOBODY = "http://127.0.0.1:1"
ALL_DEAD = {
    "OLLAMA_URL": NOBODY,
    "ANTHROPIC_API_KEY": "a-key",
    "ANTHROPIC_BASE_URL": NOBODY,
    "OPENAI_API_KEY": "a-key",
    "OPENAI_BASE_URL": f"{NOBODY}/v1",
    "GEMINI_API_KEY": "a-key",
    "GEMINI_BASE_URL": NOBODY,
}


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds since the send; `ended` is the kind of the last event."""

    answer: int
    first_text: float
    whole: float
    ended: str


def measure() -> Iterator[Result]:
    # What an earlier run was answered is no answer to this one.
    cache.clear()
    with (
        services("--first", str(MODEL_S)) as port,
        serving(OLLAMA_URL=f"http://127.0.0.1:{port}/ok") as site,
    ):
        yield from _first_texts(site)
    cache.clear()
    with serving(**ALL_DEAD) as site:
        yield from _all_dead(site)


def _first_texts(site: str) -> Iterator[Result]:
    asked = [each for each in read_mix() if each.kind in FOR_MODELS]
    timed = _ask(site, asked)
    by_model = {*_answers(timed).filter(provider="ollama").values_list("pk", flat=True)}
    taken = [each.first_text for each in timed if each.answer in by_model][:QUESTIONS]
    around = f"n={len(taken)}, the model takes {MODEL_S * 1000:.0f}"
    for percent, goal in ((50, "reported"), (95, "<= 300")):
        yield Result(
            f"chat_first_text_p{percent}",
            percentile(taken, percent),
            "ms",
            goal,
            around,
        )


def _all_dead(site: str) -> Iterator[Result]:
    timed = _ask(site, list(islice(cycle(read_mix()), DEAD)))
    by_template = _answers(timed).filter(provider="template", status="done").count()
    taken = [each.whole for each in timed]
    median = f"median {percentile(taken, 50):.0f}"
    yield Result("chat_all_dead_p95", percentile(taken, 95), "ms", "<= 150", median)
    yield Result("chat_all_dead_answered", by_template, f"of {DEAD}", f">= {DEAD}")


def _answers(timed: Sequence[Timed]) -> "QuerySet[Message]":
    return Message.objects.answers().filter(pk__in=[each.answer for each in timed])


def _ask(site: str, asked: Sequence[Asked]) -> list[Timed]:
    conversations: dict[tuple[int, int], list[str]] = defaultdict(list)
    for number, each in enumerate(asked):
        conversations[number // PER_PERSON, each.conversation].append(each.question)
    people = [somebody() for _ in range(len(asked) // PER_PERSON + 2)]
    talks = [
        talks_of(people[-1])[0],
        *(talks_of(people[part])[0] for part, _ in conversations),
    ]
    return asyncio.run(_ask_all(site, talks, [list(WARMING), *conversations.values()]))


async def _ask_all(
    site: str, talks: Sequence[Talk], questions: Sequence[Sequence[str]]
) -> list[Timed]:
    """The first conversation only warms the site up: it is not timed."""
    timed = []
    for talk, texts in zip(talks, questions, strict=True):
        async with page_of(talk, site) as page:
            timed.append([await _timed(page, text) for text in texts])
    return [each for talk in timed[1:] for each in talk]


async def _timed(page: Page, text: str) -> Timed:
    began = time.perf_counter()
    await page.say("ask", text=text)
    answer = (await page.hear("accepted"))["answer"]
    first = await page.hear("delta", "film", *FINAL)
    first_text = (time.perf_counter() - began) * 1000
    ended = first if first["kind"] in FINAL else await page.hear(*FINAL)
    whole = (time.perf_counter() - began) * 1000
    return Timed(answer, first_text, whole, ended["kind"])
