"""Which site a passkey belongs to, and whether it can have any."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def passkey_domain(request: HttpRequest) -> str:
    """Return the domain passkeys belong to: the site's, or for want of one, the asked.

    A site known by a bare address (one machine: 127.0.0.1) may be visited as localhost.
    """
    home = _host_of(settings.SITE_URL)
    return _asked_host(request) if _is_address(home) else home


def passkeys_work(request: HttpRequest) -> bool:
    """Browsers bind passkeys to names: on http://127.0.0.1 there can be none."""
    asked, domain = _asked_host(request), passkey_domain(request)
    return not _is_address(domain) and (asked == domain or asked.endswith(f".{domain}"))


def _asked_host(request: HttpRequest) -> str:
    return _host_of(f"//{request.get_host()}")


def _host_of(url: str) -> str:
    return urlsplit(url).hostname or ""


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
