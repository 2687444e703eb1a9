"""Years, lengths and ages in words: "before 1990", "under two hours", "for kids"."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from movies.reading.sentence import Sentence

# "A short film" is one that fits before bed, "a long one" fills an evening.
SHORT_MIN, LONG_MIN = 95, 150
RECENT_YEARS = 10
CLASSIC_UNTIL, OLD_UNTIL = 1979, 1989
# What "for kids" and "for teenagers" allow, as ages of movies.certification.
AUDIENCES = {"toddler": 0, "kid": 8, "famil": 8, "child": 8, "teen": 13}

_NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen"
)
_NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS.split())} | {
    "a": 1,
    "an": 1,
    "ninety": 90,
    "eighty": 80,
    "hundred": 100,
    "sixty": 60,
}
_DECADES = {
    "twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950,
    "sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990,
    "noughties": 2000,
}  # fmt: skip

_N = rf"(?:\d{{1,4}}|{'|'.join(_NUMBERS)})"
_COUNTS = (
    r"(?:top |best )?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"twelve)|an? (?:couple|handful|dozen) of|an? few|a dozen|several"
)
_YEAR = r"(?:18[7-9]\d|19\d\d|20[0-3]\d)"
_DECADE = rf"(?:(?:early |mid |late )?(?:(?:18|19|20)?\d0s|{'|'.join(_DECADES)}))"
_LENGTH = (
    rf"(?:\d+ ?h(?:ours?|rs?)?(?: ?(?:and )?\d+ ?(?:m|mins?|minutes?)?)?"
    rf"|{_N}(?: and a half)? hours?(?: (?:and )?{_N} minutes?| and a half)?"
    rf"|half an hour|{_N} ?(?:mins?|minutes?))"
)
_LESS = (
    r"(?:under|below|less than|shorter than|no longer than|not longer than|no more than"
    r"|not more than|not over|up to|at most|max|maximum|within)"
)
_MORE = r"(?:over|above|more than|longer than|at least|min|minimum)"
_BEFORE = r"(?:before|until|till|up to|older than|prior to|pre|earlier than)"
_SINCE = r"(?:since|after|from|newer than|later than|post)"
_KIDS = (
    r"(?:(?:the |my |our |small |young |little )*(?:kids?|child(?:ren)?|toddlers?"
    r"|teen(?:ager)?s?|famil(?:y|ies))(?: night| evening| friendly)?)"
)
# What people ask for a number of: "five films about robots", "three short comedies".
ANY_FILMS = r"(?:films?|movies?|suggestions?|ideas?|options?|recommendations?)"
COUNTED = (
    rf"(?:{ANY_FILMS}|comed(?:y|ies)"
    r"|thrillers?|westerns?|musicals?|dramas?|classics|cartoons?|documentar(?:y|ies)"
    r"|romances|romcoms?|myster(?:y|ies)|whodunn?its?|horrors|noirs?)"
)
_NEW_PLACES = "york|zealand|orleans|jersey|mexico|england|year|wave|hollywood|world"

# "Not in the 60s" sets no limit we know how to keep.
_NOT = frozenset(("not", "isnt", "never"))

_MEASURED = re.compile(
    rf"\bthan (?:about |around )?(?:{_LENGTH}|{_YEAR}|(?:the )?{_DECADE})(?!\S)"
)
_NUMBER = re.compile(rf"\d+|\b(?:{'|'.join(_NUMBERS)})\b")

Rule = Callable[[re.Match[str]], dict[str, Any]]


def read_limits(sentence: Sentence, *, weak: bool) -> dict[str, Any]:
    """Take limits out of a sentence; return them as fields of a FilmQuery.

    `weak` also reads what may as well be part of a plot: a year or decade alone.
    """
    limits: dict[str, Any] = {}
    for pattern, rule in (*_RULES, *(_WEAK_RULES if weak else ())):
        for match, start, end in sentence.find(pattern):
            unwanted = start > 0 and sentence.words[start - 1] in _NOT
            limits |= {} if unwanted else rule(match)
            sentence.take(start - unwanted, end)
    return limits


def is_measured(said: str) -> bool:
    """Whether folded words compare with a limit: "older than the 80s", not "older"."""
    return _MEASURED.search(said) is not None


def number(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMBERS[word]


def minutes(said: str) -> int:
    """Return the minutes of "two hours", "1h30", "90 min", "an hour and a half"."""
    if said == "half an hour":
        return 30
    half = 30 if "and a half" in said else 0
    found = _NUMBER.findall(said.replace("and a half", ""))
    numbers = [number(word) for word in found]
    if re.search(r"\dh|hour|\bh\b|hrs?\b", said):
        return numbers[0] * 60 + half + (numbers[1] if len(numbers) > 1 else 0)
    return numbers[0]


def decade(said: str) -> tuple[int, int]:
    """Return the first and last year of "the late 80s" or "the eighties"."""
    part, _, name = said.rpartition(" ")
    first = _DECADES.get(name) or int(name.removesuffix("s"))
    if first < 100:
        first += 1900 if first >= 20 else 2000
    spans = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
    start, end = spans.get(part, (0, 9))
    return first + start, first + end


def _longest(match: re.Match[str]) -> dict[str, Any]:
    return {"runtime_max": minutes(match["length"])}


def _shortest(match: re.Match[str]) -> dict[str, Any]:
    return {"runtime_min": minutes(match["length"])}


def _about(match: re.Match[str]) -> dict[str, Any]:
    # "A 90 minute film" is one of about 90 minutes, not of 90 exactly.
    length = minutes(match["length"])
    return {"runtime_min": max(1, length - 10), "runtime_max": length + 10}


def _between(match: re.Match[str]) -> dict[str, Any]:
    first, last = sorted((int(match["first"]), int(match["last"])))
    return {"year_from": first, "year_to": last}


def _in_decade(match: re.Match[str]) -> dict[str, Any]:
    first, last = decade(match["decade"])
    return {"year_from": first, "year_to": last}


def _two_decades(match: re.Match[str]) -> dict[str, Any]:
    return {
        "year_from": decade(match["decade"])[0],
        "year_to": decade(match["other"])[1],
    }


def _audience(match: re.Match[str]) -> dict[str, Any]:
    return {"max_age": next(age for who, age in AUDIENCES.items() if who in match[0])}


def _recent(match: re.Match[str]) -> dict[str, Any]:
    return {"year_from": date.today().year - RECENT_YEARS}  # noqa: DTZ011 -- a year


def _rule(pattern: str, rule: Rule) -> tuple[re.Pattern[str], Rule]:
    return re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), rule


# In this order: the longer way to say a thing stands before the shorter one.
_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    # How many are wanted is no limit, and no word to search for.
    _rule(
        rf"(?:{_COUNTS})"
        rf"(?= (?:(?!hours?|mins?|minutes?|years?)\S+ ){{0,2}}{COUNTED}(?!\S))",
        lambda match: {},
    ),
    _rule(rf"{_LESS} (?:about )?(?P<length>{_LENGTH})(?: long)?", _longest),
    _rule(rf"{_MORE} (?:about )?(?P<length>{_LENGTH})(?: long)?", _shortest),
    _rule(rf"(?P<length>{_LENGTH}) or (?:less|shorter|under)", _longest),
    _rule(rf"(?P<length>{_LENGTH}) or (?:more|longer)", _shortest),
    _rule(
        rf"(?:for |suitable for |ok for |safe for |with )?(?:ages?|aged) (?P<age>{_N})"
        r"(?: and up| and over)?",
        lambda match: {"max_age": min(18, number(match["age"]))},
    ),
    _rule(
        rf"(?:for|with) (?:my |our |an? |the )?(?P<age>{_N}) ?(?:years?|yrs?|yo|y o)"
        r"(?: olds?)?(?: (?:son|daughter|kid|child|boy|girl|nephew|niece))?",
        lambda match: {"max_age": min(18, number(match["age"]))},
    ),
    _rule(
        rf"(?:suitable |good |fine |safe |ok |okay |something )?(?:for|with) {_KIDS}"
        r"|family (?:night|evening|friendly)|(?:kid|child) friendly"
        r"|(?:kids|childrens) (?:film|movie)s?",
        _audience,
    ),
    _rule(
        rf"(?:between|from)? ?(?P<first>{_YEAR}) (?:and|to|until|till|through)"
        rf" (?P<last>{_YEAR})",
        _between,
    ),
    _rule(
        rf"(?:from |between )?(?:the )?(?P<decade>{_DECADE}) (?:and|or|to|until)"
        rf" (?:the )?(?P<other>{_DECADE})",
        _two_decades,
    ),
    _rule(
        rf"(?:made |released )?{_BEFORE} (?:the )?(?P<decade>{_DECADE})",
        lambda match: {"year_to": decade(match["decade"])[0] - 1},
    ),
    _rule(
        rf"(?:made |released )?(?:since|after) (?:the )?(?P<decade>{_DECADE})",
        lambda match: {"year_from": decade(match["decade"])[0]},
    ),
    _rule(
        rf"(?:from|of|(?:made|released) in) (?:the )?(?P<decade>{_DECADE})", _in_decade
    ),
    _rule(
        rf"(?:made |released )?{_BEFORE} (?P<year>{_YEAR})",
        lambda match: _before(match[0], int(match["year"])),
    ),
    _rule(
        rf"(?:made |released )?{_SINCE} (?P<year>{_YEAR})(?: on| onwards?| or later)?",
        lambda match: _since(match[0], int(match["year"])),
    ),
    _rule(
        rf"(?:made|released|came out) in (?P<year>{_YEAR})",
        lambda match: {"year_from": int(match["year"]), "year_to": int(match["year"])},
    ),
)

_WEAK_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    _rule(rf"(?:in )?(?:the )?(?P<decade>{_DECADE})", _in_decade),
    _rule(
        rf"(?:in )?(?P<year>{_YEAR})",
        lambda match: {"year_from": int(match["year"]), "year_to": int(match["year"])},
    ),
    _rule(rf"(?P<length>{_LENGTH})(?: long)?", _about),
    _rule(
        r"(?:short|shorter|quick)(?! stor)", lambda match: {"runtime_max": SHORT_MIN}
    ),
    _rule(
        r"(?<!how )long(?! (?:distance|lost|way|time))",
        lambda match: {"runtime_min": LONG_MIN},
    ),
    _rule(
        r"(?:old|older)(?! (?:age|m[ae]n|wom[ae]n|friends?|west|school))",
        lambda match: {"year_to": OLD_UNTIL},
    ),
    _rule(r"classics?", lambda match: {"year_to": CLASSIC_UNTIL}),
    _rule(rf"recent|newer|latest|modern|new(?! (?:{_NEW_PLACES}))", _recent),
    _rule(r"kids|childrens", lambda match: {"max_age": AUDIENCES["kid"]}),
)


def _before(said: str, year: int) -> dict[str, Any]:
    including = any(word in said for word in ("up to", "until", "till"))
    return {"year_to": year if including else year - 1}


def _since(said: str, year: int) -> dict[str, Any]:
    if said.startswith("from ") and said.endswith(str(year)):
        return {"year_from": year, "year_to": year}
    return {"year_from": year + ("after" in said)}
