"""Lists come in pages, and the pages end: a deep OFFSET costs as much as it skips."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

if TYPE_CHECKING:
    BasePaginator = Paginator[Any]
else:  # Django's own class takes no type argument when it runs.
    BasePaginator = Paginator

LAST_PAGE = 400
MOST_DIGITS = 12
# Of a million films an exact count takes 0.3 s, and nobody pages past these.
COUNTED = 10_000


class CountingPaginator(BasePaginator):
    @cached_property
    def count(self) -> int:
        if isinstance(self.object_list, QuerySet):
            return self.object_list.order_by()[:COUNTED].count()
        return len(self.object_list)


class Fetched(Sequence[Any]):
    """A page that was fetched already, out of so many rows, for a paginator."""

    def __init__(self, rows: list[Any], total: int) -> None:
        self.rows = rows
        self.total = total

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, wanted: Any) -> Any:
        return self.rows


class Pages(PageNumberPagination):
    """Pages of a list, whose `count` goes up to COUNTED."""

    django_paginator_class = CountingPaginator
    page_size = 24
    max_page_size = 100
    page_size_query_param = "page_size"

    def get_page_number(
        self, request: Request, paginator: "Paginator[Any] | None" = None
    ) -> int:
        """Return the page asked for; raises ValidationError."""
        wanted = request.query_params.get(self.page_query_param, "1")
        if not (wanted.isascii() and wanted.isdecimal() and len(wanted) <= MOST_DIGITS):
            raise ValidationError({"page": [_("A page is a whole number from 1.")]})
        if not 1 <= int(wanted) <= LAST_PAGE:
            message = _("Pages go from 1 to %(last)d. Narrow the question instead.")
            raise ValidationError({"page": [message % {"last": LAST_PAGE}]})
        return int(wanted)

    def get_page_size(self, request: Request) -> int:
        return super().get_page_size(request) or self.page_size

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        parameters = super().get_schema_operation_parameters(view)
        parameters[0]["schema"].update(minimum=1, maximum=LAST_PAGE)
        parameters[1]["schema"].update(minimum=1, maximum=self.max_page_size)
        return parameters
