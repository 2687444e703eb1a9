"""Errors as the clients' libraries raise them, without a service behind."""

import httpx
import httpx2
import pytest
from google.genai.errors import ClientError

from providers.errors import CallError, Cause, classify, failed


@pytest.mark.parametrize("library", [httpx, httpx2])
def test_two_libraries_of_one_descent_are_told_by_the_names_of_their_errors(
    library: object,
) -> None:
    assert classify(library.ConnectError("refused")).cause is Cause.UNREACHABLE
    assert classify(library.ReadError("reset")).cause is Cause.BROKEN_OFF
    assert classify(library.ReadTimeout("slow")).cause is Cause.STALLED


def test_a_cause_is_found_behind_what_hides_it() -> None:
    hiding = RuntimeError("something went wrong")
    # As `raise ... from None` leaves it.
    hiding.__context__ = httpx.ConnectError("refused")
    hiding.__suppress_context__ = True

    assert classify(hiding).cause is Cause.UNREACHABLE


def test_geminis_wrong_key_is_no_wrong_question() -> None:
    body = {"error": {"code": 400, "details": [{"reason": "API_KEY_INVALID"}]}}

    assert classify(ClientError(400, body)).cause is Cause.UNAUTHORIZED


def test_a_retry_after_that_is_a_date_is_not_guessed_at() -> None:
    headers = {"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}
    response = httpx.Response(
        429, headers=headers, request=httpx.Request("POST", "http://127.0.0.1")
    )

    told = classify(
        httpx.HTTPStatusError("busy", request=response.request, response=response)
    )

    assert told.retry_after_s is None


def test_what_nobody_has_seen_before_is_garbled() -> None:
    assert classify(ZeroDivisionError()).cause is Cause.GARBLED


def test_what_we_ended_ourselves_keeps_its_name() -> None:
    ended: CallError = failed(Cause.OUT_OF_TIME)

    assert classify(ended) == ended.failure


@pytest.mark.parametrize(
    ("cause", "counts"),
    [
        (Cause.SERVER_ERROR, True),
        (Cause.BAD_REQUEST, True),
        (Cause.MISCONFIGURED, True),
        (Cause.FILTERED, False),
        (Cause.STOPPED, False),
        (Cause.OVER_BUDGET, False),
    ],
)
def test_a_breaker_counts_what_the_next_question_would_meet_again(
    cause: Cause, counts: bool
) -> None:
    assert failed(cause).failure.counts_for_breaker is counts
