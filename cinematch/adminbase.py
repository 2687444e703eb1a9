"""What every page of the staff panel shares: quick on a million rows, and readable."""

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Model, QuerySet
from django.forms import BaseInlineFormSet, Form
from django.http import HttpRequest
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    BasePaginator = Paginator[Any]
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
    BaseFormSet = BaseInlineFormSet[Any, Any, Any]
else:  # Django's own classes take no type arguments when they run.
    BasePaginator = Paginator
    ModelAdmin = admin.ModelAdmin
    TabularInline = admin.TabularInline
    BaseFormSet = BaseInlineFormSet

# PostgreSQL counts 10,000 rows in a few ms and a million in some 100 ms.
COUNTED_EXACTLY = 10_000
# An OFFSET reads what it skips: 1,000 pages of 50 rows stay well under 100 ms.
LAST_PAGE = 1_000


class Count(NamedTuple):
    rows: int
    is_exact: bool


def count_rows(queryset: QuerySet[Any]) -> Count:
    """Count exactly while that is cheap; beyond it trust the planner's statistics."""
    unordered = queryset.order_by()
    counted = unordered[: COUNTED_EXACTLY + 1].count()
    if counted <= COUNTED_EXACTLY:
        return Count(counted, is_exact=True)
    plan = json.loads(unordered.explain(format="json"))[0]["Plan"]
    return Count(max(counted, plan["Plan Rows"]), is_exact=False)


class BoundedPaginator(BasePaginator):
    """Pages of a list that may be very long: its length may be an estimate."""

    @cached_property
    def _counted(self) -> Count:
        return count_rows(self.object_list)  # type: ignore[arg-type]

    @property
    def count(self) -> int:
        return self._counted.rows

    @property
    def is_exact(self) -> bool:
        return self._counted.is_exact

    @cached_property
    def num_pages(self) -> int:
        return min(super().num_pages, LAST_PAGE)


class LabelledDateTime(AdminSplitDateTime):
    """Django's two inputs, each with a name of its own for a screen reader."""

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        date, time = context["widget"]["subwidgets"]
        date["attrs"]["aria-label"] = _("Date")
        time["attrs"]["aria-label"] = _("Time")
        return context


class StaffAdmin(ModelAdmin):
    """Lists sort only by `sortable_by`, which names indexed columns."""

    paginator = BoundedPaginator
    show_full_result_count = False
    # Counts beside each filter would read the whole table, once per choice.
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    sortable_by: ClassVar[tuple[str, ...]] = ()
    formfield_overrides: ClassVar = {models.DateTimeField: {"widget": LabelledDateTime}}

    def log_all(
        self, request: HttpRequest, queryset: QuerySet[Any], change: str
    ) -> None:
        """Leave an audit row for each object that an action changes."""
        LogEntry.objects.log_actions(
            cast("int", request.user.pk), queryset, CHANGE, change_message=change
        )


class StaffFormSet(BaseFormSet):
    def add_fields(self, form: Form, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = _("Delete this row")


class StaffInline(TabularInline):
    """Rows in a table: the heading of a column is the name of each field in it."""

    extra = 0
    formset = StaffFormSet

    def formfield_for_dbfield(
        self,
        db_field: "models.Field[Any, Any]",
        request: HttpRequest,
        **options: Any,
    ) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **options)
        if field is not None:
            # A choice of related rows is wrapped in its add and change links.
            widget: Any = getattr(field.widget, "widget", field.widget)
            widget.attrs["aria-label"] = field.label
        return field


class ReadOnlyAdmin(StaffAdmin):
    """For rows that people or programs write elsewhere: looked at, never edited."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False
