"""Kills in the middle of answers: `make soak`, or KILLS=6 for a few."""

import asyncio
import os
from collections.abc import Iterator

import pytest

from chat.models import Message
from providers.endpoints import Kind, Tier
from providers.models import Cap
from tests.browser.serving import a_server
from tests.factories import (
    CapFactory,
    FilmFactory,
    PriceFactory,
    ServiceFactory,
)
from tests.fakes.models import ModelServices, in_thread
from tests.soak.killing import GAP_S, WORDS, Site, kill
from tests.talking import somebody, talks_of

pytestmark = pytest.mark.django_db(transaction=True)

MODEL = "claude-soak"
KILLS = int(os.environ.get("KILLS", "6"))
VICTIMS = ("socket", "model", "process")


@pytest.fixture
def services() -> Iterator[ModelServices]:
    with in_thread(ModelServices(answer=WORDS, gap_s=GAP_S)) as running:
        yield running


@pytest.fixture
def site(services: ModelServices, transactional_db: None) -> Iterator[Site]:
    # What migrations made may be gone: other tests empty the tables.
    ServiceFactory(kind=Kind.OLLAMA, tier=Tier.LOCAL, position=0)
    ServiceFactory(kind=Kind.CLAUDE, tier=Tier.ECONOMY, position=1)
    PriceFactory(kind=Kind.CLAUDE, model=MODEL)
    for scope in Cap.Scope:
        CapFactory(scope=scope)
    FilmFactory(title="Top Hat", genres=["Drama"], runtime_min=240, fame=90)
    settings = {
        "OLLAMA_URL": services.url(Kind.OLLAMA),
        "ANTHROPIC_BASE_URL": services.url(Kind.CLAUDE),
        "ANTHROPIC_API_KEY": "a-key",
        "ANTHROPIC_MODEL": MODEL,
        # The clients load at the first question: here many processes come and go.
        "WARM_UP": "0",
    }
    with Site(lambda: a_server(**settings), services) as running:
        yield running


def test_no_character_is_lost_or_told_twice(site: Site) -> None:
    for number in range(KILLS):
        talk = talks_of(somebody())[0]
        victim = VICTIMS[number % len(VICTIMS)]
        text = asyncio.run(kill(site, talk, victim, number))
        stored = Message.objects.answers().filter(conversation=talk.conversation)
        assert text == stored.order_by("version").reverse()[0].text == WORDS, victim
        site.make_good()
