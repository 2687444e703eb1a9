"""How one film differs from another, in one true word or two."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from movies.models import Film

# -1 light to 1 heavy; what is not named here is neither. Our own judgement.
GENRE_HEAVINESS = {
    "family": -0.9, "animation": -0.6, "comedy": -0.8, "musical": -0.7, "music": -0.3,
    "romance": -0.3, "adventure": -0.3, "fantasy": -0.2, "sport": -0.1,
    "drama": 0.4, "history": 0.4, "mystery": 0.3, "crime": 0.5, "noir": 0.6,
    "thriller": 0.6, "war": 0.9, "horror": 0.9,
}  # fmt: skip
KEYWORD_HEAVINESS = {
    "feel-good": -1.0, "cosy": -1.0, "quirky": -0.6, "witty": -0.6,
    "heartwarming": -1.0, "bleak": 1.0, "melancholy": 0.6, "tense": 0.6, "grief": 0.7,
    "disturbing": 1.0,
}  # fmt: skip
GENRE_LOUDNESS = {
    "action": 1.0, "war": 0.7, "horror": 0.5, "adventure": 0.4, "thriller": 0.4,
    "musical": 0.3, "drama": -0.4, "romance": -0.4, "documentary": -0.5,
}  # fmt: skip
KEYWORD_LOUDNESS = {
    "slow burn": -1.0, "quiet": -1.0, "melancholy": -0.7, "dreamlike": -0.6,
    "cosy": -0.6, "epic": 0.5, "explosions": 1.0, "car chase": 1.0, "space battle": 0.8,
}  # fmt: skip

# What counts as plainly different: years, minutes, and steps on the scales above.
YEARS_APART = 15
MINUTES_APART = 25
MOOD_APART = 0.5


@dataclass(frozen=True, slots=True)
class Mood:
    """Where a film stands between -1 and 1: light to heavy, quiet to loud."""

    heaviness: float
    loudness: float


def mood(genre_slugs: Collection[str], keywords: Collection[str]) -> Mood:
    return Mood(
        _mean(genre_slugs, GENRE_HEAVINESS, keywords, KEYWORD_HEAVINESS),
        _mean(genre_slugs, GENRE_LOUDNESS, keywords, KEYWORD_LOUDNESS),
    )


def axis(film: Film, other: Film) -> str:
    """Say how `other` differs from `film` or what they share; both as for_details."""
    if shared := {person.pk for person in film.directors} & {
        person.pk for person in other.directors
    }:
        return _("same director") if len(shared) == 1 else _("same directors")
    if word := _mood_word(_mood_of(film), _mood_of(other)):
        return word
    if word := _size_word(film, other):
        return word
    if {person.pk for person in film.cast} & {person.pk for person in other.cast}:
        return _("same face")
    return _("same mood")


def _mood_word(here: Mood, there: Mood) -> str:
    heavier = there.heaviness - here.heaviness
    louder = there.loudness - here.loudness
    if max(abs(heavier), abs(louder)) < MOOD_APART:
        return ""
    if abs(louder) > abs(heavier):
        return _("louder") if louder > 0 else _("quieter")
    return _("darker") if heavier > 0 else _("lighter")


def _size_word(film: Film, other: Film) -> str:
    if film.year and other.year and abs(other.year - film.year) >= YEARS_APART:
        return _("newer") if other.year > film.year else _("older")
    if film.runtime_min and other.runtime_min:
        longer = other.runtime_min - film.runtime_min
        if abs(longer) >= MINUTES_APART:
            return _("longer") if longer > 0 else _("shorter")
    return ""


def _mood_of(film: Film) -> Mood:
    return mood(
        [link.genre.slug for link in film.film_genres.all()],
        [keyword.name for keyword in film.keywords.all()],
    )


def _mean(
    genres: Collection[str],
    of_genre: dict[str, float],
    keywords: Collection[str],
    of_keyword: dict[str, float],
) -> float:
    marks = [of_genre[slug] for slug in genres if slug in of_genre]
    marks += [of_keyword[word] for word in keywords if word in of_keyword]
    return sum(marks) / len(marks) if marks else 0.0
