"""Claude, by Anthropic's Messages API: server-sent events with names."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from providers.base import FinishReason
from providers.capabilities import Capability
from providers.endpoints import Endpoint, Kind, Parameters

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

KIND = Kind.CLAUDE
ADDRESS = "https://api.anthropic.com"
FINISH_REASONS = {
    "end_turn": FinishReason.STOP,
    "stop_sequence": FinishReason.STOP,
    "max_tokens": FinishReason.LENGTH,
    "refusal": FinishReason.FILTERED,
}


def build(endpoint: Endpoint) -> "BaseChatModel":
    import anthropic
    from langchain.chat_models import init_chat_model

    model: Any = init_chat_model(
        endpoint.model,
        model_provider="anthropic",
        base_url=endpoint.base_url or ADDRESS,
        api_key=endpoint.api_key,
        timeout=endpoint.deadlines.total_s,
        max_retries=0,
    )
    # LangChain would share one pool of connections between event loops, and follow
    # redirects; it takes no client of ours.
    http_client = anthropic.DefaultAsyncHttpxClient(
        timeout=endpoint.deadlines.total_s, follow_redirects=False
    )
    vars(model)["_async_client"] = model._async_client.with_options(
        http_client=http_client
    )
    return model


def options(
    endpoint: Endpoint, parameters: Parameters, capability: Capability
) -> dict[str, Any]:
    return capability.options(parameters, "max_tokens")


def call_arguments(options: Mapping[str, Any]) -> dict[str, Any]:
    return dict(options)


def finish_of(metadata: Mapping[str, Any]) -> str | None:
    return metadata.get("stop_reason")


async def close(model: Any) -> None:
    await model._async_client.close()
