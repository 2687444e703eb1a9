"""What calls cost, beside what the same answers had cost from one model alone.

Only answers are counted again at another price: what broke would not have been asked
twice. Token counts differ from model to model by some tens of percent, so the two other
sums are of that exactness. Answers of the template and of the cache are no calls: what
they save is not in here.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Sum

from providers.base import Usage
from providers.budget import Rates
from providers.models import Call, Price
from providers.models.call import ANSWERED
from providers.models.cap import NOTHING

FLAGSHIP = "claude:claude-opus-5-5"
CHEAP_CLOUD = "claude:claude-haiku-5-5"
# An operator's trials cost, but saved nobody anything.
NOT_FOR_PEOPLE = ("test", "measure")


class NoPriceError(LookupError):
    """A model to compare with has no price."""


@dataclass(frozen=True, slots=True)
class Line:
    """All calls of a model; `usage` is of its answers to people."""

    kind: str
    model: str
    calls: int
    answers: int
    usage: Usage
    cost: Decimal


@dataclass(frozen=True, slots=True)
class Comparison:
    model: str
    cost: Decimal
    # Of its cost, None where it had cost nothing.
    saved_percent: float | None


@dataclass(frozen=True, slots=True)
class Report:
    lines: list[Line]
    cost: Decimal
    comparisons: list[Comparison]


def report(
    since: datetime, flagship: str = FLAGSHIP, cheap_cloud: str = CHEAP_CLOUD
) -> Report:
    """Raises NoPriceError."""
    lines = [_line(kind, model, since) for kind, model in _models(since)]
    cost = sum((line.cost for line in lines), NOTHING)
    usages = [line.usage for line in lines]
    return Report(
        lines, cost, [compare(name, usages, cost) for name in (flagship, cheap_cloud)]
    )


def compare(name: str, usages: list[Usage], cost: Decimal) -> Comparison:
    """Price the same tokens at another model's rates. Raises NoPriceError."""
    rates = rates_of(name)
    other = sum((rates.cost(usage) for usage in usages), NOTHING)
    saved = round(float(100 * (1 - cost / other)), 1) if other else None
    return Comparison(name, other, saved)


def rates_of(name: str) -> Rates:
    """Return today's rates of a model such as "claude:claude-haiku-5-5"."""
    kind, _, model = name.partition(":")
    rates = Price.objects.rates(kind, model)
    if rates is None:
        raise NoPriceError(name)
    return rates


def _models(since: datetime) -> list[tuple[str, str]]:
    calls = Call.objects.since(since).order_by("kind", "model")
    return list(calls.values_list("kind", "model").distinct())


def _line(kind: str, model: str, since: datetime) -> Line:
    calls = Call.objects.since(since).filter(kind=kind, model=model)
    every = calls.aggregate(number=Count("pk"), usd=Sum("cost"))
    answers = calls.filter(outcome=ANSWERED).exclude(purpose__in=NOT_FOR_PEOPLE)
    answered = answers.aggregate(
        number=Count("pk"),
        read=Sum("input_tokens", default=0),
        cached=Sum("cached_tokens", default=0),
        written=Sum("output_tokens", default=0),
    )
    usage = Usage(answered["read"], answered["written"], answered["cached"])
    return Line(kind, model, every["number"], answered["number"], usage, every["usd"])
