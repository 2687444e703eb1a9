import asyncio
from contextlib import aclosing, suppress
from dataclasses import replace

import pytest

from providers.base import Asked, Finish, Intent, ProviderError, Text, UsageBasis
from providers.breaker import OwnBreaker
from providers.budget import OverBudgetError, Refusal
from providers.chain import Chain
from providers.endpoints import Deadlines, Kind
from providers.errors import Cause
from providers.ledger import Entry
from tests.fakes.ledgers import Notebook
from tests.fakes.models import ANSWER, ModelServices, Scenario
from tests.fakes.models.endpoints import BRIEF, MODELS, endpoint_at


async def stop_after(texts: int, chain: Chain, services: ModelServices) -> None:
    """Cancel the task that reads, as a person's stop does."""
    seen = asyncio.Event()

    async def read() -> None:
        count = 0
        async with aclosing(chain.astream(BRIEF)) as deltas:
            async for delta in deltas:
                count += isinstance(delta, Text)
                if count >= texts:
                    seen.set()

    reading = asyncio.create_task(read())
    while texts == 0 and not services.exchanges:
        await asyncio.sleep(0)
    if texts:
        await seen.wait()
    reading.cancel()
    with suppress(asyncio.CancelledError):
        await reading


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("texts", [0, 1, 4])
async def test_a_stop_closes_the_connection_of_the_service(
    services: ModelServices, kind: Kind, texts: int
) -> None:
    services.gap_s = 0.05
    services.first_s = 0.5 if texts == 0 else 0.0
    ledger = Notebook()
    chain = Chain([endpoint_at(services, kind)], ledger=ledger)

    await stop_after(texts, chain, services)

    exchange = services.exchanges[0]
    await asyncio.wait_for(exchange.hung_up.wait(), 5)
    assert exchange.words_sent <= texts + 2
    assert ledger.closed[0].cause is Cause.STOPPED


@pytest.mark.parametrize("kind", Kind)
async def test_a_stream_that_is_closed_closes_the_connection_too(
    services: ModelServices, kind: Kind
) -> None:
    services.gap_s = 0.05

    async with aclosing(Chain([endpoint_at(services, kind)]).astream(BRIEF)) as deltas:
        async for delta in deltas:
            if isinstance(delta, Text):
                break

    await asyncio.wait_for(services.exchanges[0].hung_up.wait(), 5)


async def test_what_a_stopped_call_cost_is_estimated(services: ModelServices) -> None:
    services.gap_s = 0.05
    ledger = Notebook()

    chain = Chain([endpoint_at(services, Kind.CLAUDE)], ledger=ledger)
    await stop_after(4, chain, services)

    usage = ledger.closed[0].usage
    assert usage.basis is UsageBasis.ESTIMATED
    assert usage.input_tokens > 0
    assert usage.output_tokens > 0


async def test_a_service_that_says_when_to_come_back_is_asked_then(
    services: ModelServices,
) -> None:
    services.scenario[Kind.CLAUDE] = Scenario.HTTP_429
    services.retry_after = "0.2"
    chain = Chain([endpoint_at(services, Kind.CLAUDE)])
    answering = asyncio.create_task(chain.ainvoke(BRIEF))
    while not services.exchanges:
        await asyncio.sleep(0)
    services.scenario[Kind.CLAUDE] = Scenario.OK

    answer = await answering

    assert (answer.text, answer.source.provider) == (ANSWER, Kind.CLAUDE)
    assert len(services.exchanges) == 2


@pytest.mark.parametrize("kind", [Kind.CLAUDE, Kind.OPENAI, Kind.GEMINI])
async def test_a_wait_beyond_the_deadline_is_not_waited(
    services: ModelServices, kind: Kind
) -> None:
    services.retry_after = "2"
    hurried = Deadlines(first_s=1.0)
    busy = endpoint_at(services, kind, Scenario.HTTP_429, deadlines=hurried)
    breaker = OwnBreaker()

    answer = await Chain([busy], breaker=breaker).ainvoke(BRIEF)

    assert (answer.source.provider, len(services.exchanges)) == ("template", 1)
    assert (await breaker.state(busy.name)).is_open


async def test_a_dead_service_is_left_alone_after_three_failures(
    services: ModelServices,
) -> None:
    chain = Chain([endpoint_at(services, Kind.OPENAI, Scenario.HTTP_500)])

    for _ in range(5):
        await chain.ainvoke(BRIEF)

    assert len(services.exchanges) == 3


@pytest.mark.parametrize(
    ("kind", "scenario"),
    [
        (Kind.CLAUDE, Scenario.FILTERED),
        (Kind.GEMINI, Scenario.FILTERED),
        (Kind.GEMINI, Scenario.QUESTION_BLOCKED),
    ],
)
async def test_what_a_service_declines_says_nothing_of_its_health(
    services: ModelServices, kind: Kind, scenario: Scenario
) -> None:
    breaker, ledger = OwnBreaker(), Notebook()
    declining = endpoint_at(services, kind, scenario)

    for _ in range(4):
        await Chain([declining], breaker=breaker, ledger=ledger).ainvoke(BRIEF)

    assert {outcome.cause for outcome in ledger.closed} == {Cause.FILTERED}
    assert not (await breaker.state(declining.name)).is_open


class _Poor(Notebook):
    async def open(self, entry: Entry) -> Entry:
        if entry.endpoint.kind is Kind.CLAUDE:
            raise OverBudgetError(Refusal.NO_PRICE)
        return await super().open(entry)


async def test_a_call_that_cannot_be_afforded_is_not_made(
    services: ModelServices,
) -> None:
    order = [endpoint_at(services, kind) for kind in (Kind.CLAUDE, Kind.OLLAMA)]

    answer = await Chain(order, ledger=_Poor()).ainvoke(BRIEF)

    assert answer.source.provider == Kind.OLLAMA
    assert [exchange.kind for exchange in services.exchanges] == [Kind.OLLAMA]


async def test_a_probe_that_cannot_be_afforded_is_left_to_the_next(
    services: ModelServices,
) -> None:
    endpoint = endpoint_at(services, Kind.CLAUDE)
    breaker = OwnBreaker(window_s=600)
    await breaker.failed(endpoint.name, retry_after_s=0)

    await Chain([endpoint], breaker=breaker, ledger=_Poor()).ainvoke(BRIEF)
    answer = await Chain([endpoint], breaker=breaker).ainvoke(BRIEF)

    assert answer.source.provider == Kind.CLAUDE


async def test_small_talk_needs_no_model(services: ModelServices) -> None:
    greeting = replace(
        BRIEF, intent=Intent.HELP, question="what can you do", candidates=()
    )

    answer = await Chain([endpoint_at(services, Kind.OLLAMA)]).ainvoke(greeting)

    assert (answer.source.provider, services.exchanges) == ("template", [])


async def test_a_note_is_never_made_up_by_the_template() -> None:
    with pytest.raises(ProviderError):
        await Chain([]).ainvoke(replace(BRIEF, purpose="memory"))


async def test_the_books_hold_what_was_sent_and_when(services: ModelServices) -> None:
    ledger = Notebook()

    await Chain([endpoint_at(services, Kind.OLLAMA)], ledger=ledger).ainvoke(BRIEF)

    outcome = ledger.closed[0]
    assert outcome.sent == services.exchanges[0].body["options"]
    assert outcome.first_text_s is not None
    assert 0 < outcome.first_text_s <= outcome.total_s
    assert outcome.overhead_s is not None
    assert 0 < outcome.overhead_s < 5


async def test_a_page_is_told_who_is_asked_before_the_first_word(
    services: ModelServices,
) -> None:
    chain = Chain([endpoint_at(services, Kind.GEMINI)])

    deltas = [delta async for delta in chain.astream(BRIEF)]

    assert isinstance(deltas[0], Asked)
    assert deltas[0].source.model == MODELS[Kind.GEMINI]
    assert isinstance(deltas[-1], Finish)


async def test_many_answers_at_once_do_not_mix(services: ModelServices) -> None:
    services.gap_s = 0.001
    chain = Chain([endpoint_at(services, Kind.OLLAMA)])

    answers = await asyncio.gather(*(chain.ainvoke(BRIEF) for _ in range(20)))

    assert {answer.text for answer in answers} == {ANSWER}
