"""Long lists a page at a time: 24 films, and the way to the next 24."""

from collections.abc import Callable
from dataclasses import dataclass

from movies.models import Film, FilmQuerySet

PAGE_SIZE = 24
# Nobody reads further; PostgreSQL would walk every row before the offset.
LAST_PAGE = 400


@dataclass(frozen=True, slots=True)
class FilmPage:
    items: list[Film]
    number: int
    total: int

    @property
    def next(self) -> int | None:
        left = self.total - self.number * PAGE_SIZE
        return self.number + 1 if left > 0 and self.number < LAST_PAGE else None

    @property
    def next_size(self) -> int:
        return min(PAGE_SIZE, self.total - self.number * PAGE_SIZE)

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None


def number_in(param: str) -> int:
    """Return the page a parameter asks for; 1 for what is no page."""
    if not (param.isascii() and param.isdecimal() and len(param) <= 9):
        return 1
    return min(max(int(param), 1), LAST_PAGE)


def page_of(films: FilmQuerySet, param: str) -> FilmPage:
    return filled_page(
        param, lambda first, last: (list(films[first:last]), films.count())
    )


def filled_page(
    param: str, fetch: Callable[[int, int], tuple[list[Film], int]]
) -> FilmPage:
    """Build a page from what fetches rows first to last, and counts all of them."""
    number = number_in(param)
    first = (number - 1) * PAGE_SIZE
    items, total = fetch(first, first + PAGE_SIZE)
    return FilmPage(items, number, total)
