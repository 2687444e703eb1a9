"""Films for an answer, and what is true of each that speaks for it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from chat.wishes import kind_of, relaxations
from cinematch.accounts.models import User
from movies.explaining import Reason
from movies.filmquery import FilmQuery
from movies.models import Film, FilmQuerySet, Mark, ReasonKind
from movies.moods import MOODS
from movies.recommending import reasons_for, recommend
from movies.search import search
from providers.base import Candidate

MAX_FILMS = 6
CAST_NAMED = 4
EITHER = ("languages", "countries")


@dataclass(frozen=True, slots=True)
class Choice:
    """Film ids with the reasons for each; `unmet` is the wish that was let go.

    `heeded`: whether all of them keep to what the person never wants.
    """

    reasons: dict[int, tuple[str, ...]]
    unmet: tuple[str, ...] = ()
    heeded: bool = False


def choose(
    query: FilmQuery, viewer: User, count: int, exclude: Collection[int]
) -> Choice:
    """Return the films that fit; if none does, those that fit but for one wish."""
    if found := _fitting(query, viewer, count, exclude):
        return Choice(found)
    for let_go, nearest in relaxations(query):
        if found := _fitting(nearest, viewer, count, exclude):
            return Choice(found, unmet=(let_go,))
    return _without_more(query, viewer, count, exclude)


def explained(film_ids: Sequence[int], viewer: User) -> dict[int, tuple[str, ...]]:
    """Return films with what speaks for each in this person's taste."""
    if not film_ids:
        return {}
    told = reasons_for(viewer, film_ids)
    return {film_id: _said(told.get(film_id, ())) for film_id in film_ids}


def choose_heeding(
    query: FilmQuery,
    avoided: FilmQuery,
    viewer: User,
    count: int,
    exclude: Collection[int],
) -> Choice:
    """Choose within what a person never wants to leave; go past it for want of films.

    Then nothing was heeded, and the answer must not say so.
    """
    if avoided.is_empty:
        return choose(query, viewer, count, exclude)
    kept = _fitting(query.joined(avoided), viewer, count, exclude)
    if len(kept) >= count:
        return Choice(kept, heeded=True)
    others = choose(query, viewer, count - len(kept), {*exclude, *kept})
    if kept and (others.unmet or not others.reasons):
        return Choice(kept, heeded=True)
    return Choice(kept | others.reasons, others.unmet)


def held(query: FilmQuery, film_ids: Collection[int]) -> FilmQuery:
    """Return the question without the parts that one of these films does not meet.

    What only orders answers (words, likeness) stays: by that they were found.
    """
    films = Film.objects.filter(pk__in=film_ids)
    met: dict[str, Any] = {}
    for field in fields(query):
        value = getattr(query, field.name)
        # Of several languages one is enough, of several genres none may be missing.
        parts = value if isinstance(value, tuple) and field.name not in EITHER else None
        if parts is None:
            met[field.name] = value if _meet(films, field.name, value) else None
        else:
            met[field.name] = tuple(
                part for part in parts if _meet(films, field.name, (part,))
            )
    return FilmQuery(**{name: value for name, value in met.items() if value})


def described(
    film_ids: Sequence[int],
    viewer: User,
    query: FilmQuery,
    reasons: dict[int, tuple[str, ...]],
) -> tuple[Candidate, ...]:
    """Return films as a writer may speak of them, in this order."""
    films = Film.objects.visible_to(viewer).for_details().in_bulk(list(film_ids))
    return tuple(
        _candidate(film, (*_fits(film, query), *reasons.get(film_id, ())))
        for film_id in film_ids
        if (film := films.get(film_id))
    )


def told_before(
    film_ids: Sequence[int], likings: Mapping[str, FilmQuery]
) -> dict[int, tuple[str, ...]]:
    """Return for films what the person once said they like, and the film is."""
    films = Film.objects.filter(pk__in=film_ids)
    reasons: dict[int, tuple[str, ...]] = {}
    for fact, liked in likings.items():
        said = _("It fits what you told me: “%(fact)s”.") % {"fact": fact}
        for film_id in _meeting_all(films, liked).values_list("pk", flat=True):
            reasons[film_id] = (*reasons.get(film_id, ()), said)
    return reasons


def _meeting_all(films: FilmQuerySet, query: FilmQuery) -> FilmQuerySet:
    for field in fields(query):
        if value := getattr(query, field.name):
            met = _meeting(films, field.name, value)
            films = films.filter(pk__in=met.values("pk"))
    return films


def _meet(films: FilmQuerySet, name: str, value: Any) -> bool:
    """Whether all films meet one part of a question."""
    return not value or _meeting(films, name, value).count() == films.count()


def _meeting(films: FilmQuerySet, name: str, value: Any) -> FilmQuerySet:
    """Return those films that meet one part of a question."""
    if name == "moods":
        moods = [MOODS[mood] for mood in value]
        genres = {slug for mood in moods for slug in mood.genres}
        words = {word for mood in moods for word in mood.keywords}
        has_one = Q(genres__slug__in=genres) | Q(keywords__name__in=words)
        return films.filter(has_one).distinct()
    if name == "keywords":
        return films.filter(keywords__name__in=value).distinct()
    return FilmQuery(**{name: value}).narrow(films)


def _fitting(
    query: FilmQuery, viewer: User, count: int, exclude: Collection[int]
) -> dict[int, tuple[str, ...]]:
    if not query.has_wishes:
        picks = recommend(viewer, count, query, exclude)
        return {pick.film.pk: _said(pick.reasons) for pick in picks}
    # Who describes a film wants that film first, not the most liked of the like.
    hidden = {*exclude, *_done_with(viewer), *(film.id for film in query.like)}
    found = search(query, viewer, limit=count + len(hidden)).films
    fitting = [film.pk for film in found if film.pk not in hidden][:count]
    return explained(fitting, viewer)


def _without_more(
    query: FilmQuery, viewer: User, count: int, exclude: Collection[int]
) -> Choice:
    """Let go of one wish after the other until something is left."""
    unmet: list[str] = []
    while step := next(relaxations(query), None):
        let_go, query = step
        unmet.append(let_go)
        if found := _fitting(query, viewer, count, exclude):
            return Choice(found, tuple(unmet))
    return Choice({})


def _done_with(viewer: User) -> Iterator[int]:
    """Films this person has rated, seen, or does not want."""
    yield from viewer.ratings.values_list("film_id", flat=True)
    done = viewer.marks.exclude(kind=Mark.Kind.WATCHLIST)
    yield from done.values_list("film_id", flat=True)


def _said(reasons: Iterable[Reason]) -> tuple[str, ...]:
    # That it fits the question is said once, for all the films.
    return tuple(str(reason) for reason in reasons if reason.kind != ReasonKind.FITS)


def _candidate(film: Film, reasons: tuple[str, ...]) -> Candidate:
    slugs = tuple(link.genre.slug for link in film.film_genres.all())
    certificates = [str(each) for each in film.certifications.all()]
    return Candidate(
        film_id=film.pk,
        title=film.title,
        kind=kind_of(slugs),
        year=film.year,
        runtime_min=film.runtime_min,
        genres=tuple(film.genre_names),
        directors=tuple(person.name for person in film.directors),
        cast=tuple(person.name for person in film.cast[:CAST_NAMED]),
        certificate=certificates[0] if certificates else "",
        synopsis=film.synopsis,
        reasons=reasons,
    )


def _fits(film: Film, query: FilmQuery) -> Iterator[str]:
    """Say what the film has of what was asked for, where not every film has it."""
    keywords = {keyword.name for keyword in film.keywords.all()}
    if shared := [word for word in query.keywords if word in keywords]:
        yield _("It is filed under %(words)s.") % {"words": ", ".join(shared)}
