"""What each model accepts of what is asked of it.

Sampling is not portable: newer models refuse a temperature, ignore it, or have no
top_k. An argument that is refused costs the answer, one that is missing only its
warmth: what is not known to be accepted is not sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from providers.endpoints import Endpoint, Kind, Parameters

# Room beside the answer for what a model thinks before it, at the least effort.
THINKING_TOKENS = 1024


@dataclass(frozen=True, slots=True)
class Capability:
    """`extra` is sent with every call: how a thinking model is kept from musing."""

    temperature: bool = False
    top_k: bool = False
    thinking_tokens: int = 0
    extra: Mapping[str, Any] = field(default_factory=dict)

    def with_room(self, parameters: Parameters) -> Parameters:
        """Allow for what is thought before the answer: it is paid like the answer."""
        return replace(
            parameters, max_tokens=parameters.max_tokens + self.thinking_tokens
        )

    def options(self, parameters: Parameters, limit: str) -> dict[str, Any]:
        """Return what is sent; `limit` is the service's name for the most tokens.

        It is always sent: left out, some clients allow what the model can do at most.
        """
        options: dict[str, Any] = {limit: parameters.max_tokens, **self.extra}
        if self.temperature:
            options["temperature"] = parameters.temperature
        if self.top_k:
            options["top_k"] = parameters.top_k
        return options


_BOTH = Capability(temperature=True, top_k=True)
_NEITHER = Capability()
_TEMPERATURE = Capability(temperature=True)
_OPENAI_THINKS = Capability(
    thinking_tokens=THINKING_TOKENS, extra={"reasoning_effort": "low"}
)
_GEMINI_3 = {"thinking_level": "low"}

# By the beginning of a model's name; the longest that fits counts. From the sources of
# langchain-anthropic 1.7.7, -openai 1.7.3 and -google-genai 4.4.2, and from what those
# put on the wire.
_BY_PREFIX: dict[Kind, dict[str, Capability]] = {
    Kind.OLLAMA: {"": _BOTH},
    Kind.CLAUDE: {
        "": _NEITHER,
        "claude-haiku-4": _BOTH,
        "claude-haiku-5": _BOTH,
        "claude-sonnet-4": _BOTH,
        "claude-sonnet-5": _BOTH,
        # Refused by the client before anything is sent.
        "claude-sonnet-5-5": _NEITHER,
        "claude-opus-4": _BOTH,
        "claude-opus-5": _BOTH,
        "claude-fable": _NEITHER,
    },
    Kind.OPENAI: {
        "": _NEITHER,
        "gpt-4": _TEMPERATURE,
        "gpt-5": _OPENAI_THINKS,
        "gpt-5-chat": _TEMPERATURE,
        "gpt-6": _OPENAI_THINKS,
        "o1": _OPENAI_THINKS,
        "o3": _OPENAI_THINKS,
        "o4": _OPENAI_THINKS,
    },
    Kind.GEMINI: {
        "": _NEITHER,
        "gemini-2.5-flash": Capability(True, True, 0, {"thinking_budget": 0}),
        # Cannot be kept from thinking altogether.
        "gemini-2.5-pro": Capability(
            True, True, THINKING_TOKENS, {"thinking_budget": 128}
        ),
        "gemini-3": Capability(True, True, THINKING_TOKENS, _GEMINI_3),
        # Fixed sampling: a temperature is ignored with a warning.
        "gemini-3.5-flash-lite": Capability(False, False, THINKING_TOKENS, _GEMINI_3),
        "gemini-3.6-flash": Capability(False, False, THINKING_TOKENS, _GEMINI_3),
    },
}


def capability_of(endpoint: Endpoint) -> Capability:
    table = _BY_PREFIX[endpoint.kind]
    fitting = [prefix for prefix in table if endpoint.model.startswith(prefix)]
    return table[max(fitting, key=len)]
