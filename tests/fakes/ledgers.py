"""Books kept in memory."""

from providers.ledger import Entry, Outcome


class Notebook:
    """A `Ledger` that remembers what it was told."""

    def __init__(self) -> None:
        self.opened: list[Entry] = []
        self.closed: list[Outcome] = []

    async def open(self, entry: Entry) -> Entry:
        self.opened.append(entry)
        return entry

    async def close(self, entry: Entry, outcome: Outcome) -> None:
        self.closed.append(outcome)
