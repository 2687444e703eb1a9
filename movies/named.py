"""A row a question names."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """A person or film of the catalogue: its id, and its name as shown on a chip."""

    id: int
    name: str
