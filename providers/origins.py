"""Where a model service may be, and what a key may look like.

An operator's base URL is asked from inside the operator's network: the addresses where
clouds hand out credentials to whoever asks are refused. Loopback is where Ollama lives.
"""

import socket
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

# Link-local holds the metadata services of AWS, GCP, Azure and others; then AWS over
# IPv6, Alibaba's, and Azure's wire server.
_REFUSED_NETWORKS = (
    IPv4Network("169.254.0.0/16"),
    IPv6Network("fe80::/10"),
    IPv6Network("fd00:ec2::254/128"),
    IPv4Network("100.100.100.200/32"),
    IPv4Network("168.63.129.16/32"),
    IPv4Network("0.0.0.0/32"),
)
_REFUSED_HOSTS = ("metadata.google.internal", "metadata")


class RefusedOriginError(ValueError):
    """`reason` is one of: form, address."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def check(base_url: str) -> None:
    """Refuse what is no http(s) origin, or leads to a refused address.

    Looks the name up: `http://2852039166/` is 169.254.169.254 too. A name that is not
    known now is not refused; asking it will fail.
    """
    try:
        parts = urlsplit(base_url)
        port = parts.port
    except ValueError as error:
        raise RefusedOriginError("form") from error
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        raise RefusedOriginError("form")
    if host in _REFUSED_HOSTS or any(map(_is_refused, _addresses(host, port))):
        raise RefusedOriginError("address")


def is_sendable(key: str) -> bool:
    """Tell whether a key can stand in a header: a line end would begin another one."""
    return key.isascii() and key.isprintable() and " " not in key


def _addresses(host: str, port: int | None) -> set[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return set()
    return {str(address[4][0]).partition("%")[0] for address in found}


def _is_refused(address: str) -> bool:
    parsed = ip_address(address)
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    return any(parsed in network for network in _REFUSED_NETWORKS)
