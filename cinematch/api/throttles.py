"""How often one may ask. Counted in Redis; without it everybody may (fail soft)."""

from typing import TYPE_CHECKING

from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from cinematch.limits import allows, who_asks

if TYPE_CHECKING:
    from rest_framework.views import APIView

PERIOD_S = 60
GUEST_RATE = "120/m"
MEMBER_RATE = "300/m"
# Views with `is_costly = True` (a search embeds its words) have a rate of their own.
COSTLY_RATE = "60/m"


class CallerThrottle(BaseThrottle):
    def allow_request(self, request: Request, view: "APIView") -> bool:
        caller = who_asks(request._request)
        if getattr(view, "is_costly", False) and not allows(
            "api-costly", caller, COSTLY_RATE
        ):
            return False
        member = request.user.is_authenticated
        return allows("api", caller, MEMBER_RATE if member else GUEST_RATE)

    def wait(self) -> int:
        """Return after how many seconds a new period has surely begun."""
        return PERIOD_S
