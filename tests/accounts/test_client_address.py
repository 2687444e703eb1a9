"""Whose address counts, behind proxies and without."""

import pytest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from cinematch.clientip import client_ip, client_ip_of_scope, network_of

PROXY = "10.0.0.7"


def address(peer: str, forwarded: str) -> str:
    request = RequestFactory().get(
        "/", REMOTE_ADDR=peer, headers={"x-forwarded-for": forwarded}
    )
    return client_ip(request)


def test_forwarded_address_of_a_stranger_is_not_believed() -> None:
    assert address("203.0.113.5", "198.51.100.1") == "203.0.113.5"


def test_trusted_proxy_is_believed(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    assert address(PROXY, "198.51.100.1") == "198.51.100.1"


def test_addresses_are_counted_from_the_right(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = [PROXY, "10.0.0.8"]
    assert address(PROXY, "1.1.1.1, 198.51.100.1, 10.0.0.8") == "198.51.100.1"


@pytest.mark.parametrize("nonsense", ["", "unknown", "' OR 1=1", "198.51.100.1:99999"])
def test_nonsense_from_a_proxy_leaves_the_proxy(
    settings: Settings, nonsense: str
) -> None:
    settings.TRUSTED_PROXIES = [PROXY]
    assert address(PROXY, nonsense) == PROXY


def test_socket_tells_its_caller_as_a_request_does(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = [PROXY]
    scope = {
        "client": (PROXY, 4711),
        "headers": [(b"host", b"x"), (b"x-forwarded-for", b"198.51.100.1")],
    }
    assert client_ip_of_scope(scope) == "198.51.100.1"


def test_one_ipv6_household_is_one_caller() -> None:
    assert network_of("2001:db8:1:2:3::4") == network_of("2001:db8:1:2:ffff::9")


def test_mapped_ipv4_address_is_read_as_ipv4() -> None:
    assert address("::ffff:203.0.113.5", "") == "203.0.113.5"
