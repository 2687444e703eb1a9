"""What was learned of a taste, and what was corrected, as a person can read it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cinematch.accounts.models import User
from movies.explaining import genre_names
from movies.models import Film, Person, ReasonKind, TasteCorrection
from movies.taste import ViewerTaste
from movies.tastegroups import GROUPS

SHOWN = 16
# A like is called learned from so many liked films on.
LEARNED_FROM = 2
KINDS = (ReasonKind.GENRE, ReasonKind.PERSON, ReasonKind.KEYWORD)

Named = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Like:
    kind: str
    key: str
    name: str
    films: int


def likes_of(viewer: User, taste: ViewerTaste) -> list[Like]:
    """Return the traits the viewer likes best, the strongest of all kinds first."""
    found: list[tuple[float, str, str, int]] = []
    for kind in KINDS:
        for key, weight in taste.learned.weights[kind].items():
            liked = {
                said.key
                for said in taste.learned.witnesses[kind].get(key, [])
                if said.kind == ReasonKind.FILM and said.pleasure > 0
            }
            if weight > 0 and len(liked) >= LEARNED_FROM:
                found.append((weight, kind, key, len(liked)))
    best = sorted(found, reverse=True)[:SHOWN]
    names = names_of(viewer, [(kind, key) for _weight, kind, key, _films in best])
    return [
        Like(kind, key, names[kind, key], films) for _weight, kind, key, films in best
    ]


def corrections_of(viewer: User) -> list[tuple[TasteCorrection, str]]:
    """Return the viewer's corrections with the names of what they are about."""
    if viewer.pk is None:
        return []
    made = list(TasteCorrection.objects.filter(user=viewer).order_by("-created_at"))
    names = names_of(viewer, [(one.kind, one.key) for one in made])
    return [(one, names[one.kind, one.key]) for one in made]


def names_of(viewer: User, named: Collection[Named]) -> dict[Named, str]:
    """Return what to call each (kind, key) (up to three queries)."""
    names = dict.fromkeys(named, "")
    names |= _of(named, ReasonKind.PERSON, _people(_keys(named, ReasonKind.PERSON)))
    for kind in (ReasonKind.FILM, ReasonKind.WATCHLIST):
        names |= _of(named, kind, _films(viewer, _keys(named, kind)))
    if _keys(named, ReasonKind.GENRE):
        names |= _of(named, ReasonKind.GENRE, genre_names())
    groups = {key: str(group.name) for key, group in GROUPS.items()}
    names |= _of(named, ReasonKind.GROUP, groups)
    return {name: called or _plain(*name) for name, called in names.items()}


def _plain(kind: str, key: str) -> str:
    if kind == ReasonKind.DECADE:
        return _("the %(decade)ss") % {"decade": key}
    return key if kind == ReasonKind.KEYWORD else str(ReasonKind(kind).label)


def _keys(named: Iterable[Named], kind: str) -> list[str]:
    return [key for own, key in named if own == kind]


def _of(named: Iterable[Named], kind: str, names: dict[str, str]) -> dict[Named, str]:
    return {(kind, key): names[key] for key in _keys(named, kind) if key in names}


def _people(keys: Collection[str]) -> dict[str, str]:
    people = Person.objects.filter(pk__in=map(int, keys)) if keys else []
    return {str(person.pk): person.name for person in people}


def _films(viewer: User, keys: Collection[str]) -> dict[str, str]:
    if not keys:
        return {}
    films = Film.objects.visible_to(viewer).filter(pk__in=map(int, keys))
    return {str(pk): title for pk, title in films.values_list("pk", "title")}
