from copy import deepcopy
from importlib import import_module
from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from providers.endpoints import Kind, Tier
from providers.house import House
from providers.models import Service
from providers.sharedbreaker import aclose
from tests.factories import ServiceFactory
from tests.fakes.models import ANSWER, ModelServices
from tests.fakes.models.endpoints import BRIEF

NOTHING = {"base_url": "", "model": "some-model", "api_key": ""}


@pytest.fixture(autouse=True)
def _empty_environment(settings: Settings) -> None:
    settings.MODEL_SERVICES = {kind.value: dict(NOTHING) for kind in Kind}


@pytest.fixture
def _four_rows(db: None) -> None:
    import_module("providers.migrations.0002_first_services").make(apps, None)


@pytest.mark.usefixtures("_four_rows")
def test_a_service_that_is_not_set_up_is_not_asked() -> None:
    assert Service.objects.endpoints() == []


@pytest.mark.usefixtures("_four_rows")
def test_a_key_in_the_environment_sets_a_cloud_up(settings: Settings) -> None:
    settings.MODEL_SERVICES["claude"]["api_key"] = "from-the-environment"

    (endpoint,) = Service.objects.endpoints()

    assert (endpoint.name, endpoint.tier) == ("claude:some-model", Tier.ECONOMY)
    assert endpoint.api_key == "from-the-environment"


@pytest.mark.usefixtures("_four_rows")
def test_ollama_needs_an_address_and_no_key(settings: Settings) -> None:
    settings.MODEL_SERVICES["ollama"]["base_url"] = "http://127.0.0.1:11434"

    assert [each.kind for each in Service.objects.endpoints()] == [Kind.OLLAMA]


@pytest.mark.django_db
def test_services_are_asked_in_the_order_of_their_rows() -> None:
    for model, position in [("first", 1), ("last", 9), ("second", 2)]:
        ServiceFactory(
            kind=Kind.OPENAI,
            model=model,
            tier=Tier.ECONOMY,
            api_key="k",
            position=position,
        )

    models = [each.model for each in Service.objects.endpoints()]

    assert models == ["first", "second", "last"]


@pytest.mark.django_db
def test_a_row_that_is_switched_off_is_not_asked() -> None:
    ServiceFactory(kind=Kind.CLAUDE, model="off", api_key="k", enabled=False)

    assert Service.objects.endpoints() == []


def stored_key(service: Service) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT api_key FROM providers_service WHERE id = %s", [service.pk]
        )
        (stored,) = cursor.fetchone()
    return str(stored)


@pytest.mark.django_db
def test_a_key_is_unreadable_in_the_database_and_in_what_is_printed() -> None:
    service = ServiceFactory(kind=Kind.CLAUDE, model="m", api_key="a-secret-key")

    assert "a-secret-key" not in stored_key(service)
    assert "a-secret-key" not in repr(service.endpoint)


class TestKeyOfAnotherHouse:
    @pytest.fixture(autouse=True)
    def service(self, db: None, settings: Settings) -> Service:
        kept = list(settings.FIELD_KEYS)
        settings.FIELD_KEYS = [Fernet.generate_key().decode()]
        ServiceFactory(kind=Kind.CLAUDE, model="other", api_key="k", position=1)
        settings.FIELD_KEYS = kept
        settings.MODEL_SERVICES = deepcopy(settings.MODEL_SERVICES)
        settings.MODEL_SERVICES["claude"]["api_key"] = ""
        return Service.objects.get(model="other")

    def test_the_others_are_asked_all_the_same(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        ServiceFactory(kind=Kind.OPENAI, model="fine", api_key="k", position=2)
        assert [each.model for each in Service.objects.endpoints()] == ["fine"]
        assert "service_key_unreadable" in caplog.text

    def test_the_environments_key_does_not_stand_in(self, settings: Settings) -> None:
        settings.MODEL_SERVICES["claude"]["api_key"] = "another-account"
        assert "other" not in [each.model for each in Service.objects.endpoints()]

    def test_it_stays_as_it_was_stored_until_it_is_entered_anew(
        self, service: Service, settings: Settings
    ) -> None:
        service.position = 5
        service.save()
        assert stored_key(service) == service.api_key.token  # type: ignore[attr-defined]
        service.api_key = "new"
        service.save()
        assert Service.objects.get(pk=service.pk).is_set_up

    def test_rotating_says_what_it_cannot_read(self) -> None:
        with pytest.raises(CommandError, match="FIELD_KEYS"):
            call_command("rotate_field_keys")

    def test_operators_are_told(self, admin_client: Client) -> None:
        page = admin_client.get(reverse("admin:providers_console"))
        listed = StringIO()
        call_command("providers", stdout=listed)
        assert "its key cannot be read" in page.content.decode()
        assert "key unreadable" in listed.getvalue()


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest",
        "http://169.254.170.2",
        "http://2852039166",
        "http://0xA9FEA9FE/",
        "http://[fe80::1]/",
        "http://[::ffff:169.254.169.254]:80",
        "http://[fd00:ec2::254]/",
        "http://metadata.google.internal/",
        "http://METADATA.google.internal./",
        "http://100.100.100.200",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "http://user:word@127.0.0.1/",
        "http://127.0.0.1:999999",
        "127.0.0.1:11434",
        "http://",
    ],
)
def test_an_address_that_hands_out_credentials_is_refused(address: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Service(kind=Kind.OLLAMA, tier=Tier.LOCAL, base_url=address).clean()

    assert list(refused.value.message_dict) == ["base_url"]


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:11434", "http://localhost:11434", "http://192.168.1.20:11434"],
)
def test_ollama_may_be_on_this_machine_or_in_the_house(address: str) -> None:
    Service(kind=Kind.OLLAMA, tier=Tier.LOCAL, base_url=address).clean()


@pytest.mark.parametrize(
    "key", ["two\nlines", "a key", "k\r\nx-other: 1", "kéy", "k\0"]
)
def test_a_key_that_would_begin_another_header_is_refused(key: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Service(kind=Kind.CLAUDE, tier=Tier.ECONOMY, api_key=key).clean()

    assert list(refused.value.message_dict) == ["api_key"]


def test_a_cloud_cannot_be_called_local() -> None:
    with pytest.raises(ValidationError) as refused:
        Service(kind=Kind.GEMINI, tier=Tier.LOCAL, api_key="k").clean()

    assert list(refused.value.message_dict) == ["tier"]


@pytest.mark.django_db(transaction=True)
async def test_the_house_can_be_pointed_anywhere_by_the_environment_alone(
    services: ModelServices, settings: Settings
) -> None:
    await Service.objects.aget_or_create(
        kind=Kind.OLLAMA, model="", defaults={"tier": Tier.LOCAL}
    )
    settings.MODEL_SERVICES["ollama"]["base_url"] = services.url(Kind.OLLAMA)

    answer = await House().ainvoke(BRIEF)
    await aclose()

    assert (answer.text, answer.source.provider) == (ANSWER, Kind.OLLAMA)


@pytest.mark.django_db(transaction=True)
async def test_a_house_without_models_answers_by_the_template() -> None:
    answer = await House().ainvoke(BRIEF)

    assert (answer.source.provider, "[[film:7]]" in answer.text) == ("template", True)
