"""Who is asking the API: the person the site's session knows, or a guest."""

from typing import cast

from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request

from cinematch.accounts.models import User


class SiteSession(SessionAuthentication):
    """The site's session cookie; what changes something carries the CSRF token."""

    def authenticate_header(self, request: Request) -> str:
        # With a header to send, DRF answers 401 and not 403 to who is not signed in.
        return "Session"


def viewer_of(request: Request) -> User:
    """Return whom the middleware found: a member or a guest."""
    return cast(User, request._request.viewer)  # type: ignore[attr-defined]
