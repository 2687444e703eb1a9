"""Whatever is sent, the API answers, and refuses in one shape."""

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cinematch.accounts.models import User
from tests.api.requests import error_of
from tests.factories import FilmFactory

JSON = "application/json"
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
PARAMETERS = st.sampled_from(
    ["page", "page_size", "genre", "person", "year_from", "max_age", "sort", "kind",
     "limit", "q", "language"]
)  # fmt: skip
READ = ["/api/films/", "/api/search/", "/api/picks/", "/api/ratings/", "/api/marks/"]


@pytest.mark.parametrize(
    "body",
    [
        b"{", b"\xff\xfe", b"", b"null", b"[]", b'"text"', b'{"stars": NaN}',
        b'{"stars": 1e999}', b'{"stars": "\\ud800"}', b"[" * 100_000, b"1" * 5000,
    ],
)  # fmt: skip
def test_a_body_that_makes_no_sense_is_refused(as_alice: Client, body: bytes) -> None:
    film = FilmFactory()
    answer = as_alice.put(f"/api/films/{film.pk}/rating/", body, content_type=JSON)
    error_of(answer, 400)


def test_another_media_type_is_refused(as_alice: Client) -> None:
    answer = as_alice.patch("/api/profile/", "theme=dark", content_type="text/plain")
    assert error_of(answer, 415)["code"] == "unsupported_media_type"


def test_a_huge_body_is_refused(as_alice: Client) -> None:
    body = json.dumps({"display_name": "x" * 3_000_000})
    answer = as_alice.patch("/api/profile/", body, content_type=JSON)
    assert error_of(answer, 413)["code"] == "too_large"


def test_another_method_is_refused(as_alice: Client) -> None:
    error_of(as_alice.post("/api/films/", {}, content_type=JSON), 405)


@pytest.mark.parametrize("path", ["nothing/", "films/x/", "films/1/marks/loved/no/"])
def test_an_unknown_address_is_refused_in_the_same_shape(
    client: Client, db: None, path: str
) -> None:
    assert error_of(client.get(f"/api/{path}"), 404)["code"] == "not_found"


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(address=st.sampled_from(READ), asked=st.dictionaries(PARAMETERS, st.text()))
def test_no_question_breaks_it(
    as_alice: Client, address: str, asked: dict[str, str]
) -> None:
    answer = as_alice.get(address, asked)
    if answer.status_code != 200:
        error_of(answer, answer.status_code)
        assert answer.status_code < 500


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(name=st.sampled_from(["display_name", "theme", "reduce_motion"]), value=ANYTHING)
def test_no_value_breaks_it(
    as_alice: Client, alice: User, name: str, value: Any
) -> None:
    answer = as_alice.patch(
        "/api/profile/", json.dumps({name: value}), content_type=JSON
    )
    if answer.status_code != 200:
        error_of(answer, 400)
