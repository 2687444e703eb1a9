"""People and films named in a sentence, looked up in the catalogue's own index.

A matcher fed with every name would cost seconds and hundreds of megabytes at 100,000
films; asking the database for the sentence's few phrases costs a millisecond.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import reduce
from itertools import islice, takewhile
from operator import or_

from django.db.models import Count, Q

from movies.folding import title_key, word_set
from movies.fulltext import with_words
from movies.models import Film, Person, Word
from movies.named import Named
from movies.reading.sentence import BREAK, FILLERS, Sentence
from providers.embeddings import common_words

LONGEST_NAME = 4
LONGEST_TITLE = 9
# A surname stands for one person when they made so many times more films than the next
# of that name.
CLEARLY_MORE = 3
# "Love" and "House" are people too, but who says so means others until they are as
# well known as Hitchcock.
FILMS_OF_A_HOUSEHOLD_NAME = 3
# Films carry surnames, plots carry words: above this share a word is a name.
NAME_SHARE = 0.5

_CUES = word_set("by with starring featuring from directed feat director actor")
_BY = word_set("by starring featuring feat director actor")
_ENDS = word_set("but except only just with for from in under before after and or")
_LIKE = re.compile(
    r"(?<!\S)(?:(?P<not>(?:not|nothing|but not|dont want)(?: anything| something)? ))?"
    r"(?:(?:something|anything|movies?|films?|more) )?"
    r"(?:like|similar to|reminiscent of|in the (?:vein|style|spirit) of|as in)(?!\S)"
)


def is_title(text: str) -> bool:
    """Whether a text is a film's title, or names one by most of its words."""
    if not (key := title_key(text)):
        return False
    if Film.objects.filter(Q(title_key=key) | Q(original_key=key)).exists():
        return True
    if " " in key and Film.objects.filter(title_key__startswith=key).exists():
        return True
    return 1 < len(key.split()) <= LONGEST_TITLE and _is_most_of_a_title(key.split())


def _is_most_of_a_title(words: list[str]) -> bool:
    return _film_by_words(words) is not None


def _film_by_words(words: list[str]) -> Film | None:
    films = Film.objects.filter(title_words=with_words(words))
    found = films.famous_first().only("title", "title_key")
    fitting = (f for f in found[:5] if 2 * len(words) >= len(f.title_key.split()))
    return next(fitting, None)


def take_like(sentence: Sentence) -> dict[str, tuple[Named, ...]]:
    """Take "like Heat", "similar to Alien and Jaws", "not like Titanic"."""
    found: dict[str, list[Named]] = {"like": [], "unlike": []}
    for match, start, end in sentence.find(_LIKE):
        films, after = _titles_at(sentence, end)
        if films:
            found["unlike" if match["not"] else "like"] += films
            sentence.take(start, after)
    return {kind: tuple(films) for kind, films in found.items() if films}


def _titles_at(sentence: Sentence, place: int) -> tuple[list[Named], int]:
    """Return the films named one after the other from a place on, and the end."""
    films: list[Named] = []
    end = after = place
    while found := _longest_title(sentence, after):
        film, end = found
        films.append(film)
        after = end
        while sentence.words[after : after + 1] in (["and"], ["or"], [BREAK]):
            after += 1
    return films, end


def _longest_title(sentence: Sentence, place: int) -> tuple[Named, int] | None:
    ends: dict[str, int] = {}
    for end in range(place + 1, min(place + LONGEST_TITLE, len(sentence.words)) + 1):
        words = [word for word in sentence.words[place:end] if word != BREAK]
        if sentence.words[end - 1] != BREAK and (key := title_key(" ".join(words))):
            ends[key] = end
    films = Film.objects.filter(Q(title_key__in=ends) | Q(original_key__in=ends))
    known = {
        key: film
        for film in films.order_by("fame").only("title", "title_key", "original_key")
        for key in (film.title_key, film.original_key)
        if key in ends
    }
    key = max(known, key=len, default="")
    phrase = _phrase(sentence, place)
    if len(phrase) > max(1, len(key.split())) and (film := _film_by_words(phrase)):
        return Named(film.pk, film.title), place + len(phrase)
    return (Named(known[key].pk, known[key].title), ends[key]) if key else None


def _phrase(sentence: Sentence, place: int) -> list[str]:
    """Return the words before one that goes on with something else: "but"."""
    words = islice(sentence.words, place, place + LONGEST_TITLE)
    return list(takewhile(lambda word: word != BREAK and word not in _ENDS, words))


def take_people(sentence: Sentence, known: set[int]) -> list[tuple[Named, int]]:
    """Take full names, and surnames that stand for one person; and where they stood.

    `known` are places of words with another meaning: New York is no Michael York.
    """
    return [*_full_names(sentence), *_surnames(sentence, known)]


def _full_names(sentence: Sentence) -> Iterator[tuple[Named, int]]:
    phrases = {
        " ".join(sentence.words[start:end]): (start, end)
        for start, end in _runs(sentence)
        if end - start > 1
    }
    known = Person.objects.filter(Q(name_key__in=phrases) | Q(surname_key__in=phrases))
    best = {p.pk: p for p in known.order_by("fame", "-pk")}
    for person in sorted(best.values(), key=lambda p: (-len(p.name_key), -p.fame)):
        key = person.name_key if person.name_key in phrases else person.surname_key
        start, end = phrases[key]
        if not any(sentence.taken[start:end]):
            _take_named(sentence, start, end)
            yield Named(person.pk, person.name), start


def _surnames(sentence: Sentence, known: set[int]) -> Iterator[tuple[Named, int]]:
    places = {
        sentence.words[place]: place
        for place in sentence.content()
        if place not in known
        and len(sentence.words[place]) > 2
        and not sentence.words[place].isdecimal()
    }
    cued = {word for word, place in places.items() if _has_cue(sentence, place, _CUES)}
    credited = {
        word for word, place in places.items() if _has_cue(sentence, place, _BY)
    }
    known_names = cued | _name_words(places)
    for word, person in _people_by_surname(known_names, credited).items():
        _take_named(sentence, places[word], places[word] + 1)
        yield Named(person.pk, person.name), places[word]


def _people_by_surname(
    words: Iterable[str], credited: Collection[str]
) -> dict[str, Person]:
    """Return the person each surname means; `credited` ones were said to make films."""
    wanted = [Q(surname_key__startswith=f"{w} ") | Q(surname_key=w) for w in words]
    if not wanted:
        return {}
    people: dict[str, list[Person]] = {}
    rows = Person.objects.filter(reduce(or_, wanted)).annotate(made=Count("credits"))
    for person in rows.order_by("-made", "-fame"):
        people.setdefault(person.surname_key.split()[0], []).append(person)
    return {
        word: namesakes[0]
        for word, namesakes in people.items()
        if (word in credited or _is_household_name(word, namesakes[0]))
        and _stands_out(namesakes)
    }


def _is_household_name(word: str, person: Person) -> bool:
    if word not in common_words():
        return True
    return person.made >= FILMS_OF_A_HOUSEHOLD_NAME  # type: ignore[attr-defined]


def _stands_out(namesakes: list[Person]) -> bool:
    made = [person.made for person in namesakes]  # type: ignore[attr-defined]
    return len(made) == 1 or made[0] >= CLEARLY_MORE * made[1]


def _name_words(words: Iterable[str]) -> set[str]:
    """Keep the words that films carry as names or titles rather than in their plots."""
    return {
        word.text
        for word in Word.objects.filter(text__in=list(words), named__gt=0).only(
            "named", "films"
        )
        if word.named >= NAME_SHARE * word.films
    }


def _has_cue(sentence: Sentence, place: int, cues: frozenset[str]) -> bool:
    return place > 0 and sentence.words[place - 1] in cues


def _take_named(sentence: Sentence, start: int, end: int) -> None:
    """Take a name and the words that led to it: "directed by", "a film with"."""
    while (
        start and sentence.words[start - 1] in _CUES and not sentence.taken[start - 1]
    ):
        start -= 1
    sentence.take(start, end)


def _runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    free = set(sentence.free())
    for start in free:
        if sentence.words[start] in FILLERS:
            continue
        for end in range(start + 1, start + LONGEST_NAME + 1):
            if end - 1 not in free:
                break
            yield start, end
