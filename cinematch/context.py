"""What every template may read."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from cinematch.accounts.passkeys import passkeys_work


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "viewer": getattr(request, "viewer", None),
        "google_sign_in": bool(settings.SOCIALACCOUNT_PROVIDERS["google"]["APPS"]),
        "passkeys_work": passkeys_work(request),
    }
