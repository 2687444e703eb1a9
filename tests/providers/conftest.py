from collections.abc import AsyncIterator

import pytest

from providers import clients
from tests.fakes.models import ModelServices


@pytest.fixture
async def services() -> AsyncIterator[ModelServices]:
    async with ModelServices().running() as running:
        yield running
        await clients.close_all()
