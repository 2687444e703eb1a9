"""The taste picker: three screens that stand in for fifteen ratings."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from cinematch.accounts.models import User
from movies.causes import pull
from movies.facts import facts_of
from movies.models import Film, Mark, TasteProfile
from movies.ranking import SLIDERS, Evidence, Facts, facts_at, learn
from movies.rating import mark, rate, unmark, unrate
from movies.tastegroups import GROUPS, SHOWN, TasteGroup, films_of_groups
from movies.traits import Floats

MOST_GROUPS = 3
ASKED = 12
ENOUGH = 5
# The films people are asked about are among so many of the best known.
KNOWN = 100
KNOWN_WEIGHT = 1.0


class Reply(models.TextChoices):
    LOVED = "loved", _("Loved")
    FINE = "fine", _("Fine")
    NO = "no", _("No")
    UNSEEN = "unseen", _("Not seen")


STARS = {Reply.LOVED: Decimal("4.5"), Reply.FINE: Decimal("3.5")}


def groups_for(viewer: User) -> list[tuple[TasteGroup, list[Film]]]:
    """Return the groups with the posters the viewer may see; too few drop a group."""
    ids = films_of_groups(GROUPS)
    wanted = [film_id for films in ids.values() for film_id in films]
    films = Film.objects.visible_to(viewer).for_cards().in_bulk(wanted)
    groups = []
    for key, film_ids in ids.items():
        shown = [films[film_id] for film_id in film_ids if film_id in films][:SHOWN]
        if len(shown) == SHOWN:
            groups.append((GROUPS[key], shown))
    return groups


def pick_groups(profile: TasteProfile, keys: Sequence[str]) -> None:
    """Keep up to three known groups, and ask about films that fit them."""
    profile.groups = [key for key in dict.fromkeys(keys) if key in GROUPS][:MOST_GROUPS]
    profile.asked = []
    profile.save()


def films_to_ask(viewer: User, profile: TasteProfile) -> list[Film]:
    """Return twelve well-known films that tell the picked groups apart."""
    visible = Film.objects.visible_to(viewer)
    ids = profile.asked or _splitting(viewer, profile.groups)
    films = visible.for_cards().in_bulk(ids)
    return [films[pk] for pk in ids if pk in films]


def replies_of(profile: TasteProfile, films: Sequence[Film]) -> dict[int, str]:
    """Return what was answered about each film so far (two queries, or none)."""
    ids = [film.pk for film in films]
    replies = {pk: Reply.UNSEEN.value for pk in ids if pk in profile.unseen}
    if profile.user.pk is None:
        return replies
    no = profile.user.marks.filter(film__in=ids, kind=Mark.Kind.NOT_FOR_ME)
    replies |= dict.fromkeys(no.values_list("film_id", flat=True), Reply.NO.value)
    for film_id, stars in profile.user.ratings.filter(film__in=ids).values_list(
        "film_id", "stars"
    ):
        loved = stars >= STARS[Reply.LOVED]
        replies[film_id] = Reply.LOVED.value if loved else Reply.FINE.value
    return replies


@transaction.atomic
def reply(profile: TasteProfile, film: Film, said: Reply) -> None:
    """Answer for one film; a second answer replaces the first."""
    if not profile.asked:
        profile.asked = [one.pk for one in films_to_ask(profile.user, profile)]
    profile.unseen = [pk for pk in profile.unseen if pk != film.pk]
    if said == Reply.UNSEEN:
        profile.unseen.append(film.pk)
        unmark(profile.user, film, Mark.Kind.SEEN)
    profile.save()
    if said in STARS:
        rate(profile.user, film, STARS[said])
    else:
        unrate(profile.user, film)
    if said == Reply.NO:
        mark(profile.user, film, Mark.Kind.NOT_FOR_ME)
    else:
        unmark(profile.user, film, Mark.Kind.NOT_FOR_ME)


def _splitting(viewer: User, picked: Sequence[str]) -> list[int]:
    """Films the groups disagree on most: each group in turn names its own."""
    # One group alone is told apart from all the others.
    keys = picked if len(picked) > 1 else list(GROUPS)
    groups = facts_of_groups(viewer, keys)
    visible = Film.objects.visible_to(viewer)
    shown = {film_id for own in groups.values() for film_id in own.ids}
    known = visible.unrated_by(viewer).exclude(pk__in=shown).famous_first()[:KNOWN]
    facts = facts_of(visible.filter(pk__in=list(known.values_list("pk", flat=True))))
    pulls = _pulls(facts, groups)
    contrast = pulls - pulls.mean(axis=0) + KNOWN_WEIGHT * facts.fame
    likeness = np.zeros(len(facts), np.float32)
    chosen: list[int] = []
    for turn in range(min(ASKED, len(facts))):
        worth = contrast[turn % len(contrast)] - likeness
        worth[chosen] = -np.inf
        chosen.append(int(np.argmax(worth)))
        likeness = np.maximum(likeness, facts.vectors @ facts.vectors[chosen[-1]])
    return [facts.ids[row] for row in chosen]


def facts_of_groups(viewer: User, keys: Sequence[str]) -> dict[str, Facts]:
    ids = films_of_groups(keys)
    wanted = {film_id for films in ids.values() for film_id in films}
    facts = facts_of(Film.objects.visible_to(viewer).filter(pk__in=wanted))
    rows = {film_id: row for row, film_id in enumerate(facts.ids)}
    return {
        key: facts_at(facts, [rows[pk] for pk in films if pk in rows])
        for key, films in ids.items()
    }


def _pulls(facts: Facts, groups: Mapping[str, Facts]) -> Floats:
    """(groups, n): how far each group pulls each film."""
    pulls = []
    level = dict.fromkeys(SLIDERS, 0)
    for key, own in groups.items():
        said = [Evidence(row, "group", key, 1.0) for row in range(len(own))]
        pulls.append(pull(learn(own, said, {}, level), facts, said))
    return np.array(pulls, np.float32)
