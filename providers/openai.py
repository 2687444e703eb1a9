"""OpenAI's Chat Completions: server-sent events, data only, ended by [DONE]."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from providers.base import FinishReason
from providers.capabilities import Capability
from providers.endpoints import Endpoint, Kind, Parameters

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

KIND = Kind.OPENAI
ADDRESS = "https://api.openai.com/v1"
FINISH_REASONS = {
    "stop": FinishReason.STOP,
    "length": FinishReason.LENGTH,
    "content_filter": FinishReason.FILTERED,
}


def build(endpoint: Endpoint) -> "BaseChatModel":
    import openai
    from langchain.chat_models import init_chat_model

    return init_chat_model(
        endpoint.model,
        model_provider="openai",
        base_url=endpoint.base_url or ADDRESS,
        api_key=endpoint.api_key,
        timeout=endpoint.deadlines.total_s,
        max_retries=0,
        # Its own would be shared between event loops, and follow redirects.
        http_async_client=openai.DefaultAsyncHttpxClient(
            timeout=endpoint.deadlines.total_s, follow_redirects=False
        ),
        # Off by default once there is a base URL: nobody would count the tokens.
        stream_usage=True,
        # Some model names would switch to another protocol.
        use_responses_api=False,
    )


def options(
    endpoint: Endpoint, parameters: Parameters, capability: Capability
) -> dict[str, Any]:
    return capability.options(parameters, "max_tokens")


def call_arguments(options: Mapping[str, Any]) -> dict[str, Any]:
    return dict(options)


def finish_of(metadata: Mapping[str, Any]) -> str | None:
    return metadata.get("finish_reason")


async def close(model: Any) -> None:
    await model.root_async_client.close()
