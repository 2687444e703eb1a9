"""The four model services on loopback, for the real clients to talk to."""

from tests.fakes.models.scenarios import Scenario
from tests.fakes.models.service import Exchange, ModelServices, in_thread

__all__ = ["Exchange", "ModelServices", "Scenario", "in_thread"]
