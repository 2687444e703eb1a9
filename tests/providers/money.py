"""A model that costs, one that does not, and caps, for the tests about money."""

from decimal import Decimal

from providers.base import Brief, Intent, Persona, Usage, UsageBasis
from providers.endpoints import Deadlines, Endpoint, Kind, Parameters, Tier
from providers.ledger import Entry, Outcome
from providers.models import Cap

CLOUD = Endpoint(
    Kind.CLAUDE, "claude-test-1", Tier.ECONOMY, deadlines=Deadlines(total_s=60)
)
LOCAL = Endpoint(Kind.OLLAMA, "llama-test", Tier.LOCAL, "http://127.0.0.1:1")
# At the prices of PriceFactory: 0.0015 for 1,000 tokens read (half more than counted,
# to be sure) and 0.0025 for 500 written.
PARAMETERS = Parameters(max_tokens=500)
INPUT_TOKENS = 1000
LARGEST_COST = Decimal("0.004")
ANSWER = Outcome(
    Usage(1000, 200, 400, UsageBasis.REPORTED),
    first_text_s=0.2,
    total_s=1.5,
    sent={"max_tokens": 500},
)
# 600 fresh, 400 cached, 200 written.
ANSWER_COST = Decimal("0.00164")


def asking() -> Brief:
    return Brief(Intent.RECOMMEND, "a thriller", Persona(name="CineBot", voice="warm"))


def call_of(
    endpoint: Endpoint,
    person: int | None = None,
    purpose: str = "chat",
    input_tokens: int = INPUT_TOKENS,
) -> Entry:
    return Entry(endpoint, PARAMETERS, purpose, person, input_tokens)


def cap(scope: Cap.Scope, usd: Decimal | str) -> None:
    Cap.objects.update_or_create(scope=scope, defaults={"usd": Decimal(usd)})
