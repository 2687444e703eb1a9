import warnings
from typing import Any

import pytest

from providers.chain import Chain
from providers.endpoints import Kind, Parameters
from providers.routes import Route
from providers.routing import Plan
from tests.fakes.ledgers import Notebook
from tests.fakes.models import ModelServices
from tests.fakes.models.endpoints import BRIEF, endpoint_at

PARAMETERS = Parameters(temperature=0.4, top_k=30, max_tokens=256)


async def sent(services: ModelServices, kind: Kind, model: str) -> dict[str, Any]:
    """Ask a model, and return the body of what arrived at its service."""
    endpoint = endpoint_at(services, kind, model=model)
    chain = Chain(
        [endpoint],
        plan=lambda brief, order: Plan(
            tuple(order), PARAMETERS, template_first=False, route=Route.RECOMMEND
        ),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        await chain.ainvoke(BRIEF)
    body = services.exchanges[0].body
    return body.get("options") or body.get("generationConfig") or body


@pytest.mark.parametrize(
    ("kind", "model", "expected"),
    [
        (Kind.OLLAMA, "llama3.2:3b", {"temperature": 0.4, "top_k": 30}),
        (Kind.CLAUDE, "claude-haiku-4-5", {"temperature": 0.4, "top_k": 30}),
        (Kind.CLAUDE, "claude-haiku-5-5", {"temperature": 0.4, "top_k": 30}),
        (Kind.CLAUDE, "claude-sonnet-5", {"temperature": 0.4, "top_k": 30}),
        (Kind.CLAUDE, "claude-sonnet-5-5", {}),
        (Kind.CLAUDE, "claude-fable-5-1", {}),
        (Kind.OPENAI, "gpt-4o-mini", {"temperature": 0.4}),
        (Kind.OPENAI, "gpt-4.1-mini", {"temperature": 0.4}),
        (Kind.OPENAI, "gpt-5-mini", {}),
        (Kind.OPENAI, "gpt-5.6-luna", {}),
        (Kind.OPENAI, "gpt-6-luna", {}),
        (Kind.OPENAI, "o4-mini", {}),
        (Kind.OPENAI, "some-other-model", {}),
        (Kind.GEMINI, "gemini-2.5-flash", {"temperature": 0.4, "topK": 30}),
        (Kind.GEMINI, "gemini-2.5-flash-lite", {"temperature": 0.4, "topK": 30}),
        (Kind.GEMINI, "gemini-3.8-flash", {"temperature": 0.4, "topK": 30}),
        (Kind.GEMINI, "gemini-3.5-flash-lite", {}),
        (Kind.GEMINI, "gemini-3.6-flash", {}),
    ],
)
async def test_a_model_is_sent_the_sampling_it_accepts(
    services: ModelServices, kind: Kind, model: str, expected: dict[str, float]
) -> None:
    body = await sent(services, kind, model)

    sampling = {
        name: body[name]
        for name in ("temperature", "top_k", "topK")
        if body.get(name) is not None
    }
    assert sampling == expected


@pytest.mark.parametrize(
    ("kind", "model", "name", "expected"),
    [
        (Kind.OLLAMA, "llama3.2:3b", "num_predict", 256),
        (Kind.CLAUDE, "claude-haiku-5-5", "max_tokens", 256),
        (Kind.OPENAI, "gpt-4.1-mini", "max_completion_tokens", 256),
        # It thinks before it speaks, within the same allowance.
        (Kind.OPENAI, "gpt-5-mini", "max_completion_tokens", 1280),
        (Kind.GEMINI, "gemini-2.5-flash", "maxOutputTokens", 256),
        (Kind.GEMINI, "gemini-3.8-flash", "maxOutputTokens", 1280),
    ],
)
async def test_an_answer_always_has_a_greatest_length(
    services: ModelServices, kind: Kind, model: str, name: str, expected: int
) -> None:
    assert (await sent(services, kind, model))[name] == expected


async def test_ollama_is_always_told_the_same_context(services: ModelServices) -> None:
    assert (await sent(services, Kind.OLLAMA, "llama3.2:3b"))["num_ctx"] == 8192


async def test_money_is_set_aside_for_thinking_too(services: ModelServices) -> None:
    ledger = Notebook()

    thinking = endpoint_at(services, Kind.OPENAI, model="gpt-5-mini")
    await Chain([thinking], ledger=ledger).ainvoke(BRIEF)

    asked = services.exchanges[0].body["max_completion_tokens"]
    assert ledger.opened[0].parameters.max_tokens == asked
