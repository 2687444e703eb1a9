"""What one film might be to one viewer: true reasons, and a guess at their stars."""

import math
from dataclasses import dataclass

import numpy as np

from cinematch.accounts.models import User
from movies.explaining import Reason
from movies.models import Film
from movies.recommending import reasons_for

# Fewer ratings make a guess no better than the mean.
LEAST_RATINGS = 5
# Films less alike than this say nothing about each other (cosine of MiniLM vectors).
ALIKE_FROM = 0.25
# As if one rated film of weight one stood at the person's own mean.
PRIOR_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Because:
    reasons: tuple[Reason, ...]
    guess: float | None


def because(viewer: User, film: Film) -> Because:
    """Return the reasons and the guess in half stars, None below LEAST_RATINGS."""
    return Because(reasons_for(viewer, [film.pk])[film.pk], guess_for(viewer, film))


def guess_for(viewer: User, film: Film) -> float | None:
    """Guess from the viewer's own stars for films alike: their weighted mean."""
    rated = viewer.ratings.exclude(film=film).exclude(film__embedding=None)
    rows = list(rated.values_list("stars", "film__embedding"))
    here = Film.objects.filter(pk=film.pk).values_list("embedding", flat=True).get()
    if len(rows) < LEAST_RATINGS or here is None:
        return None
    stars = np.array([float(given) for given, _vector in rows])
    likeness = np.array([vector for _given, vector in rows]) @ np.asarray(here)
    weights = np.where(likeness > ALIKE_FROM, likeness, 0) ** 2
    total = weights.sum() + PRIOR_WEIGHT
    return half_star((weights @ stars + PRIOR_WEIGHT * stars.mean()) / total)


def half_star(value: float) -> float:
    return min(5.0, max(0.5, math.floor(value * 2 + 0.5) / 2))
