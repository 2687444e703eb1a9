"""What may be spent, and the refusal to spend more. Plain values: no database."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import ceil

from providers.base import Usage
from providers.endpoints import Endpoint, Kind, Parameters

MILLION = Decimal(1_000_000)
# Tokens of a prompt are counted by rule of thumb before the call, by the service's own
# count after it: what is set aside covers a count this much higher.
INPUT_MARGIN = Decimal("1.5")


class Refusal(StrEnum):
    """Why a call that costs money may not be made."""

    PERSON = "person_cap"
    SITE = "site_cap"
    NO_PRICE = "no_price"
    NO_LEDGER = "no_ledger"


class OverBudgetError(Exception):
    """A call that would cost money must not be made; asking elsewhere may be free."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Rates:
    """USD for a million tokens. `cached` is for input the service had read before."""

    input: Decimal
    output: Decimal
    cached: Decimal

    def cost(self, usage: Usage) -> Decimal:
        fresh = usage.input_tokens - usage.cached_tokens
        return (
            fresh * self.input
            + usage.cached_tokens * self.cached
            + usage.output_tokens * self.output
        ) / MILLION

    def largest_cost(self, parameters: Parameters, input_tokens: int) -> Decimal:
        """Return what a call can cost at most; `input_tokens` is a rough count."""
        # Whole tokens: what is set aside has the decimals that are kept, and no more.
        most_read = ceil(input_tokens * INPUT_MARGIN)
        return self.cost(Usage(most_read, parameters.max_tokens))


def costs_money(endpoint: Endpoint) -> bool:
    """Say whether a call is billed; a cloud's own address is, whatever its tier."""
    at_its_own_address = endpoint.kind is not Kind.OLLAMA and not endpoint.base_url
    return not endpoint.local or at_its_own_address
