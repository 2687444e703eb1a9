"""Films for an answer, and what is true of each that speaks for it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from chat.wishes import kind_of, relaxations
from cinematch.accounts.models import User
from movies.filmquery import FilmQuery
from movies.models import Film, Mark, ReasonKind
from movies.recommending import Pick, recommend
from movies.search import search
from providers.base import Candidate

MAX_FILMS = 6
# Films looked at for each answer; of these the reasons are known.
POOL = 24
CAST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """Film ids with the reasons for each; `unmet` is the wish that was let go."""

    reasons: dict[int, tuple[str, ...]]
    unmet: tuple[str, ...] = ()


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


def reasons_for(
    film_ids: Collection[int], query: FilmQuery, viewer: User
) -> dict[int, tuple[str, ...]]:
    """Return what speaks for these films in this person's taste, as far as known."""
    picks = {pick.film.pk: _reasons(pick) for pick in recommend(viewer, POOL, query)}
    return {film_id: picks.get(film_id, ()) for film_id in film_ids}


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


def _fitting(
    query: FilmQuery, viewer: User, count: int, exclude: Collection[int]
) -> dict[int, tuple[str, ...]]:
    if not query.has_wishes:
        picks = recommend(viewer, count, query, exclude)
        return {pick.film.pk: _reasons(pick) for pick in picks}
    # Who describes a film wants that film first, not the most liked of the like.
    hidden = {*exclude, *_done_with(viewer), *(film.id for film in query.like)}
    found = search(query, viewer, limit=count + POOL + len(hidden)).films
    return reasons_for(
        [film.pk for film in found if film.pk not in hidden][:count], query, viewer
    )


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


def _reasons(pick: Pick) -> tuple[str, ...]:
    # That it fits the question is said once, for all the films.
    return tuple(
        str(reason) for reason in pick.reasons if reason.kind != ReasonKind.FITS
    )


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
