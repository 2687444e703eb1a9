"""What the real clients put on the wire, and what is never put there."""

import subprocess
import sys

import pytest

from providers import clients, ollama
from providers.chain import Chain
from providers.endpoints import Endpoint, Kind, Tier
from providers.errors import Cause
from tests.fakes.ledgers import Notebook
from tests.fakes.models import ModelServices, in_thread
from tests.fakes.models.endpoints import BRIEF, MODELS, endpoint_at


@pytest.mark.parametrize(
    ("kind", "header", "value"),
    [
        (Kind.OLLAMA, "authorization", "Bearer a-key"),
        (Kind.CLAUDE, "authorization", "Bearer a-key"),
        (Kind.OPENAI, "authorization", "Bearer a-key"),
        (Kind.GEMINI, "x-goog-api-key", "a-key"),
    ],
)
async def test_a_key_goes_to_its_service(
    services: ModelServices, kind: Kind, header: str, value: str
) -> None:
    await Chain([endpoint_at(services, kind)]).ainvoke(BRIEF)

    assert services.exchanges[0].headers[header] == value


async def test_ollamas_key_of_the_environment_goes_nowhere_else(
    services: ModelServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLLAMA_API_KEY", "somebody-elses")
    endpoint = Endpoint(
        Kind.OLLAMA, "m", Tier.LOCAL, base_url=services.url(Kind.OLLAMA)
    )

    await Chain([endpoint]).ainvoke(BRIEF)

    assert "somebody-elses" not in str(services.exchanges[0].headers)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    ("address", "key"),
    [("http://169.254.169.254", "a-key"), ("http://127.0.0.1:1", "a\nkey")],
)
async def test_what_must_not_be_asked_is_not_asked(
    kind: Kind, address: str, key: str
) -> None:
    ledger = Notebook()
    endpoint = Endpoint(kind, MODELS[kind], Tier.LOCAL, address, key)

    answer = await Chain([endpoint], ledger=ledger).ainvoke(BRIEF)

    assert answer.source.provider == "template"
    assert ledger.closed[0].cause is Cause.MISCONFIGURED


@pytest.mark.parametrize("kind", Kind)
async def test_a_client_is_built_once_for_all_who_ask(
    services: ModelServices, kind: Kind
) -> None:
    endpoint = endpoint_at(services, kind)

    first = await clients.client_for(endpoint)

    assert await clients.client_for(endpoint) is first


async def test_a_row_that_was_edited_gets_a_client_of_its_own(
    services: ModelServices,
) -> None:
    first = await clients.client_for(endpoint_at(services, Kind.CLAUDE))

    other = endpoint_at(services, Kind.CLAUDE, "ok")

    assert await clients.client_for(other) is not first


def test_warming_needs_no_service(services_in_thread: ModelServices) -> None:
    clients.warm([endpoint_at(services_in_thread, kind) for kind in Kind])

    assert services_in_thread.exchanges == []


@pytest.fixture
def services_in_thread():
    with in_thread(ModelServices()) as running:
        yield running


def test_the_models_of_an_ollama_are_listed(
    services_in_thread: ModelServices,
) -> None:
    names = ollama.installed(endpoint_at(services_in_thread, Kind.OLLAMA))

    assert ollama.is_installed("llama3.2:3b", names)
    assert not ollama.is_installed("qwen3", names)


def test_a_model_that_is_missing_comes_with_its_command() -> None:
    missing = Endpoint(Kind.OLLAMA, "qwen3:4b", Tier.LOCAL)

    assert ollama.pull_command(missing) == "ollama pull qwen3:4b"


def test_checking_the_site_imports_no_client() -> None:
    script = (
        "import sys, django\n"
        "from django.core.management import execute_from_command_line\n"
        "execute_from_command_line(['manage.py', 'check'])\n"
        "heavy = {'langchain', 'langchain_core', 'openai', 'anthropic', 'google.genai',"
        " 'torch', 'spacy'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr[-300:]) == (0, "")
