"""What runs by the clock, and who changed what in this panel."""

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.http import HttpRequest
from django_celery_beat import admin as beat
from django_celery_beat.models import (
    ClockedSchedule,
    CrontabSchedule,
    IntervalSchedule,
    PeriodicTask,
    SolarSchedule,
)

from cinematch.adminbase import ReadOnlyAdmin, StaffAdmin

admin.site.unregister(
    [ClockedSchedule, CrontabSchedule, IntervalSchedule, PeriodicTask, SolarSchedule]
)


@admin.register(PeriodicTask)
class PeriodicTaskAdmin(StaffAdmin, beat.PeriodicTaskAdmin):
    list_display = ("name", "enabled", "scheduler", "last_run_at")
    sortable_by = ("name",)
    ordering = ("name",)
    list_filter = ("enabled",)
    date_hierarchy = None
    # django-celery-beat's own page carries an inline script.
    change_form_template = None


@admin.register(CrontabSchedule)
class CrontabScheduleAdmin(StaffAdmin, beat.CrontabScheduleAdmin):
    list_display = ("human_readable", "timezone")
    ordering = ("pk",)


@admin.register(IntervalSchedule)
class IntervalScheduleAdmin(StaffAdmin, beat.IntervalScheduleAdmin):
    ordering = ("pk",)


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin):
    """Who changed what. Nobody edits it, nobody deletes from it."""

    list_display = ("action_time", "user", "content_type", "object_repr", "action_flag")
    list_select_related = ("user", "content_type")
    ordering = ("-pk",)
    search_fields = ("user__email__startswith",)

    def has_delete_permission(
        self, request: HttpRequest, obj: LogEntry | None = None
    ) -> bool:
        return False
