"""The contract between who asks for an answer and what writes it.

A provider gets a `Brief`: everything the house knows and wants said, as plain values.
It streams `Text` and ends with `Finish`. A stream that ends without `Finish` was cut,
however quietly, and what it gave is no answer.

A writer names films only by the ids in its brief. Where the card of a film belongs it
writes `film_mark(id)`; titles in running text are plain words. It never writes HTML.
"""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

# The purpose of what a person waits for.
CHAT = "chat"


class Intent(StrEnum):
    RECOMMEND = "recommend"
    REFINE = "refine"
    COMPARE = "compare"
    LOOKUP = "lookup"
    WHY = "why"
    SMALLTALK = "smalltalk"
    HELP = "help"
    OFF_TOPIC = "off_topic"


class Topic(StrEnum):
    """What a lookup or comparison is about, or what kind of talk it is."""

    NONE = ""
    ABOUT = "about"
    DIRECTOR = "director"
    CAST = "cast"
    RUNTIME = "runtime"
    YEAR = "year"
    GENRE = "genre"
    AGE = "age"
    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    HOW_ARE_YOU = "how_are_you"
    UNCLEAR = "unclear"


class Speaker(StrEnum):
    PERSON = "person"
    CINEBOT = "cinebot"


@dataclass(frozen=True, slots=True)
class Turn:
    speaker: Speaker
    text: str


class Length(StrEnum):
    SHORT = "short"
    USUAL = "usual"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Persona:
    """Who speaks. `voice` describes the manner, for writers that can follow it
    (providers.voices); the phrases are how the template speaks in it. `humour` goes
    from 0, none, to 3, an aside in every answer. In `leads` {film} and {facts} stand
    for what a film is introduced with.
    """

    name: str
    voice: str
    slug: str = ""
    length: Length = Length.USUAL
    humour: int = 1
    greetings: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    closers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A film that may be named. `kind` is a noun phrase ("a crime film"), `certificate`
    a board's label ("BBFC 15"), `reasons` whole sentences, every one true.
    """

    film_id: int
    title: str
    kind: str
    year: int | None = None
    runtime_min: int | None = None
    genres: tuple[str, ...] = ()
    directors: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    certificate: str = ""
    synopsis: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """What to answer, and with which films.

    `wishes` are the constraints as understood, as phrases that follow "you asked for"
    ("a thriller", "under 100 minutes"); `unmet` are nouns for what had to be let go
    ("the limit of 100 minutes"); `missing` are titles asked about that are not among
    the films this person may see. `searched` counts the films looked through. `attempt`
    grows when the same question is answered again. `person` is whose money it costs,
    `purpose` what for; `local_only` keeps it with the operator. `memories` are lines
    about the person, `heeded` those that shaped the choice; `summary` is what was said
    before the `turns`.
    """

    intent: Intent
    question: str
    persona: Persona
    topic: Topic = Topic.NONE
    wishes: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    unmet: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()
    searched: int = 0
    attempt: int = 1
    locale: str = "en"
    person: int | None = None
    local_only: bool = False
    memories: tuple[str, ...] = ()
    heeded: tuple[str, ...] = ()
    summary: str = ""
    purpose: str = CHAT


class FinishReason(StrEnum):
    STOP = "stop"
    LENGTH = "length"
    FILTERED = "filtered"


class UsageBasis(StrEnum):
    REPORTED = "reported"
    ESTIMATED = "estimated"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one call. `cached_tokens` are part of `input_tokens`."""

    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    basis: UsageBasis = UsageBasis.NONE


@dataclass(frozen=True, slots=True)
class Source:
    """Who wrote an answer. `local` is whether the brief stayed on this machine."""

    provider: str
    model: str = ""
    local: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """The brief goes to this model now. People are told of each, answer or none.

    `after` is why the one asked before it did not answer, "" for the first.
    """

    source: Source
    after: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Restart:
    """Another writer begins from the first word; what was shown so far is void."""

    cause: str


@dataclass(frozen=True, slots=True)
class Finish:
    reason: FinishReason
    source: Source
    usage: Usage = Usage()


Delta = Asked | Text | Restart | Finish


class ProviderError(Exception):
    """A provider could not answer. `permanent` ones are not worth another try as is."""

    def __init__(
        self, cause: str, *, permanent: bool = False, retry_after_s: float | None = None
    ) -> None:
        super().__init__(cause)
        self.permanent = permanent
        self.retry_after_s = retry_after_s


class Provider(Protocol):
    def astream(self, brief: Brief) -> AsyncGenerator[Delta, None]:
        """Raises ProviderError. Closing it ends the work at its source."""
        ...


async def finished(
    stream: AsyncGenerator[Delta, None],
) -> AsyncGenerator[Delta, None]:
    """Pass a stream on; raise ProviderError if it ends without a finish."""
    async with aclosing(stream) as deltas:
        async for delta in deltas:
            yield delta
            if isinstance(delta, Finish):
                return
    raise ProviderError("cut before its end")


def film_mark(film_id: int) -> str:
    return f"[[film:{film_id}]]"
