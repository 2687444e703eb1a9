"""Why a film was picked: the causes of its score, said in true sentences."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Q

from cinematch.accounts.models import User
from movies import wording
from movies.causes import Cause
from movies.filmquery import FilmQuery
from movies.models import Credit, Film, Genre, ReasonKind, TasteProfile
from movies.taste import ViewerTaste

SHOWN = 3
# A cause much weaker than the strongest would be a fig leaf, not a reason.
WORTH_NAMING = 0.15
# Needs this many liked films; one alone is named as itself.
PATTERN_FROM = 2
WITNESSES = 3
TRAITS = (ReasonKind.GENRE, ReasonKind.KEYWORD, ReasonKind.DECADE)


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause of a pick, in words.

    `key` is what it names (an id, a genre slug, a keyword), `evidence` the films of the
    viewer's own that it rests on.
    """

    kind: ReasonKind
    text: str
    key: str = ""
    evidence: tuple[int, ...] = ()

    def __str__(self) -> str:
        return self.text

    @property
    def can_be_corrected(self) -> bool:
        """Whether "less like this" and "wrong" mean anything for it."""
        return self.kind not in (
            ReasonKind.SLIDER,
            ReasonKind.EXPLORE,
            ReasonKind.FITS,
        )


@dataclass(frozen=True, slots=True)
class Names:
    """What the keys of causes are called."""

    films: Mapping[int, Film]
    stars: Mapping[int, Decimal]
    genres: Mapping[str, str]
    # (film, person) -> name, and whether they directed it.
    people: Mapping[tuple[int, int], tuple[str, bool]]
    profile: TasteProfile


def explain(
    viewer: User,
    taste: ViewerTaste,
    films: Sequence[Film],
    causes: Sequence[Sequence[Cause]],
    query: FilmQuery,
) -> list[tuple[Reason, ...]]:
    """Return up to three reasons a film, the strongest first (up to three queries)."""
    chosen = [_telling(found, taste.stars) for found in causes]
    names = _names(viewer, taste, films, chosen)
    fits = _fits(query)
    told = []
    for film, found in zip(films, chosen, strict=True):
        reasons = [*fits, *(reason_for(film, cause, names) for cause in found)]
        told.append(tuple(reasons[:SHOWN]))
    return told


def reason_for(film: Film, cause: Cause, names: Names) -> Reason:
    say = _SAY[ReasonKind(cause.kind)]
    text = say(film, cause, names)
    return Reason(ReasonKind(cause.kind), text, cause.key, cause.films)


def _telling(causes: Sequence[Cause], rated: Collection[int]) -> list[Cause]:
    """The strongest cause of each kind; fame only where there is nothing better."""
    personal = [cause for cause in causes if cause.kind != ReasonKind.POPULAR]
    personal = [_of_rated(cause, rated) for cause in personal]
    personal = [cause for cause in personal if cause.films or cause.kind == "slider"]
    strongest = max((cause.strength for cause in personal), default=0.0)
    kept: dict[str, Cause] = {}
    for cause in personal:
        if cause.strength >= WORTH_NAMING * strongest:
            kept.setdefault(cause.kind, cause)
    return list(kept.values())[:SHOWN] or [Cause(ReasonKind.POPULAR, "", 0.0)]


def _of_rated(cause: Cause, rated: Collection[int]) -> Cause:
    """A liked trait is told from rated films only, and from more than one."""
    if cause.kind not in TRAITS:
        return cause
    films = tuple(dict.fromkeys(pk for pk in cause.films if pk in rated))
    return replace(cause, films=films if len(films) >= PATTERN_FROM else ())


def _names(
    viewer: User,
    taste: ViewerTaste,
    films: Sequence[Film],
    causes: Sequence[Sequence[Cause]],
) -> Names:
    told = [cause for found in causes for cause in found]
    evidence = {film_id for cause in told for film_id in cause.films}
    people = {int(cause.key) for cause in told if cause.kind == ReasonKind.PERSON}
    kinds = {cause.kind for cause in told}
    own = Film.objects.visible_to(viewer).only("title", "year")
    return Names(
        films=own.in_bulk(evidence) if evidence else {},
        stars=taste.stars,
        genres=genre_names() if ReasonKind.GENRE in kinds else {},
        people=_people(films, people) if people else {},
        profile=taste.profile,
    )


def genre_names() -> dict[str, str]:
    return dict(Genre.objects.values_list("slug", "name"))


def _people(
    films: Sequence[Film], people: Collection[int]
) -> dict[tuple[int, int], tuple[str, bool]]:
    credits = Credit.objects.filter(
        Q(role=Credit.Role.DIRECTOR) | Q(role=Credit.Role.CAST),
        film__in=[film.pk for film in films],
        person__in=people,
    ).values_list("film_id", "person_id", "person__name", "role")
    named: dict[tuple[int, int], tuple[str, bool]] = {}
    for film_id, person_id, name, role in credits:
        _name, directed = named.get((film_id, person_id), ("", False))
        named[film_id, person_id] = name, directed or role == Credit.Role.DIRECTOR
    return named


def _fits(query: FilmQuery) -> list[Reason]:
    labels = [str(chip.label) for chip in query.chips()]
    return [Reason(ReasonKind.FITS, wording.fits(labels))] if labels else []


def _witness(film: Film, cause: Cause) -> int:
    """One of the three best liked: not the same film in every sentence of a page."""
    best = cause.films[:WITNESSES]
    return best[film.pk % len(best)]


def _say_film(film: Film, cause: Cause, names: Names) -> str:
    loved = names.films[cause.films[0]]
    return wording.near_rated(film, loved, names.stars[loved.pk])


def _say_watchlist(film: Film, cause: Cause, names: Names) -> str:
    return wording.near_watchlist(film, names.films[cause.films[0]])


def _say_person(film: Film, cause: Cause, names: Names) -> str:
    name, directed = names.people[film.pk, int(cause.key)]
    rated = [film_id for film_id in cause.films if film_id in names.stars]
    if not rated:
        return wording.person_wished(film, name, directed=directed)
    known = names.films[rated[0]]
    return wording.person_known(
        film, name, known, names.stars[known.pk], directed=directed
    )


def _say_genre(film: Film, cause: Cause, names: Names) -> str:
    loved = names.films[_witness(film, cause)]
    return wording.genre_liked(film, names.genres[cause.key], loved, len(cause.films))


def _say_keyword(film: Film, cause: Cause, names: Names) -> str:
    return wording.keyword_liked(film, cause.key, names.films[_witness(film, cause)])


def _say_decade(film: Film, cause: Cause, names: Names) -> str:
    return wording.decade_liked(film, cause.key, len(cause.films))


def _say_group(film: Film, cause: Cause, names: Names) -> str:
    return wording.group_picked(film, cause.key)


def _say_slider(film: Film, cause: Cause, names: Names) -> str:
    return wording.slider_moved(film, cause.key, getattr(names.profile, cause.key))


def _say_popular(film: Film, cause: Cause, names: Names) -> str:
    return wording.well_known(film)


_SAY = {
    ReasonKind.FILM: _say_film,
    ReasonKind.WATCHLIST: _say_watchlist,
    ReasonKind.PERSON: _say_person,
    ReasonKind.GENRE: _say_genre,
    ReasonKind.KEYWORD: _say_keyword,
    ReasonKind.DECADE: _say_decade,
    ReasonKind.GROUP: _say_group,
    ReasonKind.SLIDER: _say_slider,
    ReasonKind.POPULAR: _say_popular,
}
