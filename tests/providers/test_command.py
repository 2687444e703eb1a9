"""`manage.py providers`: state, test, measure, report."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from providers.base import Usage
from providers.endpoints import Kind, Tier
from providers.models import Call, Cap, Price, Privacy, Service
from providers.report import compare
from tests.factories import CallFactory, PriceFactory
from tests.fakes.models import ANSWER, ModelServices, Scenario, in_thread
from tests.providers.money import cap

pytestmark = pytest.mark.django_db(transaction=True)
CLOUD = "claude:claude-test-1"


@pytest.fixture(autouse=True)
def _money(transactional_db: None) -> None:
    Service.objects.all().delete()
    PriceFactory()
    cap(Cap.Scope.PERSON_DAY, "1")
    cap(Cap.Scope.SITE_MONTH, "10")


@pytest.fixture
def services() -> Iterator[ModelServices]:
    with in_thread(ModelServices()) as running:
        yield running


def add(kind: Kind, model: str, **values: object) -> Service:
    tier = Tier.LOCAL if kind is Kind.OLLAMA else Tier.ECONOMY
    return Service.objects.create(
        **{"kind": kind, "model": model, "tier": tier, "api_key": "a-key", **values}
    )


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("providers", *arguments, stdout=out)
    return out.getvalue()


def rows_of(*arguments: str) -> Any:
    return json.loads(run(*arguments, "--json"))


class TestState:
    def test_tells_of_every_model_and_the_template(self) -> None:
        add(Kind.CLAUDE, "claude-test-1")
        shown = run()
        assert CLOUD in shown
        assert "template" in shown

    @pytest.mark.parametrize(
        ("values", "status"),
        [
            ({}, "not asked yet"),
            ({"enabled": False}, "off"),
            ({"api_key": ""}, "not set up"),
            ({"model": "claude-unheard-of"}, "no price"),
        ],
    )
    def test_names_what_is_missing(
        self, settings: Settings, values: dict[str, object], status: str
    ) -> None:
        add(Kind.CLAUDE, **{"model": "claude-test-1", **values})  # type: ignore[arg-type]
        assert rows_of("state")[0]["status"] == status

    def test_cloud_is_not_asked_while_questions_stay_home(self) -> None:
        add(Kind.CLAUDE, "claude-test-1")
        Privacy.objects.update_or_create(pk=1, defaults={"local_only": True})
        assert rows_of("state")[0]["status"] == "not asked: local only"

    def test_counts_the_day(self) -> None:
        add(Kind.CLAUDE, "claude-test-1")
        CallFactory(input_tokens=10, output_tokens=5, cost=Decimal("0.5"))
        CallFactory(opened_at=timezone.now() - timedelta(days=2))
        [row] = rows_of("state")
        assert (row["status"], row["calls_today"]) == ("works", 1)
        assert (row["tokens_today"], row["cost_today_usd"]) == (15, "0.500000000000")

    def test_names_the_last_error(self) -> None:
        add(Kind.CLAUDE, "claude-test-1")
        CallFactory(outcome="rate_limited")
        [row] = rows_of("state")
        assert (row["status"], row["last_error"]) == ("failing", "rate_limited")

    def test_tells_how_to_get_a_model_that_is_missing(self) -> None:
        add(Kind.OLLAMA, "llama-new", base_url="http://127.0.0.1:1")
        CallFactory(kind="ollama", model="llama-new", outcome="model_missing")
        assert "ollama pull llama-new" in run("state")


class TestTest:
    def test_streams_an_answer_of_each(self, services: ModelServices) -> None:
        add(Kind.OLLAMA, "llama3.2:3b", base_url=services.url(Kind.OLLAMA))
        add(Kind.CLAUDE, "claude-test-1", base_url=services.url(Kind.CLAUDE))
        assert run("test").count(ANSWER) == 2
        assert {call.purpose for call in Call.objects.all()} == {"test"}

    def test_says_what_is_wrong(self, services: ModelServices) -> None:
        wrong = services.url(Kind.CLAUDE, Scenario.HTTP_401)
        add(Kind.CLAUDE, "claude-test-1", base_url=wrong)
        add(Kind.OLLAMA, "llama3.2:3b", base_url=services.url(Kind.OLLAMA))
        rows = {row["name"]: row for row in rows_of("test")}
        assert rows[CLOUD]["problem"] == "unauthorized"
        assert rows["ollama:llama3.2:3b"]["ok"]

    def test_spends_nothing_beyond_the_cap(self, services: ModelServices) -> None:
        cap(Cap.Scope.SITE_MONTH, "0")
        add(Kind.CLAUDE, "claude-test-1", base_url=services.url(Kind.CLAUDE))
        with pytest.raises(CommandError, match="No model answered"):
            run("test")
        assert not services.exchanges

    def test_asks_for_a_model_when_there_is_none(self) -> None:
        with pytest.raises(CommandError, match="No model is set up"):
            run("test")


class TestMeasure:
    def test_tells_cold_and_warm_apart(self, services: ModelServices) -> None:
        add(Kind.OLLAMA, "llama3.2:3b", base_url=services.url(Kind.OLLAMA))
        result = rows_of("measure", "--runs", "3")
        assert result["runs"] == 3
        assert result["warm_p50_ms"] <= result["warm_p95_ms"]
        assert result["prompt_tokens"] > 100
        assert result["hardware"]["on_gpu_percent"] == 25
        assert result["goal_ms"] == 500

    def test_prints_the_hardware_beside_the_numbers(
        self, services: ModelServices
    ) -> None:
        add(Kind.OLLAMA, "llama3.2:3b", base_url=services.url(Kind.OLLAMA))
        shown = run("measure", "--runs", "1")
        assert "processor" in shown
        assert "goal: 500 ms warm" in shown

    def test_says_how_to_get_an_ollama(self) -> None:
        add(Kind.OLLAMA, "llama3.2:3b", base_url="http://127.0.0.1:1")
        with pytest.raises(CommandError, match=r"ollama pull llama3\.2:3b"):
            run("measure")


class TestReport:
    @pytest.fixture(autouse=True)
    def _prices(self) -> None:
        Price.objects.all().delete()
        for model, read, written in (("dear", "10", "50"), ("cheap", "1", "5")):
            PriceFactory(
                model=model, input_usd=Decimal(read), output_usd=Decimal(written)
            )

    def report(self, *arguments: str) -> Any:
        models = ("--flagship", "claude:dear", "--cheap-cloud", "claude:cheap")
        return rows_of("report", *models, *arguments)

    def test_compares_with_a_flagship_and_a_cheap_cloud(self) -> None:
        CallFactory(kind="ollama", model="own", input_tokens=900, output_tokens=20)
        CallFactory(
            model="cheap", input_tokens=100, output_tokens=20, cost=Decimal("0.0002")
        )
        report = self.report()
        assert Decimal(report["cost"]) == Decimal("0.0002")
        assert [each["saved_percent"] for each in report["comparisons"]] == [98.3, 83.3]

    def test_broken_calls_cost_but_are_not_answers(self) -> None:
        CallFactory(
            model="dear", outcome="stalled", input_tokens=100, cost=Decimal("0.001")
        )
        report = self.report()
        assert Decimal(report["cost"]) == Decimal("0.001")
        assert report["comparisons"][0]["saved_percent"] is None

    def test_trials_of_an_operator_save_nothing(self) -> None:
        CallFactory(model="cheap", purpose="measure", input_tokens=10**6)
        assert self.report()["comparisons"][0]["saved_percent"] is None

    def test_looks_back_as_far_as_asked(self) -> None:
        CallFactory(opened_at=timezone.now() - timedelta(days=8))
        assert self.report("--days", "7")["lines"] == []

    def test_does_not_guess_a_price(self) -> None:
        with pytest.raises(CommandError, match="claude:unheard-of"):
            run("report", "--flagship", "claude:unheard-of")

    def test_cached_tokens_are_compared_at_their_own_price(self) -> None:
        [usage] = [Usage(1000, 0, 1000)]
        assert compare("claude:dear", [usage], Decimal(0)).cost == Decimal("0.0001")

    def test_prices_are_those_of_today(self) -> None:
        PriceFactory(model="dear", valid_from=date(9999, 1, 1), input_usd=Decimal(99))
        CallFactory(input_tokens=1_000_000)
        assert Decimal(self.report()["comparisons"][0]["cost"]) == 10
