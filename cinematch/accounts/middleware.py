"""Who is asking: `request.viewer` is a member, a remembered guest, or a new guest."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.sessions import middleware
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject

from cinematch.accounts.guests import viewer_of


class SessionMiddleware(middleware.SessionMiddleware):
    """Leaves the cookie of a session that is not there alone.

    Signing in changes the session's key. A request that began before it (the service
    worker's, a poster's) finds no session any more, and Django would take the cookie
    away: the new one, which is the one the browser has by then.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        session = request.session
        is_stale = session.is_empty() and not session.modified
        if is_stale and settings.SESSION_COOKIE_NAME in request.COOKIES:
            patch_vary_headers(response, ("Cookie",))
            return response
        return super().process_response(request, response)


class ViewerMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        viewer = SimpleLazyObject(lambda: viewer_of(request))
        request.viewer = viewer  # type: ignore[attr-defined]
        return self.get_response(request)
