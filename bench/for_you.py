"""For You, the whole page, for people with 200 ratings among 100,000 films."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import numpy as np
from django.test import Client
from django.urls import reverse

from bench.catalogue import SEED
from bench.result import Result, percentile, times_ms
from cinematch.accounts.models import User
from movies import recommending
from movies.models import Film, Mark, Rating

PEOPLE = 8
RATINGS = 200
LOADS = 15
# People rate what they have heard of.
KNOWN = 3_000

Call = Callable[[], object]


def measure() -> Iterator[Result]:
    people = [_person(number) for number in range(PEOPLE)]
    pages = [_visit(person) for person in people]
    # The first visits fill the caches of the process, as they do on a site that runs.
    times_ms(pages)
    loads = times_ms(page for _load in range(LOADS) for page in pages)
    yield Result("for_you_p95", percentile(loads, 95), "ms", "<= 80")
    yield Result("for_you_median", percentile(loads, 50), "ms", "")
    picks = times_ms(_recommend(person) for _load in range(LOADS) for person in people)
    yield Result("recommend_10_p95", percentile(picks, 95), "ms", "")


def _visit(person: User) -> Call:
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)
    url = reverse("movies:for_you")

    return lambda: client.get(url)


def _recommend(person: User) -> Call:
    return lambda: recommending.recommend(person, 10)


def _person(number: int) -> User:
    """One who loves a few corners of the catalogue and not the rest."""
    email = f"bench{number}@example.org"
    before = User.objects.filter(email=email)
    # Without keys in the environment, each run has new ones and cannot read the old.
    before.update(birth_date=None)
    before.delete()
    person = User.objects.create_user(email, birth_date=date(1980, 1, 1))
    draw = np.random.default_rng(SEED + number)
    known = np.array(Film.objects.famous_first().values_list("pk", flat=True)[:KNOWN])
    rated = draw.choice(known, RATINGS, replace=False).tolist()
    Rating.objects.bulk_create(
        Rating(user=person, film_id=pk, stars=Decimal(int(draw.integers(2, 11))) / 2)
        for pk in rated
    )
    Mark.objects.bulk_create(
        Mark(user=person, film_id=pk, kind=Mark.Kind.SEEN) for pk in rated
    )
    return person
