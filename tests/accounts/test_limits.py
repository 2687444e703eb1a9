"""Limits of our own: counted, refused, and what happens when nobody counts."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from cinematch.limits import allows, limited


def answered(*, fail_closed: bool, times: int = 1) -> int:
    """Return the status of the last of several POSTs to a view limited to two."""

    @limited("test", "2/h", fail_closed=fail_closed)
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    request = RequestFactory().post("/")
    request.user = AnonymousUser()
    return [view(request).status_code for _ in range(times)][-1]


def test_up_to_the_rate_the_view_answers(db: None) -> None:
    assert answered(fail_closed=False, times=2) == 200


def test_beyond_the_rate_the_answer_is_429(db: None) -> None:
    assert answered(fail_closed=False, times=3) == 429


def test_without_redis_a_soft_limit_allows(db: None, redis_gone: None) -> None:
    assert answered(fail_closed=False, times=5) == 200


def test_without_redis_a_closed_limit_refuses(db: None, redis_gone: None) -> None:
    assert answered(fail_closed=True) == 503


def test_callers_are_counted_apart() -> None:
    assert [allows("talk", who, "1/h") for who in ("a", "b", "a")] == [
        True,
        True,
        False,
    ]
