"""Caps: what is reserved before a call is never more than may be spent."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection
from django.db.models import F, Sum
from django.utils import timezone

from cinematch.accounts import erasing, guests
from cinematch.accounts.models import User
from cinematch.offloop import off_loop
from providers.base import Usage
from providers.bookkeeping import HouseLedger
from providers.budget import OverBudgetError, Refusal, costs_money
from providers.endpoints import Endpoint, Kind, Tier
from providers.errors import Cause
from providers.ledger import Entry, Outcome
from providers.models import Call, Cap, Price, Purse
from providers.models.call import LOST
from providers.reserving import forget_rates
from providers.settling import settle_lost
from tests.factories import PriceFactory, UserFactory
from tests.providers.money import (
    ANSWER,
    ANSWER_COST,
    CLOUD,
    LARGEST_COST,
    LOCAL,
    call_of,
    cap,
)

pytestmark = pytest.mark.django_db(transaction=True)
ledger = HouseLedger()


@pytest.fixture(autouse=True)
def _prices(transactional_db: None) -> None:
    PriceFactory()
    cap(Cap.Scope.PERSON_DAY, "1")
    cap(Cap.Scope.SITE_MONTH, "10")


async def call(person: int | None = None) -> Entry:
    return await ledger.open(call_of(CLOUD, person))


async def refusal_of(person: int | None = None) -> Refusal | None:
    try:
        await call(person)
    except OverBudgetError as error:
        return error.refusal
    return None


def spent() -> dict[str, Decimal]:
    return dict(Purse.objects.values_list("scope", F("spent") + F("reserved")))


async def test_open_call_is_set_aside_in_both_purses(alice: User) -> None:
    await call(alice.pk)
    held = await off_loop(spent)()
    assert held == {"person_day": LARGEST_COST, "site_month": LARGEST_COST}


async def test_closed_call_leaves_only_its_cost(alice: User) -> None:
    await ledger.close(await call(alice.pk), ANSWER)
    held = await off_loop(spent)()
    assert held == {"person_day": ANSWER_COST, "site_month": ANSWER_COST}


async def test_call_that_was_refused_by_the_service_costs_nothing(alice: User) -> None:
    entry = await call(alice.pk)
    await ledger.close(entry, Outcome(Usage(), Cause.UNREACHABLE))
    assert set((await off_loop(spent)()).values()) == {Decimal(0)}


@pytest.mark.parametrize(
    ("scope", "refusal"),
    [(Cap.Scope.PERSON_DAY, Refusal.PERSON), (Cap.Scope.SITE_MONTH, Refusal.SITE)],
)
async def test_fifty_calls_at_once_never_pass_a_cap(
    alice: User, scope: Cap.Scope, refusal: Refusal
) -> None:
    await off_loop(cap)(scope, LARGEST_COST * 7)
    answers = await asyncio.gather(*(refusal_of(alice.pk) for _ in range(50)))
    assert answers.count(None) == 7
    assert set(answers) == {None, refusal}
    assert (await off_loop(spent)())[scope] == LARGEST_COST * 7


async def test_fifty_calls_that_begin_and_end_at_once_never_pass_a_cap(
    alice: User,
) -> None:
    await off_loop(cap)(Cap.Scope.PERSON_DAY, LARGEST_COST * 3)

    async def whole_call() -> None:
        with suppress(OverBudgetError):
            await ledger.close(await call(alice.pk), ANSWER)

    await asyncio.gather(*(whole_call() for _ in range(50)))
    total = await Call.objects.aaggregate(cost=Sum("cost"))
    held = await off_loop(spent)()
    assert held["person_day"] == total["cost"] <= LARGEST_COST * 3


async def test_one_persons_cap_is_not_anothers(alice: User, bob: User) -> None:
    await off_loop(cap)(Cap.Scope.PERSON_DAY, LARGEST_COST)
    await call(alice.pk)
    assert await refusal_of(alice.pk) is Refusal.PERSON
    assert await refusal_of(bob.pk) is None


async def test_refused_by_the_site_leaves_the_person_nothing_reserved(
    alice: User,
) -> None:
    await off_loop(cap)(Cap.Scope.SITE_MONTH, "0")
    assert await refusal_of(alice.pk) is Refusal.SITE
    assert not await Purse.objects.filter(reserved__gt=0).aexists()


async def test_without_a_cap_nothing_may_be_spent(alice: User) -> None:
    await Cap.objects.all().adelete()
    assert await refusal_of(alice.pk) is Refusal.PERSON


async def test_model_without_a_price_is_refused() -> None:
    unknown = Endpoint(Kind.OPENAI, "gpt-unheard-of", Tier.ECONOMY)
    with pytest.raises(OverBudgetError) as refused:
        await ledger.open(call_of(unknown))
    assert refused.value.refusal is Refusal.NO_PRICE


async def test_local_model_needs_no_price_and_no_money() -> None:
    await off_loop(cap)(Cap.Scope.SITE_MONTH, "0")
    await ledger.close(await ledger.open(call_of(LOCAL)), ANSWER)
    written = await Call.objects.aget()
    assert (written.cost, written.input_tokens) == (0, 1000)


@pytest.mark.parametrize(
    ("endpoint", "costs"),
    [
        (LOCAL, False),
        (CLOUD, True),
        (Endpoint(Kind.OPENAI, "own", Tier.LOCAL, "http://127.0.0.1:8001/v1"), False),
        (Endpoint(Kind.OPENAI, "gpt-6-luna", Tier.LOCAL), True),
        (Endpoint(Kind.OLLAMA, "big", Tier.ECONOMY, "https://ollama.example"), True),
    ],
)
def test_a_clouds_own_address_costs_whatever_its_tier_says(
    endpoint: Endpoint, *, costs: bool
) -> None:
    assert costs_money(endpoint) is costs


async def test_stop_while_reserving_gives_the_money_back(alice: User) -> None:
    opening = asyncio.ensure_future(call(alice.pk))
    # It runs up to its thread, and no further.
    await asyncio.sleep(0)
    opening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await opening
    assert set((await off_loop(spent)()).values()) == {Decimal(0)}


async def test_stop_while_being_refused_is_a_stop_all_the_same(alice: User) -> None:
    await off_loop(cap)(Cap.Scope.SITE_MONTH, "0")
    opening = asyncio.ensure_future(call(alice.pk))
    await asyncio.sleep(0)
    opening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await opening


async def test_another_price_counts_at_once_where_it_was_entered() -> None:
    await call()
    price = await Price.objects.aget()
    price.output_usd *= 2
    await price.asave()
    await call()
    [first, second] = [each async for each in Call.objects.order_by("pk")]
    assert second.reserved > first.reserved


async def test_what_is_set_aside_is_given_back_to_the_last_digit() -> None:
    await Price.objects.aupdate(input_usd=Decimal("0.123457"))
    forget_rates()
    entry = await ledger.open(call_of(CLOUD, input_tokens=335))
    await ledger.close(entry, Outcome(Usage(), Cause.UNREACHABLE))
    assert set((await off_loop(spent)()).values()) == {Decimal(0)}


class TestDeadProcesses:
    @pytest.fixture
    async def lost(self, alice: User) -> Entry:
        entry = await call(alice.pk)
        overdue = timezone.now() - timedelta(seconds=1)
        await Call.objects.filter(pk=entry.call_id).aupdate(expires_at=overdue)
        return entry

    async def test_their_reservations_end(self, lost: Entry) -> None:
        assert await off_loop(settle_lost)() == 1
        # What was sent is paid for.
        assert set((await off_loop(spent)()).values()) == {Decimal("0.001")}

    async def test_their_calls_say_so(self, lost: Entry) -> None:
        await off_loop(settle_lost)()
        written = await Call.objects.aget()
        assert (written.outcome, written.basis) == (LOST, "estimated")

    async def test_what_they_held_serves_who_needs_it(
        self, lost: Entry, alice: User
    ) -> None:
        await off_loop(cap)(Cap.Scope.PERSON_DAY, LARGEST_COST + Decimal("0.001"))
        assert await refusal_of(alice.pk) is None

    async def test_call_that_ends_after_all_is_paid_once(self, lost: Entry) -> None:
        await off_loop(settle_lost)()
        await ledger.close(lost, ANSWER)
        assert set((await off_loop(spent)()).values()) == {ANSWER_COST}

    async def test_running_calls_are_left_alone(self, alice: User) -> None:
        await call(alice.pk)
        assert await off_loop(settle_lost)() == 0


@pytest.mark.parametrize("usd", ["-1", "-0.01"])
def test_cap_below_nothing_is_refused(usd: str) -> None:
    with pytest.raises(IntegrityError):
        Cap.objects.filter(scope=Cap.Scope.SITE_MONTH).update(usd=Decimal(usd))


def test_spending_of_a_guest_comes_along(alice: User) -> None:
    guest = UserFactory(email=None, is_guest=True)
    for person in (guest, alice):
        asyncio.run(ledger.close(asyncio.run(call(person.pk)), ANSWER))
    connection.close()
    guests.adopt(guest_id=guest.pk, member=alice)
    assert spent()["person_day"] == ANSWER_COST * 2
    assert Call.objects.filter(person=alice).count() == 2


def test_erased_persons_calls_stay_in_the_sum_without_a_name(alice: User) -> None:
    asyncio.run(ledger.close(asyncio.run(call(alice.pk)), ANSWER))
    erasing.erase(alice)
    assert spent() == {"site_month": ANSWER_COST}
    assert Call.objects.get().person is None
