"""Addresses for load balancers and the scraper."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.factories import UserFactory


@pytest.fixture
def scraper(settings: Settings) -> Client:
    settings.METRICS_TOKEN = "only-the-scraper-knows"
    return Client(headers={"Authorization": "Bearer only-the-scraper-knows"})


def test_live_answers_without_the_database(client: Client) -> None:
    # No `db` fixture: pytest-django refuses every query.
    assert client.get("/health/live").json() == {"status": "ok"}


def test_ready_says_no_more_than_ok_to_a_stranger(client: Client, db: None) -> None:
    response = client.get("/health/ready")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


def test_ready_tells_the_scraper_each_dependency(scraper: Client, db: None) -> None:
    checks = {
        check["name"]: check for check in scraper.get("/health/ready").json()["checks"]
    }
    assert set(checks) == {"database", "migrations", "redis"}
    assert all(check["ok"] and check["latency_ms"] >= 0 for check in checks.values())


def test_ready_without_redis_is_ready_and_says_how_to_fix_it(
    scraper: Client, db: None, settings: Settings
) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    response = scraper.get("/health/ready")
    redis = next(c for c in response.json()["checks"] if c["name"] == "redis")
    assert response.status_code == 200
    assert not redis["ok"]
    assert "REDIS_URL" in redis["fix"]


def test_metrics_do_not_exist_for_a_stranger(client: Client, db: None) -> None:
    assert client.get("/metrics").status_code == 404


def test_metrics_do_not_exist_for_a_wrong_token(scraper: Client, db: None) -> None:
    wrong = {"Authorization": "Bearer guessed"}
    assert scraper.get("/metrics", headers=wrong).status_code == 404


def test_scraper_reads_request_counts(scraper: Client, db: None) -> None:
    scraper.get("/health/live")
    text = scraper.get("/metrics").content.decode()
    assert "django_http_requests_total_by_method_total" in text


def test_staff_may_read_metrics(client: Client, db: None) -> None:
    client.force_login(UserFactory(is_staff=True))
    assert client.get("/metrics").status_code == 200
