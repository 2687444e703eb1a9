"""The model console and the forms behind it, as operators and analysts meet them."""

from collections.abc import AsyncIterator
from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.test import AsyncClient, Client
from django.urls import reverse
from django.utils import timezone

from cinematch.accounts import roles
from cinematch.accounts.models import User
from cinematch.offloop import off_loop
from providers import clients, sharedbreaker
from providers.endpoints import Kind, Tier
from providers.models import Call, Cap, Price, Privacy, Purse, Service
from providers.sharedbreaker import SharedBreaker
from tests.factories import CallFactory, PriceFactory, UserFactory
from tests.fakes.models import ANSWER, ModelServices, Scenario
from tests.providers.money import cap

SECRET = "sk-very-secret-4711"
CONSOLE = "/admin/providers/service/console/"
FIELDS = {
    "kind": "claude",
    "model": "claude-test-1",
    "tier": "economy",
    "enabled": "on",
    "position": "1",
    "base_url": "",
    "api_key": "",
    "first_s": "8",
    "idle_s": "10",
    "total_s": "60",
    "context_tokens": "8192",
}


def staff(role: str, name: str = "Ana") -> User:
    person: User = UserFactory(is_staff=True, display_name=name)
    person.groups.set(Group.objects.filter(name=role))
    return person


@pytest.fixture
def operator(client: Client, db: None) -> Client:
    roles.apply()
    client.force_login(staff(roles.OPERATOR))
    return client


@pytest.fixture
def analyst(client: Client, db: None) -> Client:
    roles.apply()
    client.force_login(staff(roles.ANALYST))
    return client


@pytest.fixture
def service(db: None) -> Service:
    Service.objects.all().delete()
    PriceFactory()
    cap(Cap.Scope.PERSON_DAY, "1")
    cap(Cap.Scope.SITE_MONTH, "10")
    return Service.objects.create(
        kind=Kind.CLAUDE, model="claude-test-1", tier=Tier.ECONOMY, position=1
    )


def edit(client: Client, service: Service, **values: str) -> str:
    """Save the form of a service and return the page that answers."""
    address = reverse("admin:providers_service_change", args=[service.pk])
    response = client.post(address, {**FIELDS, **values}, follow=True)
    service.refresh_from_db()
    return response.content.decode()


class TestKeys:
    def test_key_goes_in_and_never_comes_out(
        self, operator: Client, service: Service
    ) -> None:
        saved = edit(operator, service, api_key=SECRET)
        address = reverse("admin:providers_service_change", args=[service.pk])
        form = operator.get(address).content.decode()
        assert service.api_key == SECRET
        assert SECRET not in saved + form
        assert "A key is set." in form

    def test_key_is_not_echoed_beside_an_error(
        self, operator: Client, service: Service
    ) -> None:
        page = edit(operator, service, api_key=SECRET, position="-1")
        assert "greater than or equal" in page
        assert SECRET not in page

    def test_empty_field_keeps_the_key(
        self, operator: Client, service: Service
    ) -> None:
        edit(operator, service, api_key=SECRET)
        edit(operator, service, position="2")
        assert (service.api_key, service.position) == (SECRET, 2)

    def test_key_is_forgotten_when_asked(
        self, operator: Client, service: Service
    ) -> None:
        edit(operator, service, api_key=SECRET)
        edit(operator, service, forget_key="on")
        assert service.api_key == ""

    def test_key_with_a_line_in_it_is_refused(
        self, operator: Client, service: Service
    ) -> None:
        page = edit(operator, service, api_key="sk-1\nX-Evil: yes")
        assert "one word in one line" in page
        assert service.api_key == ""

    def test_console_tells_who_set_it_and_when(
        self, operator: Client, service: Service
    ) -> None:
        edit(operator, service, api_key=SECRET)
        page = operator.get(CONSOLE).content.decode()
        assert "by Ana" in page
        assert SECRET not in page

    def test_audit_trail_holds_no_key(self, operator: Client, service: Service) -> None:
        edit(operator, service, api_key=SECRET)
        history = reverse("admin:providers_service_history", args=[service.pk])
        assert SECRET not in operator.get(history).content.decode()


class TestForms:
    def test_cloud_cannot_be_called_local(
        self, operator: Client, service: Service
    ) -> None:
        assert "leaves the house" in edit(operator, service, tier="local")
        assert service.tier == "economy"

    def test_metadata_address_is_refused(
        self, operator: Client, service: Service
    ) -> None:
        page = edit(operator, service, base_url="http://169.254.169.254/latest")
        assert "never asked" in page
        assert service.base_url == ""

    def test_negative_price_is_refused(
        self, operator: Client, service: Service
    ) -> None:
        price = Price.objects.get(model="claude-test-1")
        address = reverse("admin:providers_price_change", args=[price.pk])
        values = {
            "kind": "claude", "model": price.model, "valid_from": "2026-01-01",
            "input_usd": "-1", "cached_usd": "0", "output_usd": "1",
        }  # fmt: skip
        page = operator.post(address, values).content.decode()
        price.refresh_from_db()
        assert "greater than or equal to 0" in page
        assert price.input_usd == 1

    def test_cap_is_changed(self, operator: Client, service: Service) -> None:
        month = Cap.objects.get(scope=Cap.Scope.SITE_MONTH)
        address = reverse("admin:providers_cap_change", args=[month.pk])
        operator.post(address, {"usd": "3.5"})
        month.refresh_from_db()
        assert month.usd == Decimal("3.5")


class TestConsole:
    def test_shows_health_costs_and_what_is_left(
        self, operator: Client, service: Service
    ) -> None:
        edit(operator, service, api_key=SECRET)
        CallFactory(outcome="rate_limited", cost=Decimal("0.25"))
        Purse.objects.begin(timezone.now(), None)
        Purse.objects.update(spent=2)
        page = operator.get(CONSOLE).content.decode()
        assert "failing" in page
        assert "Last error: Rate limited" in page
        assert "2.0000 of 10.00 USD" in page
        assert "0.25" in page

    def test_a_persons_stop_is_no_failure_of_the_model(
        self, operator: Client, service: Service
    ) -> None:
        edit(operator, service, api_key=SECRET)
        CallFactory(outcome="answered")
        CallFactory(outcome="stopped")
        page = operator.get(CONSOLE).content.decode()
        assert "failing" not in page
        assert "Last error" not in page

    def test_models_change_places(self, operator: Client, service: Service) -> None:
        second = Service.objects.create(
            kind=Kind.GEMINI, model="gemini-2.5-flash", tier=Tier.ECONOMY, position=2
        )
        operator.post(reverse("admin:providers_move", args=[second.pk, "up"]))
        assert list(Service.objects.all()) == [second, service]

    def test_first_stays_first(self, operator: Client, service: Service) -> None:
        operator.post(reverse("admin:providers_move", args=[service.pk, "up"]))
        assert list(Service.objects.all()) == [service]

    def test_local_only_is_switched_on_and_off(
        self, operator: Client, service: Service
    ) -> None:
        switch = reverse("admin:providers_privacy")
        operator.post(switch, {"local_only": "on"})
        assert Privacy.objects.local_only()
        operator.post(switch)
        assert not Privacy.objects.local_only()

    def test_a_move_is_in_the_audit_trail(
        self, operator: Client, service: Service
    ) -> None:
        operator.post(reverse("admin:providers_move", args=[service.pk, "down"]))
        history = reverse("admin:providers_service_history", args=[service.pk])
        assert "Moved in the order." in operator.get(history).content.decode()

    def test_analyst_looks_and_touches_nothing(
        self, analyst: Client, service: Service
    ) -> None:
        page = analyst.get(CONSOLE)
        assert page.status_code == 200
        assert b"data-try" not in page.content
        for act in (
            reverse("admin:providers_move", args=[service.pk, "up"]),
            reverse("admin:providers_try", args=[service.pk]),
            reverse("admin:providers_privacy"),
        ):
            assert analyst.post(act).status_code == 403

    def test_other_staff_do_not_see_it(self, client: Client, service: Service) -> None:
        roles.apply()
        client.force_login(staff(roles.MODERATOR))
        assert client.get(CONSOLE).status_code == 403

    def test_members_do_not_see_it(self, as_alice: Client) -> None:
        assert as_alice.get(CONSOLE).status_code == 302


@pytest.mark.django_db(transaction=True)
class TestTrying:
    @pytest.fixture
    async def services(self) -> AsyncIterator[ModelServices]:
        async with ModelServices().running() as running:
            yield running
            await clients.close_all()
            await sharedbreaker.aclose()

    async def tried(self, service: Service, admin: User) -> str:
        client = AsyncClient()
        await client.aforce_login(admin)
        page = await client.post(reverse("admin:providers_try", args=[service.pk]))
        return b"".join([part async for part in page]).decode()

    async def lead(self, service: Service, address: str) -> None:
        await Service.objects.filter(pk=service.pk).aupdate(
            base_url=address, api_key=SECRET
        )

    async def test_sample_is_streamed_and_written_down(
        self, services: ModelServices, service: Service, admin_user: User
    ) -> None:
        await self.lead(service, services.url(Kind.CLAUDE))
        told = await self.tried(service, admin_user)
        call = await Call.objects.aget()
        assert told.startswith(ANSWER)
        assert "First text after" in told
        assert (call.purpose, call.person_id) == ("test", admin_user.pk)

    async def test_what_is_wrong_is_told_in_words(
        self, services: ModelServices, service: Service, admin_user: User
    ) -> None:
        await self.lead(service, services.url(Kind.CLAUDE, Scenario.HTTP_401))
        told = await self.tried(service, admin_user)
        assert told == "No answer: unauthorized."

    async def test_success_closes_the_breaker(
        self, services: ModelServices, service: Service, admin_user: User
    ) -> None:
        await self.lead(service, services.url(Kind.CLAUDE))
        await SharedBreaker().failed("claude:claude-test-1", retry_after_s=600)
        await self.tried(service, admin_user)
        [state] = await off_loop(sharedbreaker.states)(["claude:claude-test-1"])
        assert state is not None
        assert not state.is_open
