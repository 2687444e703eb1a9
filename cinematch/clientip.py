"""Who calls: the address behind the proxies an operator trusts."""

from collections.abc import Mapping
from ipaddress import IPv6Network, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.http import HttpRequest

# What a server on a socket file is told of its peer: nothing.
UNKNOWN_ADDRESS = "0.0.0.0"  # noqa: S104 (a name for nobody, not an interface to bind)
# One household or server usually owns a whole /64 and may take any address in it.
IPV6_PREFIX = 64


def caller(peer: str, forwarded_for: str) -> str:
    """Return the first address, from the right, that is no trusted proxy.

    Only a trusted proxy's word counts, and each proxy appends the address it saw: what
    stands left of the first stranger was written by that stranger.
    """
    address = _address(peer) or UNKNOWN_ADDRESS
    for claim in reversed(forwarded_for.split(",")):
        claimed = _address(claim)
        if not _is_trusted(address) or claimed is None:
            break
        address = claimed
    return address


def client_ip(request: HttpRequest) -> str:
    meta = request.META
    return caller(meta.get("REMOTE_ADDR", ""), meta.get("HTTP_X_FORWARDED_FOR", ""))


def client_ip_of_scope(scope: Mapping[str, Any]) -> str:
    """Return who calls over an ASGI connection, as `client_ip` of a request."""
    peer, _port = scope.get("client") or ("", 0)
    lines = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
    return caller(peer, b",".join(lines).decode("latin-1"))


def network_of(address: str) -> str:
    """Return what a limit counts as one caller: an IPv4 address, or an IPv6 /64."""
    if ip_address(address).version == 4:
        return address
    return str(IPv6Network(f"{address}/{IPV6_PREFIX}", strict=False).network_address)


def _address(text: str) -> str | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    # A socket that listens on both families writes IPv4 callers as ::ffff:192.0.2.1.
    return str(getattr(address, "ipv4_mapped", None) or address)


def _is_trusted(address: str) -> bool:
    return any(
        ip_address(address) in ip_network(proxy, strict=False)
        for proxy in settings.TRUSTED_PROXIES
    )
