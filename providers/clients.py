"""The four services' clients: built once a process, and kept.

Importing one takes seconds and building one up to 75 ms, so both happen in a thread.
A client's connections belong to the event loop they were opened on: each loop has its
own. Plain scripts and tasks, whose loops end, call `close_all` before that.
"""

import asyncio
import os
from asyncio import AbstractEventLoop
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from providers import claude, gemini, ollama, openai, origins
from providers.base import Brief, Intent, Persona
from providers.endpoints import Endpoint, Kind, Parameters, Tier
from providers.errors import CallError, Cause, failed
from providers.prompting import prompt_for

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

SERVICES = {
    Kind.OLLAMA: ollama,
    Kind.CLAUDE: claude,
    Kind.OPENAI: openai,
    Kind.GEMINI: gemini,
}
REHEARSED = Endpoint(Kind.OLLAMA, "", Tier.LOCAL)
# Set for something else on this machine, these would send every prompt to LangSmith.
for _name in (
    "LANGSMITH_GATEWAY",
    "LANGSMITH_TRACING",
    "LANGSMITH_TRACING_V2",
    "LANGCHAIN_TRACING",
    "LANGCHAIN_TRACING_V2",
):
    os.environ.pop(_name, None)

# By all of an endpoint: an operator may edit a row while an answer is being written.
_Building = asyncio.Future["BaseChatModel"]
_built: WeakKeyDictionary[AbstractEventLoop, dict[Endpoint, _Building]] = (
    WeakKeyDictionary()
)


async def client_for(endpoint: Endpoint) -> "BaseChatModel":
    """Raises CallError for an address or a key that must not be used."""
    built = _built.setdefault(asyncio.get_running_loop(), {})
    if (building := built.get(endpoint)) is None:
        # One for all who ask meanwhile: a second would never be closed.
        building = asyncio.ensure_future(asyncio.to_thread(_build, endpoint))
        built[endpoint] = building
    try:
        return await asyncio.shield(building)
    except CallError:
        built.pop(endpoint, None)
        raise


async def close_all() -> None:
    """Close what this event loop's clients hold open."""
    for endpoint, building in _built.pop(asyncio.get_running_loop(), {}).items():
        await SERVICES[endpoint.kind].close(await building)


def warm(endpoints: Sequence[Endpoint]) -> None:
    """Do what the first call of a process would wait for: seconds of imports, and
    the parts of LangChain that make themselves ready when a model first speaks."""
    for endpoint in endpoints:
        # What must not be asked is told when it is.
        with suppress(CallError):
            _build(endpoint)
    if endpoints:
        asyncio.run(_rehearse())


async def _rehearse() -> None:
    from providers.template.chatmodel import TemplateChatModel

    brief = Brief(Intent.HELP, "", Persona("", ""))
    prompt = prompt_for(brief, REHEARSED, Parameters())
    async for _chunk in TemplateChatModel(brief=brief).astream(prompt.messages):
        pass


def _build(endpoint: Endpoint) -> "BaseChatModel":
    service = SERVICES[endpoint.kind]
    if not origins.is_sendable(endpoint.api_key):
        raise failed(Cause.MISCONFIGURED)
    try:
        origins.check(endpoint.base_url or service.ADDRESS)
    except origins.RefusedOriginError as error:
        raise failed(Cause.MISCONFIGURED) from error
    return service.build(endpoint)
