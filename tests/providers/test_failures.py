"""Four services, eight ways to fail: the answer is one service's, whole."""

import asyncio

import pytest

from providers.base import Delta, Finish, FinishReason, Restart, Text, UsageBasis
from providers.chain import Chain
from providers.endpoints import Deadlines, Endpoint, Kind, Tier
from providers.errors import Cause
from tests.fakes.ledgers import Notebook
from tests.fakes.models import ANSWER, ModelServices, Scenario
from tests.fakes.models.endpoints import BRIEF, IMPATIENT, MODELS, endpoint_at

CAUSES = {
    Scenario.HTTP_500: Cause.SERVER_ERROR,
    Scenario.NO_HEADERS: Cause.NO_FIRST_TEXT,
    Scenario.NO_FIRST_TEXT: Cause.NO_FIRST_TEXT,
    Scenario.ERROR_BEFORE_TEXT: Cause.SERVER_ERROR,
    Scenario.ERROR_IN_THE_MIDDLE: Cause.SERVER_ERROR,
    Scenario.END_IN_THE_MIDDLE: Cause.TRUNCATED,
    Scenario.RESET_IN_THE_MIDDLE: Cause.BROKEN_OFF,
    Scenario.STALL_IN_THE_MIDDLE: Cause.STALLED,
}
HANGING = {Scenario.NO_HEADERS, Scenario.NO_FIRST_TEXT, Scenario.STALL_IN_THE_MIDDLE}
BREAKING = {each for each in CAUSES if each.endswith("in_the_middle")}
NEXT = dict(zip(Kind, [*list(Kind)[1:], Kind.OLLAMA], strict=True))


def failing(services: ModelServices, kind: Kind, scenario: Scenario) -> Endpoint:
    deadlines = IMPATIENT if scenario in HANGING else None
    return endpoint_at(services, kind, scenario, deadlines=deadlines)


async def said(chain: Chain) -> list[Delta]:
    return [delta async for delta in chain.astream(BRIEF)]


def shown(deltas: list[Delta]) -> str:
    """What a page shows: everything since the last restart."""
    text = ""
    for delta in deltas:
        if isinstance(delta, Text):
            text += delta.text
        elif isinstance(delta, Restart):
            text = ""
    return text


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("scenario", CAUSES)
async def test_an_answer_is_one_services_whole_whatever_happened_before(
    services: ModelServices, kind: Kind, scenario: Scenario
) -> None:
    ledger = Notebook()
    broken = failing(services, kind, scenario)
    chain = Chain([broken, endpoint_at(services, NEXT[kind])], ledger=ledger)

    deltas = await said(chain)

    assert shown(deltas) == ANSWER
    finish = deltas[-1]
    assert isinstance(finish, Finish)
    assert (finish.source.provider, finish.source.model) == (
        NEXT[kind],
        MODELS[NEXT[kind]],
    )
    assert [outcome.cause for outcome in ledger.closed] == [CAUSES[scenario], None]
    restarts = [delta for delta in deltas if isinstance(delta, Restart)]
    assert len(restarts) == (scenario in BREAKING)
    assert ledger.closed[-1].restarts == len(restarts)


@pytest.mark.parametrize("kind", Kind)
async def test_a_service_that_answers_is_not_asked_twice(
    services: ModelServices, kind: Kind
) -> None:
    answer = await Chain([endpoint_at(services, kind)]).ainvoke(BRIEF)

    counts = services.exchanges[0].counts
    assert (answer.text, len(services.exchanges)) == (ANSWER, 1)
    assert (answer.usage.input_tokens, answer.usage.output_tokens) == (
        counts.read,
        counts.written,
    )


@pytest.mark.parametrize("kind", Kind)
async def test_cached_tokens_are_told_apart(
    services: ModelServices, kind: Kind
) -> None:
    services.cached_tokens = 0 if kind is Kind.OLLAMA else 40

    answer = await Chain([endpoint_at(services, kind)]).ainvoke(BRIEF)

    assert answer.usage.cached_tokens == services.cached_tokens
    assert answer.usage.input_tokens == services.exchanges[0].counts.read


@pytest.mark.parametrize("kind", Kind)
async def test_nothing_listens_and_the_template_answers(kind: Kind) -> None:
    nobody = Endpoint(kind, MODELS[kind], Tier.LOCAL, "http://127.0.0.1:1", "a-key")
    ledger = Notebook()

    answer = await Chain([nobody], ledger=ledger).ainvoke(BRIEF)

    assert (answer.source.provider, "[[film:7]]" in answer.text) == ("template", True)
    assert ledger.closed[0].cause is Cause.UNREACHABLE
    assert ledger.closed[0].usage.basis is UsageBasis.NONE


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    ("scenario", "cause"),
    [
        (Scenario.HTTP_401, Cause.UNAUTHORIZED),
        (Scenario.HTTP_404, Cause.MODEL_MISSING),
        (Scenario.HTTP_429, Cause.RATE_LIMITED),
        (Scenario.HTTP_529, Cause.SERVER_ERROR),
        (Scenario.REDIRECT, Cause.MISCONFIGURED),
        (Scenario.RESET_AT_ONCE, Cause.BROKEN_OFF),
        (Scenario.NOTHING_SAID, Cause.EMPTY),
        (Scenario.HTML, Cause.GARBLED),
        (Scenario.LONG_LINE, Cause.GARBLED),
    ],
)
async def test_every_other_failure_has_a_name_and_the_template_answers(
    services: ModelServices, kind: Kind, scenario: Scenario, cause: Cause
) -> None:
    ledger = Notebook()
    chain = Chain([failing(services, kind, scenario)], ledger=ledger)

    answer = await chain.ainvoke(BRIEF)

    assert answer.source.provider == "template"
    assert ledger.closed[0].cause is cause


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    "scenario", [Scenario.BLANK_FOREVER, Scenario.KEEP_ALIVES_ONLY]
)
async def test_noise_without_text_does_not_hold_a_person_up(
    services: ModelServices, kind: Kind, scenario: Scenario
) -> None:
    noisy = endpoint_at(services, kind, scenario, deadlines=IMPATIENT)

    answer = await Chain([noisy]).ainvoke(BRIEF)

    assert answer.source.provider == "template"
    await asyncio.wait_for(services.exchanges[0].hung_up.wait(), 5)


@pytest.mark.parametrize("kind", Kind)
async def test_bytes_that_are_no_text_never_reach_a_page(
    services: ModelServices, kind: Kind
) -> None:
    garbled = endpoint_at(services, kind, Scenario.INVALID_UTF8)

    answer = await Chain([garbled]).ainvoke(BRIEF)

    assert answer.text.isprintable() or answer.source.provider == "template"
    assert answer.text.encode("utf-8")


@pytest.mark.parametrize("kind", [Kind.CLAUDE, Kind.OPENAI, Kind.GEMINI])
async def test_a_service_that_declines_leaves_the_word_to_the_next(
    services: ModelServices, kind: Kind
) -> None:
    declining = endpoint_at(services, kind, Scenario.FILTERED)
    chain = Chain([declining, endpoint_at(services, Kind.OLLAMA)])

    deltas = await said(chain)

    assert Restart(Cause.FILTERED) in deltas
    assert shown(deltas) == ANSWER


@pytest.mark.parametrize("kind", Kind)
async def test_an_answer_that_reached_its_length_says_so(
    services: ModelServices, kind: Kind
) -> None:
    deltas = await said(Chain([endpoint_at(services, kind, Scenario.CUT_AT_LENGTH)]))

    assert isinstance(deltas[-1], Finish)
    assert deltas[-1].reason is FinishReason.LENGTH


@pytest.mark.parametrize("kind", Kind)
async def test_a_finish_reason_is_enough_where_the_stream_stays_open(
    services: ModelServices, kind: Kind
) -> None:
    lingering = endpoint_at(services, kind, Scenario.NO_END_BEHIND_THE_FINISH)

    answer = await Chain([lingering]).ainvoke(BRIEF)

    assert (answer.text, answer.source.provider) == (ANSWER, kind)


async def test_a_slow_drip_ends_with_the_total_deadline(
    services: ModelServices,
) -> None:
    services.gap_s = 0.1
    ledger = Notebook()
    patience = Deadlines(first_s=5, idle_s=5, total_s=0.5)
    dripping = endpoint_at(services, Kind.OLLAMA, deadlines=patience)

    answer = await Chain([dripping], ledger=ledger).ainvoke(BRIEF)

    assert (answer.source.provider, answer.restarts) == ("template", 1)
    assert ledger.closed[0].cause is Cause.OUT_OF_TIME
