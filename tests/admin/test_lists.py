"""The staff panel's lists stay quick however long they grow."""

import json
import re
from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cinematch import adminbase
from cinematch.accounts.models import User
from movies.indexing import index_films
from movies.models import Film, Keyword, Rating
from tests.admin.rows import Registered, page, registered
from tests.factories import ExternalIdFactory, FilmFactory, RatingFactory, UserFactory

# Those of the session and the person; the bounded count; the rows.
LIST_QUERIES = 4
# The genres to filter by; the groups to filter by.
FILTER_QUERIES = {"movies.Film": 1, "accounts.User": 1}


def orders() -> Iterator[tuple[Registered, str]]:
    """Every list in its own order, and in each order a person can ask for."""
    for model in registered():
        model_admin = admin.site._registry[model]
        yield model, ""
        for number, column in enumerate(model_admin.list_display, start=1):
            if column in model_admin.sortable_by:
                yield model, f"?o={number}"
                yield model, f"?o=-{number}"


def queries_of(client: Client, url: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured]


def plan_of(sql: str) -> str:
    """Return the plan when PostgreSQL avoids to read and sort whole tables."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
        return json.dumps(cursor.fetchone())


@pytest.mark.parametrize("model", registered(), ids=lambda model: model._meta.label)
def test_every_model_uses_our_base(model: Registered) -> None:
    assert isinstance(admin.site._registry[model], adminbase.StaffAdmin)


@pytest.mark.parametrize(("model", "order"), list(orders()))
def test_every_order_of_every_list_follows_an_index(
    admin_client: Client, model: Registered, order: str
) -> None:
    queries = queries_of(admin_client, page(model, "changelist") + order)
    table = f'FROM "{model._meta.db_table}"'
    rows = next(sql for sql in reversed(queries) if table in sql and "ORDER BY" in sql)
    assert '"Node Type": "Sort"' not in plan_of(rows)


@pytest.mark.parametrize("model", registered(), ids=lambda model: model._meta.label)
def test_every_list_costs_a_fixed_number_of_queries(
    admin_client: Client, model: Registered
) -> None:
    RatingFactory.create_batch(3)
    queries = queries_of(admin_client, page(model, "changelist"))
    assert len(queries) <= LIST_QUERIES + FILTER_QUERIES.get(model._meta.label, 0)


def test_a_long_list_is_counted_about(admin_client: Client) -> None:
    Keyword.objects.bulk_create(Keyword(name=f"word {n}") for n in range(10_050))
    text = admin_client.get(page(Keyword, "changelist")).content.decode()
    assert re.search(r"about\s+1[0-9],[0-9]{3}\s+keywords", text)


def test_a_short_list_is_counted_exactly(admin_client: Client) -> None:
    FilmFactory.create_batch(2)
    text = admin_client.get(page(Film, "changelist")).content.decode()
    assert re.search(r">\s+2\s+films", text)


@pytest.mark.parametrize("asked", ["hea", "michael man", "tt0113277", "HÉAT"])
def test_films_are_found_by_word_person_and_id(
    admin_client: Client, asked: str
) -> None:
    heat = FilmFactory(title="Heat", directors=["Michael Mann"])
    ExternalIdFactory(film=heat, value="tt0113277")
    index_films([heat.pk, FilmFactory(title="Cold").pk])
    answer = admin_client.get(page(Film, "changelist"), {"q": asked})
    assert list(answer.context["cl"].result_list) == [heat]


def test_hidden_films_are_listed(admin_client: Client) -> None:
    FilmFactory(title="Withdrawn", hidden=True)
    assert "Withdrawn" in admin_client.get(page(Film, "changelist")).content.decode()


def test_guests_are_listed_only_when_asked_for(admin_client: Client) -> None:
    UserFactory(email=None, is_guest=True, display_name="Passing by")
    url = page(User, "changelist")
    assert "Passing by" not in admin_client.get(url).content.decode()
    assert "Passing by" in admin_client.get(url, {"kind": "guests"}).content.decode()


def test_the_list_of_people_shows_an_age_band_and_no_birth_date(
    admin_client: Client, alice: User
) -> None:
    text = admin_client.get(page(User, "changelist")).content.decode()
    assert "adult" in text
    assert "1990" not in text


def test_the_list_of_ratings_asks_nothing_per_row(admin_client: Client) -> None:
    RatingFactory.create_batch(2)
    few = len(queries_of(admin_client, page(Rating, "changelist")))
    RatingFactory.create_batch(5)
    assert len(queries_of(admin_client, page(Rating, "changelist"))) == few
