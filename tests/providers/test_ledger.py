"""What is written down of a call, and what it cost."""

import json
import os
import subprocess
import sys
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from zipfile import ZipFile

import pytest

from cinematch.accounts import erasing, exporting
from cinematch.accounts.models import User
from cinematch.offloop import off_loop
from providers.base import Usage, UsageBasis
from providers.bookkeeping import HouseLedger
from providers.endpoints import Kind
from providers.errors import Cause
from providers.ledger import NoLedger, Outcome
from providers.models import Call, Cap
from tests.factories import CallFactory, PriceFactory
from tests.fakes.models import ModelServices, in_thread
from tests.providers.money import (
    ANSWER,
    ANSWER_COST,
    CLOUD,
    PARAMETERS,
    call_of,
    cap,
)

pytestmark = pytest.mark.django_db(transaction=True)
ledger = HouseLedger()
NOWHERE = "postgresql://127.0.0.1:1/nowhere"


@pytest.fixture(autouse=True)
def _money(transactional_db: None) -> None:
    PriceFactory()
    cap(Cap.Scope.PERSON_DAY, "1")
    cap(Cap.Scope.SITE_MONTH, "10")


async def written(outcome: Outcome, person: int | None = None) -> Call:
    entry = await ledger.open(call_of(CLOUD, person))
    await ledger.close(entry, outcome)
    return await Call.objects.aget(pk=entry.call_id)


async def test_answered_call_is_written_down_whole(alice: User) -> None:
    call = await written(replace(ANSWER, restarts=1), alice.pk)
    assert (call.kind, call.model, call.purpose) == ("claude", "claude-test-1", "chat")
    assert (call.input_tokens, call.cached_tokens, call.output_tokens) == (
        1000,
        400,
        200,
    )
    assert (call.outcome, call.basis, call.restarts) == ("answered", "reported", 1)
    assert (call.first_text_ms, call.total_ms) == (200, 1500)
    assert call.asked == asdict(PARAMETERS)
    assert call.sent == {"max_tokens": 500}
    assert call.person_id == alice.pk


async def test_cached_tokens_have_a_price_of_their_own() -> None:
    assert (await written(ANSWER)).cost == ANSWER_COST


async def test_odd_prices_are_exact_to_the_last_digit() -> None:
    await off_loop(PriceFactory)(
        valid_from=date(2026, 2, 1),
        input_usd=Decimal("0.123457"),
        cached_usd=Decimal("0.000001"),
        output_usd=Decimal("9.999999"),
    )
    call = await written(Outcome(Usage(7, 3, 2, UsageBasis.REPORTED)))
    assert call.cost == Decimal("0.000030617284")


async def test_broken_call_costs_what_is_estimated() -> None:
    usage = Usage(1000, 30, 0, UsageBasis.ESTIMATED)
    call = await written(Outcome(usage, Cause.STALLED))
    assert (call.outcome, call.basis) == ("stalled", "estimated")
    assert call.cost == Decimal("0.00115")


async def test_answer_without_a_count_is_never_free() -> None:
    call = await written(Outcome(Usage()))
    assert (call.basis, call.output_tokens) == ("estimated", PARAMETERS.max_tokens)
    assert call.cost == Decimal("0.0035")


async def test_call_that_reached_nobody_is_free_and_says_why() -> None:
    call = await written(Outcome(Usage(), Cause.UNREACHABLE))
    assert (call.cost, call.basis, call.outcome) == (0, "none", "unreachable")


async def test_call_for_a_purpose_of_its_own_is_on_the_same_books() -> None:
    entry = await ledger.open(call_of(CLOUD, purpose="memory"))
    await ledger.close(entry, ANSWER)
    assert (await Call.objects.aget()).purpose == "memory"


async def test_script_without_books_is_refused_nothing() -> None:
    books = NoLedger()
    await books.close(await books.open(call_of(CLOUD, input_tokens=10**9)), ANSWER)
    assert not await Call.objects.aexists()


def test_export_holds_a_persons_calls_and_nobody_elses(alice: User, bob: User) -> None:
    CallFactory(person=alice, input_tokens=111)
    CallFactory(person=bob, input_tokens=222)
    export = exporting.request_export(alice)
    exporting.pack(export)
    with ZipFile(export.path) as archive:
        [call] = json.loads(archive.read("cinematch.json"))["model_calls"]
    assert call["input_tokens"] == 111


def test_erasing_leaves_the_call_and_takes_the_person(alice: User) -> None:
    call = CallFactory(person=alice)
    erasing.erase(alice)
    call.refresh_from_db()
    assert call.person is None


def without_database(script: str, **environment: str) -> str:
    """Run a script as a process of its own, and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={
            **os.environ,
            "DATABASE_URL": NOWHERE,
            "DJANGO_SETTINGS_MODULE": "cinematch.settings",
            **environment,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("endpoint", "answer"), [("CLOUD", "no_ledger"), ("LOCAL", "admitted")]
)
def test_without_a_database_only_what_is_free_is_admitted(
    endpoint: str, answer: str
) -> None:
    script = f"""
import asyncio, logging
import django; django.setup()
logging.disable()
from providers.bookkeeping import HouseLedger
from providers.budget import OverBudgetError
from tests.providers.money import {endpoint}, ANSWER, call_of
async def ask():
    ledger = HouseLedger()
    try:
        entry = await ledger.open(call_of({endpoint}))
    except OverBudgetError as error:
        return error.refusal
    await ledger.close(entry, ANSWER)
    return "admitted"
print(asyncio.run(ask()))
"""
    assert without_database(script) == answer


ASK_THE_HOUSE = """
import asyncio, logging
import django; django.setup()
logging.disable()
from providers import clients, sharedbreaker
from providers.house import House
from tests.providers.money import asking
async def ask():
    answer = await House().ainvoke(asking())
    await clients.close_all()
    await sharedbreaker.aclose()
    return answer.source.provider
print(asyncio.run(ask()))
"""


def test_without_a_database_the_local_model_answers() -> None:
    with in_thread(ModelServices()) as services:
        address = services.url(Kind.OLLAMA)
        assert without_database(ASK_THE_HOUSE, OLLAMA_URL=address) == "ollama"


def test_without_database_and_model_the_template_answers() -> None:
    assert without_database(ASK_THE_HOUSE, OLLAMA_URL="") == "template"
