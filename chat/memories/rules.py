"""Lasting facts in what a person wrote, found by rules: no model, nothing guessed.

Pure. Only what is said of oneself and in general counts: "I hate jump scares" does,
"nothing scary tonight" and "I hate that one" do not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chat.memories.days import habitual_days, without_days
from chat.references import is_reference
from movies.folding import fold, word_set

AVOIDS, LIKES, COMPANY, HABIT = "avoids", "likes", "company", "habit"
MAX_WORDS = 8
# What a message may hold; more is a text somebody pasted.
MAX_FACTS = 6
MAX_CHARS = 2000


@dataclass(frozen=True, slots=True)
class Fact:
    """`what` in the person's words: what is avoided or liked, who they watch with."""

    kind: str
    what: str
    weekdays: tuple[int, ...] = ()


_CLAUSE = re.compile(
    r"[.!?;\n]+|,?\s+(?:but|and)\s+(?=(?:i|we|my|our|on|every|at)\b)|"
    r",\s*(?=(?:i|we|my|our|on|every|but)\b)",
    re.IGNORECASE,
)
_OFTEN = (
    r"(?:(?:really|absolutely|just|always|generally|usually|normally|mostly|often|also|"
    r"totally|simply|both|all|personally|honestly|truly) )*"
)
_WE = r"\b(?:i|we) "
_AM = r"(?:am|are|was never|have never been) "
_AVOIDS = re.compile(
    rf"{_WE}{_OFTEN}(?:hate|loathe|detest|dislike|avoid|never watch|never enjoy|"
    r"(?:cannot|can not|cant) (?:stand|bear|watch|handle|deal with)|"
    rf"(?:do not|dont) {_OFTEN}(?:like|enjoy|care for|watch)|"
    rf"{_AM}{_OFTEN}(?:scared|afraid|tired|bored|sick) (?:of|by)|"
    rf"{_AM}not {_OFTEN}(?:a (?:big |huge )?fan of|into|keen on)) (?P<what>.+)",
)
_LIKES = re.compile(
    rf"{_WE}{_OFTEN}(?:love|adore|enjoy|(?:cannot|cant) get enough of|"
    rf"have a (?:soft spot|weakness) for|{_AM}{_OFTEN}(?:a (?:big |huge )?fan of|into|"
    r"fond of)) (?P<what>.+)|"
    r"\b(?:my|our) favou?rite (?:films?|movies?|genres?|directors?|actors?|actress|"
    r"kinds? of films?) (?:is|are) (?P<favourite>.+)",
)
_COMPANY = re.compile(
    rf"{_WE}(?P<often>{_OFTEN})(?:do )?watch(?: (?:it|them|(?:our |my |most )?"
    r"(?:films?|movies|things|stuff|something|a (?:film|movie))))*(?: together)?"
    r" with (?P<who>.+)"
)
_FILM_NIGHT = re.compile(
    r"\b(?:film|movie|family) nights? (?:is |are )?(?:always )?with (?P<who>.+)"
)
_CHILD = re.compile(
    r"^(?:so |also |and )?(?P<who>(?:my|our) (?:(?:little|younger|older) )?"
    r"(?:son|daughter|kid|child|boy|girl|nephew|niece|grandson|granddaughter)) is "
    r"(?:now |just )?(?P<age>\w+)(?: years old| now)?$"
)
_HABIT = re.compile(
    rf"{_WE}{_OFTEN}(?:fall asleep|nod off|lose (?:interest|focus)|get (?:bored|tired))"
    r" after (?P<after>.+)|"
    rf"{_WE}{_OFTEN}only (?:ever )?watch (?P<only>.+)|"
    rf"{_WE}{_OFTEN}(?:only )?(?:have|have time for|have got|get) "
    r"(?P<time>(?:\w+ ){1,4}(?:minutes|hours?))"
)
# Said of now, not of always; nor of what is on the table.
_PASSING = re.compile(r"\b(?:tonight|today|now|at the moment|this time|this evening)\b")
_TAIL = re.compile(
    r"\b(?:because|since|so|though|although|please|unless|except|especially|whenever|"
    r"if|any more|anymore|too much|a lot|very much|though)\b.*"
)
# What is listed, and what is one thing with an "and" in it.
_LISTED = re.compile(r"(?<!really),\s*(?=[^,]*,?\s(?:and|or)\s)", re.IGNORECASE)
_JOINS = re.compile(r" (?:and|or|nor) (?:(?:and|or|nor) )?")
_PAIRS = (
    "black and white", "blood and guts", "cat and mouse", "cops and robbers",
    "song and dance", "sword and sandal", "sword and sorcery", "rock and roll",
    "laurel and hardy", "wallace and gromit", "abbott and costello",
)  # fmt: skip
_POINTS = word_set("it this that these those them him her you your what how to the")
_ANY = word_set("something anything nothing everything one when")
_ASKS = re.compile(r"^(?:can|could|do|did|does|what|which|who|why|how|would|should)\b")


def facts(text: str) -> list[Fact]:
    """Return what the person says of themselves, in the order said."""
    found: dict[Fact, None] = {}
    for clause in _CLAUSE.split(text[:MAX_CHARS]):
        said = _plain(clause)
        if said and not _ASKS.match(said) and not _PASSING.search(said):
            found.update(dict.fromkeys(_facts_in(said)))
    return list(found)[:MAX_FACTS]


def _plain(clause: str) -> str:
    """Fold a clause, with "I'm" and "can't" in whole words, and an "and" for commas."""
    clause = _LISTED.sub(" and ", clause)
    clause = re.sub(r"['’]m\b", " am", clause)
    clause = re.sub(r"['’]re\b", " are", clause)
    clause = re.sub(r"['’]ve\b", " have", clause)
    return fold(clause)


def _named(what: str) -> list[str]:
    """Return the things of a list apart: "jump scares and gore" are two."""
    for pair in _PAIRS:
        what = what.replace(pair, pair.replace(" ", "_"))
    return [part.replace("_", " ") for part in _JOINS.split(what)]


def _facts_in(said: str) -> Iterator[Fact]:
    days = habitual_days(said)
    plain = without_days(said) if days else said
    if company := _company(plain, days):
        yield from _fact(COMPANY, company, days)
    elif found := _CHILD.search(plain):
        yield Fact(COMPANY, f"{found['who']} of {found['age']}")
    elif found := _HABIT.search(plain):
        yield from _habit(found, days)
    elif found := _AVOIDS.search(plain):
        yield from _each(AVOIDS, found["what"], days)
    elif found := _LIKES.search(plain):
        yield from _each(LIKES, found["what"] or found["favourite"], days)


def _company(said: str, days: tuple[int, ...]) -> str:
    """Return who somebody usually watches with: on some day, or as a rule."""
    found = _COMPANY.search(said)
    if found and (days or found["often"]):
        return found["who"]
    found = _FILM_NIGHT.search(said) if days else None
    return found["who"] if found else ""


def _habit(found: re.Match[str], days: tuple[int, ...]) -> Iterator[Fact]:
    # "I have two hours" is of tonight, unless it is of every Monday.
    if found["only"]:
        yield from _fact(HABIT, found["only"], days)
    elif length := found["after"] or (days and found["time"]):
        shortest = re.sub(r"^(?:about|only|just|like) ", "", str(length))
        yield from _fact(HABIT, f"films under {shortest}", days)


def _each(kind: str, what: str, days: tuple[int, ...]) -> Iterator[Fact]:
    for part in _named(_TAIL.sub("", what)):
        # "I love horror and hate musicals" says "I" once.
        if _AVOIDS.match(again := f"i {part}") or _LIKES.match(again):
            yield from _facts_in(again)
        else:
            yield from _fact(kind, part, days)


def _fact(kind: str, what: str, days: tuple[int, ...]) -> Iterator[Fact]:
    what = _TAIL.sub("", what).strip()
    words = what.split()
    if not words or len(words) > MAX_WORDS or is_reference(what):
        return
    # "I hate anything scary" is a fact, "I love something" and "I hate it" are none.
    vague = _POINTS | (_ANY if kind == LIKES or not words[1:] else frozenset())
    if kind in (AVOIDS, LIKES) and words[0] in vague:
        return
    yield Fact(kind, what, days)
