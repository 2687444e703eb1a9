"""How often one may ask the API."""

from django.test import Client

from cinematch.api.throttles import GUEST_RATE
from tests.api.requests import error_of


def test_a_guest_who_asks_too_often_has_to_wait(client: Client, db: None) -> None:
    allowed = int(GUEST_RATE.partition("/")[0])
    statuses = {client.get("/api/films/?page=0").status_code for _ in range(allowed)}
    answer = client.get("/api/films/?page=0")
    assert statuses == {400}
    assert error_of(answer, 429)["code"] == "throttled"
    assert int(answer["Retry-After"]) > 0


def test_without_redis_everybody_may_ask(
    client: Client, db: None, redis_gone: None
) -> None:
    assert client.get("/api/films/").status_code == 200
