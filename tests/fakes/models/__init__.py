"""The four model services on loopback, for the real clients to talk to."""

from tests.fakes.models.scenarios import Scenario
from tests.fakes.models.service import ANSWER, Exchange, ModelServices, in_thread

__all__ = ["ANSWER", "Exchange", "ModelServices", "Scenario", "in_thread"]
