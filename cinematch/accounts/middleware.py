"""Who is asking: `request.viewer` is a member, a remembered guest, or a new guest."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from cinematch.accounts.guests import viewer_of


class ViewerMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        viewer = SimpleLazyObject(lambda: viewer_of(request))
        request.viewer = viewer  # type: ignore[attr-defined]
        return self.get_response(request)
