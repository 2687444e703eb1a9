"""A language model the house may ask, as plain values: no database, no client.

The chain gets these from the operator's rows (providers.models.Service), and from plain
scripts as they are written there.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    OLLAMA = "ollama"
    CLAUDE = "claude"
    OPENAI = "openai"
    GEMINI = "gemini"

    @property
    def label(self) -> str:
        """The name people know it by."""
        return {"openai": "OpenAI"}.get(self, self.capitalize())


class Tier(StrEnum):
    """What an answer costs, in kind: nothing, little, much."""

    LOCAL = "local"
    ECONOMY = "economy"
    FLAGSHIP = "flagship"


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Seconds to the first visible text, between two texts, and for all of it."""

    first_s: float = 8.0
    idle_s: float = 10.0
    total_s: float = 60.0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One model of one service. An empty `base_url` is the service's own address."""

    kind: Kind
    model: str
    tier: Tier
    base_url: str = ""
    api_key: str = field(default="", repr=False)
    deadlines: Deadlines = Deadlines()
    # What the model reads at most. Constant: Ollama loads a model anew for another.
    context_tokens: int = 8192

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.model}"

    @property
    def local(self) -> bool:
        """Whether a question stays with the operator."""
        return self.tier is Tier.LOCAL


@dataclass(frozen=True, slots=True)
class Parameters:
    """What is asked of a model; each model is sent what it accepts of it.

    A prompt is cut to `context_tokens`, or to what the endpoint reads if that is less.
    """

    temperature: float = 0.6
    top_k: int = 40
    max_tokens: int = 600
    context_tokens: int = 4096
