"""Books kept in memory."""

from providers.base import Brief
from providers.endpoints import Endpoint, Parameters
from providers.ledger import Entry, Outcome


class Notebook:
    """A `Ledger` that remembers what it was told."""

    def __init__(self) -> None:
        self.opened: list[Entry] = []
        self.closed: list[Outcome] = []

    async def open(
        self,
        endpoint: Endpoint,
        brief: Brief,
        parameters: Parameters,
        input_tokens: int,
    ) -> Entry:
        self.opened.append(Entry(endpoint, parameters))
        return self.opened[-1]

    async def close(self, entry: Entry, outcome: Outcome) -> None:
        self.closed.append(outcome)
