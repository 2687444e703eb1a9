"""Which words of a sentence are said not to be wanted."""

from movies.folding import word_set
from movies.reading.sentence import BREAK, Sentence

# "No horror or gore" and "without blood and guts" speak of both; "not sad and short"
# only of the first.
_OF_ALL = word_set("no nothing without avoid avoiding except minus neither none")
_OF_ONE = word_set("not never isnt arent dont doesnt non nor less")
_SKIPPED = word_set(
    "too so very a an the any anything something really much overly want wanna like "
    "with be is of films film movies movie"
)
_ENDS = word_set(
    "but only that which who where about from in under before after for please just "
    "since and"
)
LONGEST_SCOPE = 6


def negated(sentence: Sentence) -> dict[int, int]:
    """Return the places of unwanted words, each with the place of its "no" or "not"."""
    scopes: dict[int, int] = {}
    for cue in sentence.free():
        if sentence.words[cue] in _OF_ALL | _OF_ONE:
            scopes |= dict.fromkeys(_scope(sentence, cue), cue)
    return scopes


def opens_clause(sentence: Sentence, cue: int) -> bool:
    """Whether a "no" begins a clause of its own: "..., no zombies" tells no plot."""
    return cue == 0 or sentence.words[cue - 1] in (BREAK, "but")


def _scope(sentence: Sentence, cue: int) -> list[int]:
    places: list[int] = []
    joined = False
    joins = {"and", "or", "nor"} if sentence.words[cue] in _OF_ALL else {"or", "nor"}
    for place in range(cue + 1, min(cue + 1 + LONGEST_SCOPE, len(sentence.words))):
        word = sentence.words[place]
        if word in joins or word in _SKIPPED:
            joined = joined or word in joins
            continue
        if word == BREAK or word in _ENDS or sentence.taken[place]:
            break
        if places and sentence.words[cue] in _OF_ONE and not joined:
            break
        places.append(place)
        joined = False
    return places
