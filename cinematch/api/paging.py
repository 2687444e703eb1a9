"""Lists come in pages, and the pages end: a deep OFFSET costs as much as it skips."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

LAST_PAGE = 400


class Pages(PageNumberPagination):
    page_size = 24
    max_page_size = 100
    page_size_query_param = "page_size"

    def get_page_number(self, request: Request, paginator: "Paginator[Any]") -> int:
        wanted = request.query_params.get(self.page_query_param, "1")
        if not (wanted.isascii() and wanted.isdigit() and 1 <= len(wanted) <= 12):
            raise ValidationError({"page": [_("A page is a whole number from 1.")]})
        number = int(wanted)
        if not 1 <= number <= LAST_PAGE:
            message = _("Pages go from 1 to %(last)d. Narrow the question instead.")
            raise ValidationError({"page": [message % {"last": LAST_PAGE}]})
        return number

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        parameters = super().get_schema_operation_parameters(view)
        parameters[0]["schema"].update(minimum=1, maximum=LAST_PAGE)
        parameters[1]["schema"].update(minimum=1, maximum=self.max_page_size)
        return parameters
