"""What two hundred fixed questions cost, and whether their answers hold.

Asked in four ways: as this house routes them, so without a local model, all of the
flagship, all of a cheap cloud. Every way gets the same briefs and goes on from its own
answers. With models that are made up this shows routing and accounting only: how well
a real model answers, only real models show.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from pathlib import Path

from django.db import transaction

from chat import briefing
from chat.evaluation.checks import Check, broken, read_checks
from chat.models import Conversation, Message
from cinematch.accounts.models import User
from providers import routing
from providers.base import Brief, Usage
from providers.budget import costs_money
from providers.chain import Answer, Chain
from providers.endpoints import Endpoint, Tier
from providers.ledger import Entry, NoLedger, Outcome
from providers.report import rates_of
from providers.routes import Route
from providers.routing import Plan

MIX = Path(__file__).parent / "mix.tsv"
LOCALE = "en"


class BadMixError(ValueError):
    """A line is not conversation, kind, question and checks with tabs between them."""


@dataclass(frozen=True, slots=True)
class Asked:
    conversation: int
    kind: Route
    question: str
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """Who may be asked, and whether every question goes straight to the first."""

    name: str
    endpoints: tuple[Endpoint, ...]
    straight: bool = False

    def plan(self, brief: Brief, endpoints: Sequence[Endpoint]) -> Plan:
        plan = routing.plan(brief, endpoints)
        if not self.straight:
            return plan
        return replace(plan, order=tuple(endpoints), template_first=False)


@dataclass(slots=True)
class Score:
    """`written_by` counts answers; `broken` are the questions that failed, and how."""

    way: str
    questions: int = 0
    held: int = 0
    cost: Decimal = Decimal(0)
    written_by: Counter[str] = field(default_factory=Counter)
    broken: list[tuple[str, list[str]]] = field(default_factory=list)

    @property
    def pass_rate(self) -> float:
        return self.held / self.questions if self.questions else 0.0


class Meter(NoLedger):
    """Adds up what calls cost, and keeps no rows."""

    def __init__(self) -> None:
        self.used: list[tuple[Endpoint, Usage]] = []

    async def close(self, entry: Entry, outcome: Outcome) -> None:
        self.used.append((entry.endpoint, outcome.usage))

    def cost(self) -> Decimal:
        """Raises providers.report.NoPriceError: an unknown price is not nothing."""
        paid = [(each, usage) for each, usage in self.used if costs_money(each)]
        return sum(
            (rates_of(each.name).cost(usage) for each, usage in paid), Decimal(0)
        )


def read_mix(path: Path = MIX) -> list[Asked]:
    """Raises BadMixError with the number of the line."""
    mix = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            conversation, kind, question, checks = line.split("\t")
            mix.append(
                Asked(int(conversation), Route(kind), question, read_checks(checks))
            )
        except ValueError as error:
            raise BadMixError(f"{path}, line {number}: {error}.") from error
    return mix


def ways(endpoints: Sequence[Endpoint]) -> list[Way]:
    """Return the ways to ask that these endpoints allow."""
    of_tier = {
        tier: tuple(each for each in endpoints if each.tier is tier) for tier in Tier
    }
    clouds = tuple(each for each in endpoints if not each.local)
    found = [Way("as routed", tuple(endpoints))]
    if of_tier[Tier.LOCAL] and clouds:
        found.append(Way("as routed, nothing local", clouds))
    for name, tier in (("flagship", Tier.FLAGSHIP), ("cheap cloud", Tier.ECONOMY)):
        if of_tier[tier]:
            found.append(Way(f"all {name}", of_tier[tier][:1], straight=True))
    return found


def run(mix: Sequence[Asked], way: Way, viewer: User) -> Score:
    """Ask everything one way; what it writes to the database is taken back."""
    meter = Meter()
    chain = Chain(way.endpoints, ledger=meter, plan=way.plan)
    talks: dict[int, list[Asked]] = defaultdict(list)
    for asked in mix:
        talks[asked.conversation].append(asked)
    score = Score(way.name)
    # One loop for all: the clients' connections belong to it.
    with asyncio.Runner() as runner, transaction.atomic():
        viewer.save()
        invoke = partial(_invoke, runner, chain)
        for talk in talks.values():
            _talk(talk, viewer, invoke, score)
        transaction.set_rollback(True)
    score.cost = meter.cost()
    return score


def _invoke(runner: asyncio.Runner, chain: Chain, brief: Brief) -> Answer:
    return runner.run(chain.ainvoke(brief))


def _talk(
    talk: Sequence[Asked], viewer: User, invoke: "partial[Answer]", score: Score
) -> None:
    conversation = Conversation.objects.create(user=viewer)
    for asked in talk:
        question = Message.objects.create(
            conversation=conversation, role=Message.Role.QUESTION, text=asked.question
        )
        message = Message.objects.create(
            conversation=conversation, role=Message.Role.ANSWER, question=question
        )
        reading = briefing.read(message.pk, LOCALE)
        briefing.note(message.pk, reading)
        brief = briefing.write(reading)
        answer = invoke(brief)
        Message.objects.filter(pk=message.pk).update(
            text=answer.text, films=[film.film_id for film in brief.candidates]
        )
        score.questions += 1
        score.written_by[answer.source.provider] += 1
        if failed := broken(asked.checks, asked.question, answer.text, viewer):
            score.broken.append((asked.question, failed))
        else:
            score.held += 1
