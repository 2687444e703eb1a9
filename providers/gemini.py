"""Gemini's streamGenerateContent: server-sent events, over with a finishReason."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from providers.base import FinishReason
from providers.capabilities import Capability
from providers.endpoints import Endpoint, Kind, Parameters

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

KIND = Kind.GEMINI
ADDRESS = "https://generativelanguage.googleapis.com"
# Ours, for a question that is refused as it stands: it has no candidate to end.
BLOCKED = "BLOCKED"
FINISH_REASONS = {
    BLOCKED: FinishReason.FILTERED,
    "STOP": FinishReason.STOP,
    "MAX_TOKENS": FinishReason.LENGTH,
    "SAFETY": FinishReason.FILTERED,
    "RECITATION": FinishReason.FILTERED,
    "BLOCKLIST": FinishReason.FILTERED,
    "PROHIBITED_CONTENT": FinishReason.FILTERED,
    "SPII": FinishReason.FILTERED,
}


def build(endpoint: Endpoint) -> "BaseChatModel":
    from langchain.chat_models import init_chat_model

    return init_chat_model(
        endpoint.model,
        model_provider="google_genai",
        base_url=endpoint.base_url or ADDRESS,
        api_key=endpoint.api_key,
        timeout=endpoint.deadlines.total_s,
        # The first attempt counts as one here.
        max_retries=1,
        client_args={"follow_redirects": False},
    )


def options(
    endpoint: Endpoint, parameters: Parameters, capability: Capability
) -> dict[str, Any]:
    return capability.options(parameters, "max_output_tokens")


def call_arguments(options: Mapping[str, Any]) -> dict[str, Any]:
    return dict(options)


def finish_of(metadata: Mapping[str, Any]) -> str | None:
    feedback = metadata.get("prompt_feedback") or {}
    return BLOCKED if feedback.get("block_reason") else metadata.get("finish_reason")


async def close(model: Any) -> None:
    await model.client.aio.aclose()
