"""How often someone may do a thing, counted in Redis (django-ratelimit).

With Redis gone nobody can be counted. Then most things are allowed (fail soft); what
guards a secret is refused until Redis is back (fail closed), sign-in first of all.
"""

from collections.abc import Callable
from enum import Enum
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_ratelimit.core import get_usage

from cinematch.clientip import client_ip, network_of

View = Callable[..., HttpResponse]


class Verdict(Enum):
    WITHIN = "within"
    OVER = "over"
    # Redis is gone: nobody counts.
    UNCOUNTED = "uncounted"


def count(action: str, who: str, rate: str) -> Verdict:
    """Count one more `action` of `who` against a rate such as "5/h" or "10/5m"."""
    usage = get_usage(
        None, group=action, key=lambda group, request: who, rate=rate, increment=True
    )
    # django-ratelimit answers a limit of nought when its cache gives no count.
    if usage["limit"] == 0:
        return Verdict.UNCOUNTED
    return Verdict.OVER if usage["should_limit"] else Verdict.WITHIN


def allows(action: str, who: str, rate: str) -> bool:
    """Count, and say whether it may go on; without Redis it may."""
    return count(action, who, rate) is not Verdict.OVER


def who_asks(request: HttpRequest) -> str:
    """Return the member, or the network a stranger calls from."""
    if request.user.is_authenticated:
        return f"member {request.user.pk}"
    return network_of(client_ip(request))


def limited(
    action: str, rate: str, *, fail_closed: bool = False
) -> Callable[[View], View]:
    """Refuse a view's POSTs beyond a rate; `fail_closed` also while nobody counts."""

    def limit(view: View) -> View:
        @wraps(view)
        def limited_view(
            request: HttpRequest, *args: Any, **kwargs: Any
        ) -> HttpResponse:
            if request.method == "POST":
                verdict = count(action, who_asks(request), rate)
                if verdict is Verdict.OVER:
                    return too_many(request)
                if verdict is Verdict.UNCOUNTED and fail_closed:
                    return cannot_count(request)
            return view(request, *args, **kwargs)

        return limited_view

    return limit


def refuse(request: HttpRequest) -> HttpResponse:
    """Answer for allauth: its limits refuse the uncountable like the too many."""
    return too_many(request) if _redis_answers() else cannot_count(request)


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)


def cannot_count(request: HttpRequest) -> HttpResponse:
    response = render(request, "uncounted.html", status=503)
    response.headers["Retry-After"] = "60"
    return response


def _redis_answers() -> bool:
    cache.set("limits:probe", True, timeout=5)
    return bool(cache.get("limits:probe"))
