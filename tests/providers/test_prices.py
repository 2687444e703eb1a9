"""Prices: dated, never below nothing, never guessed."""

from datetime import date
from decimal import Decimal
from importlib import import_module

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from providers.base import Usage
from providers.budget import Rates
from providers.endpoints import Parameters
from providers.models import Price
from tests.factories import PriceFactory

pytestmark = pytest.mark.django_db
RATES = Rates(input=Decimal(2), output=Decimal(10), cached=Decimal("0.2"))


def test_price_of_a_day_is_the_newest_that_had_begun() -> None:
    for month, usd in ((1, "1"), (6, "2"), (12, "3")):
        PriceFactory(valid_from=date(2026, month, 1), input_usd=Decimal(usd))
    rates = Price.objects.rates("claude", "claude-test-1", date(2026, 11, 30))
    assert rates is not None
    assert rates.input == 2


def test_before_its_first_price_a_model_has_none() -> None:
    PriceFactory(valid_from=date(2026, 6, 1))
    assert Price.objects.rates("claude", "claude-test-1", date(2026, 5, 31)) is None


@pytest.mark.parametrize(
    ("kind", "model"),
    [
        ("claude", "claude-test-11"),
        ("claude", "claude-test"),
        ("openai", "claude-test-1"),
    ],
)
def test_price_of_a_similar_name_is_no_price(kind: str, model: str) -> None:
    PriceFactory()
    assert Price.objects.rates(kind, model) is None


@pytest.mark.parametrize("field", ["input_usd", "cached_usd", "output_usd"])
def test_negative_price_is_refused_by_form_and_database(field: str) -> None:
    price = PriceFactory()
    setattr(price, field, Decimal(-1))
    with pytest.raises(ValidationError) as refused:
        price.full_clean()
    assert field in refused.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        price.save()


def test_models_the_house_comes_with_have_prices() -> None:
    first = import_module("providers.migrations.0004_first_prices_and_caps")
    priced = {(kind, model) for kind, model, *_usd in first.PRICES}
    for kind in ("claude", "openai", "gemini"):
        assert (kind, settings.MODEL_SERVICES[kind]["model"]) in priced


def test_cost_is_exact() -> None:
    assert RATES.cost(Usage(1000, 100, 600)) == Decimal("0.00192")


def test_largest_cost_covers_a_prompt_counted_too_short() -> None:
    most = RATES.largest_cost(Parameters(max_tokens=100), input_tokens=1000)
    assert most == RATES.cost(Usage(input_tokens=1500, output_tokens=100))
