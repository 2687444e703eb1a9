"""What the account tests share."""

import pytest
from pytest_django.fixtures import Settings

PASSWORD = "a long enough pass phrase"


@pytest.fixture
def redis_gone(settings: Settings) -> None:
    """Point the cache at a port where nothing listens."""
    gone = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": gone}
