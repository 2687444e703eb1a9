"""Endpoints that lead to the fakes, and a brief to send there."""

from providers.base import Brief, Candidate, Intent, Persona
from providers.endpoints import Deadlines, Endpoint, Kind, Tier
from tests.fakes.models.scenarios import Scenario
from tests.fakes.models.service import ModelServices

MODELS = {
    Kind.OLLAMA: "llama3.2:3b",
    Kind.CLAUDE: "claude-haiku-5-5",
    Kind.OPENAI: "gpt-4.1-mini",
    Kind.GEMINI: "gemini-2.5-flash",
}
# For services that never answer: nobody wants to wait for them, tests least of all.
IMPATIENT = Deadlines(first_s=0.2, idle_s=0.2, total_s=5.0)
HEAT = Candidate(7, "Heat", "a crime film", 1995, 170, ("Crime",), ("Michael Mann",))
BRIEF = Brief(
    intent=Intent.RECOMMEND,
    question="a slow crime film",
    persona=Persona("CineBot", "a warm, well-read usher"),
    wishes=("a crime film",),
    candidates=(HEAT,),
)


def endpoint_at(
    services: ModelServices,
    kind: Kind,
    scenario: Scenario | str = "-",
    *,
    model: str = "",
    deadlines: Deadlines | None = None,
) -> Endpoint:
    return Endpoint(
        kind,
        model or MODELS[kind],
        Tier.LOCAL,
        base_url=services.url(kind, scenario),
        api_key="a-key",
        deadlines=deadlines or Deadlines(),
    )
