"""What one viewer said about films, read from the database and learned from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from cinematch.accounts.models import User
from movies.facts import facts_of
from movies.models import Film, Mark, Rating, TasteCorrection, TasteProfile
from movies.ranking import SLIDERS, Evidence, Taste, learn, pleasure
from movies.tastegroups import films_of_groups

# The newest count: a taste is what one likes now, and time stays bounded.
RATINGS_READ = 500
MARKS_READ = 100
# (pleasure, trust): a wish is worth less than a rating, a group less than a wish.
WATCHLIST_SAYS = (0.6, 0.4)
NOT_FOR_ME_SAYS = (-0.8, 0.6)
# All films of a picked group together are worth so many ratings.
GROUP_TRUST = 2.0


@dataclass(frozen=True, slots=True)
class ViewerTaste:
    """A viewer's taste, and what must not or need not be picked for them."""

    learned: Taste
    profile: TasteProfile
    stars: Mapping[int, Decimal] = field(default_factory=dict)
    done: Collection[int] = frozenset()
    watchlist: Collection[int] = frozenset()

    @property
    def ratings(self) -> int:
        return len(self.stars)

    @property
    def is_blank(self) -> bool:
        """Nothing was said yet: only fame can rank."""
        return not self.learned.evidence


def taste_of(viewer: User) -> ViewerTaste:
    """Read and learn (six queries; none for a guest who has no row yet)."""
    profile = profile_of(viewer)
    if viewer.pk is None:
        facts = facts_of(Film.objects.none())
        return ViewerTaste(learn(facts, [], {}, sliders_of(profile)), profile)
    stars = dict(
        Rating.objects.filter(user=viewer)
        .order_by("-updated_at", "-pk")
        .values_list("film_id", "stars")
    )
    marks = _marks(viewer)
    groups = films_of_groups(profile.groups)
    read = [*list(stars)[:RATINGS_READ], *marks[Mark.Kind.WATCHLIST][:MARKS_READ]]
    read += marks[Mark.Kind.NOT_FOR_ME][:MARKS_READ]
    read += [film_id for films in groups.values() for film_id in films]
    facts = facts_of(Film.objects.visible_to(viewer).filter(pk__in=set(read)))
    evidence = _evidence(facts.ids, stars, marks, groups)
    corrections = _corrections(viewer)
    return ViewerTaste(
        learn(facts, evidence, corrections, sliders_of(profile)),
        profile,
        stars,
        {*stars, *marks[Mark.Kind.SEEN], *marks[Mark.Kind.NOT_FOR_ME]},
        set(marks[Mark.Kind.WATCHLIST]),
    )


def profile_of(viewer: User) -> TasteProfile:
    """Return the viewer's profile, an unsaved empty one if they have none."""
    kept = viewer.pk and TasteProfile.objects.filter(user=viewer).first()
    return kept or TasteProfile(user=viewer)


def sliders_of(profile: TasteProfile) -> dict[str, int]:
    return {name: getattr(profile, name) for name in SLIDERS}


def _marks(viewer: User) -> dict[str, list[int]]:
    marks: dict[str, list[int]] = {kind: [] for kind in Mark.Kind.values}
    newest = Mark.objects.filter(user=viewer).order_by("-created_at", "-pk")
    for kind, film_id in newest.values_list("kind", "film_id"):
        marks[kind].append(film_id)
    return marks


def _corrections(viewer: User) -> dict[tuple[str, str], str]:
    rows = TasteCorrection.objects.filter(user=viewer)
    return {
        (kind, key): said
        for kind, key, said in rows.values_list("kind", "key", "verdict")
    }


def _evidence(
    known: Collection[int],
    stars: Mapping[int, Decimal],
    marks: Mapping[str, list[int]],
    groups: Mapping[str, list[int]],
) -> list[Evidence]:
    rows = {film_id: row for row, film_id in enumerate(known)}
    said = [
        Evidence(rows[film_id], "film", str(film_id), pleasure(float(given)))
        for film_id, given in stars.items()
        if film_id in rows
    ]
    for kind, says in (("watchlist", WATCHLIST_SAYS), ("not_for_me", NOT_FOR_ME_SAYS)):
        said += [
            Evidence(rows[film_id], kind, str(film_id), *says)
            for film_id in marks[kind]
            if film_id in rows and film_id not in stars
        ]
    for key, films in groups.items():
        seen = [film_id for film_id in films if film_id in rows]
        said += [
            Evidence(rows[film_id], "group", key, 1.0, GROUP_TRUST / len(seen))
            for film_id in seen
            if film_id not in stars
        ]
    return said
