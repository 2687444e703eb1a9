"""Ollama: models on a machine of the operator's own. Speaks NDJSON at /api/chat."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import httpx

from providers.base import FinishReason
from providers.capabilities import Capability
from providers.endpoints import Endpoint, Kind, Parameters

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

KIND = Kind.OLLAMA
ADDRESS = "http://127.0.0.1:11434"
FINISH_REASONS = {"stop": FinishReason.STOP, "length": FinishReason.LENGTH}
# Loading a model takes seconds: it stays while an evening's conversation pauses.
KEEP_ALIVE = "30m"
LIST_TIMEOUT_S = 2.0


def build(endpoint: Endpoint) -> "BaseChatModel":
    from langchain.chat_models import init_chat_model

    # Without a header of ours the client sends OLLAMA_API_KEY wherever it is pointed.
    headers = {"authorization": f"Bearer {endpoint.api_key or 'none'}"}
    return init_chat_model(
        endpoint.model,
        model_provider="ollama",
        base_url=endpoint.base_url or ADDRESS,
        keep_alive=KEEP_ALIVE,
        # Models that think aloud by default would leave the person waiting.
        reasoning=False,
        client_kwargs={
            "headers": headers,
            "timeout": endpoint.deadlines.total_s,
            "follow_redirects": False,
        },
    )


def options(
    endpoint: Endpoint, parameters: Parameters, capability: Capability
) -> dict[str, Any]:
    return {
        # Another size than last time would load the model anew.
        "num_ctx": endpoint.context_tokens,
        **capability.options(parameters, "num_predict"),
    }


def call_arguments(options: Mapping[str, Any]) -> dict[str, Any]:
    return {"options": dict(options)}


def finish_of(metadata: Mapping[str, Any]) -> str | None:
    return metadata.get("done_reason")


async def close(model: Any) -> None:
    await model._async_client.close()


def installed(endpoint: Endpoint) -> list[str]:
    """Return the names of the models that server has; raises httpx.HTTPError."""
    response = httpx.get(
        f"{endpoint.base_url or ADDRESS}/api/tags", timeout=LIST_TIMEOUT_S
    )
    response.raise_for_status()
    return [str(model["name"]) for model in response.json()["models"]]


def is_installed(model: str, names: list[str]) -> bool:
    """Tell whether a model is there; Ollama takes a name without a tag for :latest."""
    return model in names or f"{model}:latest" in names


def pull_command(endpoint: Endpoint) -> str:
    return f"ollama pull {endpoint.model}"
