"""How each model stands: let through or not, what it did last, and what it cost."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Count, F, Sum
from django.utils.translation import gettext_lazy as _

from providers import sharedbreaker
from providers.breaker import State
from providers.budget import costs_money
from providers.endpoints import Endpoint, Kind
from providers.errors import Cause
from providers.models import Call, Price, Privacy, Service
from providers.models.call import ANSWERED, OPEN
from providers.models.cap import NOTHING


class Status(models.TextChoices):
    OFF = "off", _("off")
    NOT_SET_UP = "not set up", _("not set up")
    UNREADABLE = "key unreadable", _("not set up: its key cannot be read")
    NO_PRICE = "no price", _("no price, so never asked")
    KEPT_HOME = "not asked: local only", _("not asked: local only")
    LEFT_ALONE = "left alone", _("failed too often, left alone")
    UNTRIED = "not asked yet", _("not asked yet")
    WORKS = "works", _("works")
    FAILING = "failing", _("failing")


@dataclass(frozen=True, slots=True)
class Day:
    """What a model did since midnight."""

    calls: int = 0
    tokens: int = 0
    cost: Decimal = NOTHING


@dataclass(frozen=True, slots=True)
class Standing:
    """`breaker` is None when Redis is gone."""

    service: Service
    endpoint: Endpoint
    status: Status
    breaker: State | None
    newest: Call | None
    failure: Call | None
    today: Day

    @property
    def lacks_model(self) -> bool:
        """Whether the Ollama there has not got the model yet."""
        is_missing = self.newest and self.newest.outcome == Cause.MODEL_MISSING
        return self.endpoint.kind is Kind.OLLAMA and bool(is_missing)


def standings() -> list[Standing]:
    """Return every row, in the order they are asked."""
    services = list(Service.objects.all())
    breakers = sharedbreaker.states([each.endpoint.name for each in services])
    days = _days()
    kept_home = Privacy.objects.local_only()
    return [
        _standing(service, breaker, days, kept_home=kept_home)
        for service, breaker in zip(services, breakers, strict=True)
    ]


def _standing(
    service: Service, breaker: State | None, days: dict[str, Day], *, kept_home: bool
) -> Standing:
    endpoint = service.endpoint
    calls = Call.objects.filter(kind=endpoint.kind, model=endpoint.model)
    # A person's stop says nothing about a model.
    newest = calls.exclude(outcome__in=[OPEN, Cause.STOPPED]).order_by("-pk").first()
    return Standing(
        service=service,
        endpoint=endpoint,
        status=_status(service, breaker, newest, kept_home=kept_home),
        breaker=breaker,
        newest=newest,
        failure=calls.failed().order_by("-pk").first(),
        today=days.get(endpoint.name, Day()),
    )


def _status(
    service: Service, breaker: State | None, newest: Call | None, *, kept_home: bool
) -> Status:
    endpoint = service.endpoint
    if not service.enabled:
        return Status.OFF
    if service.has_unreadable_key:
        return Status.UNREADABLE
    if not service.is_set_up:
        return Status.NOT_SET_UP
    if kept_home and not endpoint.local:
        return Status.KEPT_HOME
    if not _is_payable(endpoint):
        return Status.NO_PRICE
    if breaker is not None and breaker.is_open:
        return Status.LEFT_ALONE
    if newest is None:
        return Status.UNTRIED
    return Status.WORKS if newest.outcome == ANSWERED else Status.FAILING


def _is_payable(endpoint: Endpoint) -> bool:
    rates = Price.objects.rates(endpoint.kind, endpoint.model)
    return rates is not None or not costs_money(endpoint)


def _days() -> dict[str, Day]:
    rows: Any = (
        Call.objects.today()
        .values("kind", "model")
        .annotate(
            calls=Count("pk"),
            tokens=Sum(F("input_tokens") + F("output_tokens")),
            usd=Sum("cost"),
        )
    )
    return {
        f"{row['kind']}:{row['model']}": Day(row["calls"], row["tokens"], row["usd"])
        for row in rows
    }
