"""What Prometheus reads about models, by name."""

from dataclasses import replace

import pytest
from django.test import Client
from prometheus_client import REGISTRY

from cinematch.offloop import off_loop
from providers import sharedbreaker
from providers.base import Usage
from providers.bookkeeping import HouseLedger
from providers.budget import OverBudgetError
from providers.endpoints import Kind
from providers.errors import Cause
from providers.ledger import Outcome
from providers.models import Cap, Service
from providers.sharedbreaker import SharedBreaker
from tests.factories import PriceFactory
from tests.providers.money import (
    ANSWER,
    CLOUD,
    call_of,
    cap,
)

pytestmark = pytest.mark.django_db(transaction=True)
ledger = HouseLedger()
MODEL = {"service": "claude", "model": CLOUD.model}
BROKEN = Outcome(Usage(), Cause.STALLED, first_text_s=0.3, total_s=9.0)


@pytest.fixture(autouse=True)
def _money(transactional_db: None) -> None:
    PriceFactory()
    cap(Cap.Scope.PERSON_DAY, "1")
    cap(Cap.Scope.SITE_MONTH, "10")


def value(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(f"cinematch_model_{name}", labels) or 0.0


async def call(outcome: Outcome) -> None:
    entry = await ledger.open(call_of(CLOUD))
    await ledger.close(entry, outcome)


@pytest.mark.parametrize(
    ("name", "labels", "outcome", "grows_by"),
    [
        ("calls_total", {**MODEL, "purpose": "chat", "outcome": "answered"}, ANSWER, 1),
        ("calls_total", {**MODEL, "purpose": "chat", "outcome": "stalled"}, BROKEN, 1),
        (
            "tokens_total",
            {**MODEL, "direction": "cached", "basis": "reported"},
            ANSWER,
            400,
        ),
        ("cost_usd_total", MODEL, ANSWER, 0.00164),
        ("first_text_seconds_sum", MODEL, ANSWER, 0.2),
        ("call_seconds_sum", MODEL, ANSWER, 1.5),
        ("chain_overhead_seconds_sum", {}, replace(ANSWER, overhead_s=0.003), 0.003),
        ("fallbacks_total", {"service": "claude", "cause": "stalled"}, BROKEN, 1),
        ("fallbacks_total", {"service": "claude", "cause": "stopped"},
         Outcome(Usage(), Cause.STOPPED), 0),
        ("truncated_streams_total", {"service": "claude"}, BROKEN, 1),
        ("restarts_total", {"service": "claude"}, replace(ANSWER, restarts=2), 1),
    ],
)  # fmt: skip
async def test_call_is_counted(
    name: str, labels: dict[str, str], outcome: Outcome, grows_by: float
) -> None:
    before = value(name, **labels)
    await call(outcome)
    assert value(name, **labels) - before == pytest.approx(grows_by)


async def test_open_call_is_in_flight() -> None:
    before = value("calls_in_flight", service="claude")
    entry = await ledger.open(call_of(CLOUD))
    during = value("calls_in_flight", service="claude")
    await ledger.close(entry, ANSWER)
    assert during - before == 1
    assert value("calls_in_flight", service="claude") == before


async def test_call_that_is_too_dear_is_counted_as_refused() -> None:
    before = value("refused_calls_total", service="claude", refusal="site_cap")
    await Cap.objects.filter(scope=Cap.Scope.SITE_MONTH).aupdate(usd=0)
    with pytest.raises(OverBudgetError):
        await ledger.open(call_of(CLOUD))
    after = value("refused_calls_total", service="claude", refusal="site_cap")
    assert after - before == 1


async def test_page_tells_the_breakers_and_what_is_left(
    admin_client: Client,
) -> None:
    await Service.objects.acreate(
        kind=Kind.CLAUDE, model=CLOUD.model, tier=CLOUD.tier, api_key="key"
    )
    await SharedBreaker().failed(CLOUD.name, retry_after_s=60)
    await sharedbreaker.aclose()
    await call(ANSWER)
    page = await off_loop(admin_client.get)("/metrics")
    text = page.content.decode()
    assert f'breaker_open{{model="{CLOUD.model}",service="claude"}} 1.0' in text
    assert "cinematch_model_budget_left_usd 9.99836" in text
