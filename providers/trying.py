"""Try one model with a sample question: through chain, breaker and books."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import Any

from providers.base import (
    Brief,
    Intent,
    Persona,
    ProviderError,
    Restart,
    Text,
    Usage,
)
from providers.bookkeeping import HouseLedger
from providers.budget import OverBudgetError
from providers.chain import Chain
from providers.endpoints import Endpoint, Parameters
from providers.ledger import Entry, Outcome
from providers.routes import Route
from providers.routing import Plan
from providers.sharedbreaker import SharedBreaker

PURPOSE = "test"
PARAMETERS = Parameters(max_tokens=60)


def sample_brief(person: int | None = None) -> Brief:
    return Brief(
        Intent.SMALLTALK,
        "In one sentence: what is a good film for a rainy evening?",
        Persona(name="CineBot", voice="a warm, well-read usher"),
        person=person,
        purpose=PURPOSE,
    )


@dataclass(slots=True)
class Sample:
    """What came of trying a model: `problem` is a cause or a refusal, or empty."""

    endpoint: Endpoint
    text: str = ""
    problem: str = ""
    first_text_s: float = 0.0
    total_s: float = 0.0
    usage: Usage = field(default_factory=Usage)
    sent: dict[str, Any] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return not self.problem


class Trial:
    """Asks once. `texts` streams the answer, `sample` tells of it afterwards."""

    def __init__(
        self, endpoint: Endpoint, brief: Brief, purpose: str = PURPOSE
    ) -> None:
        self.sample = Sample(endpoint)
        self._brief = brief
        self._purpose = purpose

    async def texts(self) -> AsyncGenerator[str, None]:
        chain = Chain(
            [self.sample.endpoint],
            breaker=_AdmittingBreaker(),
            ledger=_WatchedLedger(self.sample, self._purpose),
            plan=_only_this,
        )
        try:
            async with aclosing(chain.astream(self._brief)) as deltas:
                async for delta in deltas:
                    match delta:
                        case Text(text):
                            self.sample.text += text
                            yield text
                        case Restart():
                            self.sample.text = ""
        except ProviderError as error:
            self.sample.problem = self.sample.problem or str(error)


async def try_out(endpoint: Endpoint, brief: Brief, purpose: str = PURPOSE) -> Sample:
    trial = Trial(endpoint, brief, purpose)
    async with aclosing(trial.texts()) as texts:
        async for _text in texts:
            pass
    return trial.sample


class _AdmittingBreaker(SharedBreaker):
    """An operator's trial goes out while others wait; its success lets them in."""

    async def admits(self, name: str) -> bool:
        return True

    async def give_back(self, name: str) -> None:
        """It took no probe from anybody."""


class _WatchedLedger(HouseLedger):
    def __init__(self, sample: Sample, purpose: str) -> None:
        self._sample = sample
        self._purpose = purpose

    async def open(self, entry: Entry) -> Entry:
        try:
            return await super().open(replace(entry, purpose=self._purpose))
        except OverBudgetError as error:
            self._sample.problem = error.refusal
            raise

    async def close(self, entry: Entry, outcome: Outcome) -> None:
        self._sample.problem = outcome.cause or ""
        self._sample.first_text_s = outcome.first_text_s or 0.0
        self._sample.total_s = outcome.total_s
        self._sample.usage = outcome.usage
        self._sample.sent = outcome.sent
        await super().close(entry, outcome)


def _only_this(brief: Brief, endpoints: Sequence[Endpoint]) -> Plan:
    return Plan(tuple(endpoints), PARAMETERS, False, Route.SMALLTALK)
