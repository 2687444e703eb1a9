"""Groups and permissions. The roles of the site are written in code and only shown."""

from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cinematch.accounts.roles import ROLES
from cinematch.adminbase import ReadOnlyAdmin, StaffAdmin, StaffInline

admin.site.unregister(Group)


def is_role(group: Group | None) -> bool:
    return group is not None and group.name in ROLES


class PermissionInline(StaffInline):
    model = Group.permissions.through
    autocomplete_fields = ("permission",)
    verbose_name = _("permission")
    verbose_name_plural = _("permissions")

    def has_change_permission(
        self, request: HttpRequest, obj: Group | None = None
    ) -> bool:
        return super().has_change_permission(request, obj) and not is_role(obj)

    def has_add_permission(
        self, request: HttpRequest, obj: Group | None = None
    ) -> bool:
        return super().has_add_permission(request, obj) and not is_role(obj)

    def has_delete_permission(
        self, request: HttpRequest, obj: Group | None = None
    ) -> bool:
        return super().has_delete_permission(request, obj) and not is_role(obj)


@admin.register(Group)
class GroupAdmin(StaffAdmin):
    list_display = ("name",)
    sortable_by = ("name",)
    ordering = ("name",)
    search_fields = ("name",)
    fields = ("name",)
    inlines = (PermissionInline,)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Group | None = None
    ) -> tuple[str, ...]:
        # Changes to a role would last until the next migrate (accounts.roles).
        return ("name",) if is_role(obj) else ()

    def has_delete_permission(
        self, request: HttpRequest, obj: Group | None = None
    ) -> bool:
        return super().has_delete_permission(request, obj) and not is_role(obj)


@admin.register(Permission)
class PermissionAdmin(ReadOnlyAdmin):
    """Not on the overview: here to be found when a group is given its permissions."""

    list_display = ("name", "codename")
    search_fields = ("name", "codename")
    search_help_text = _("Words of a permission")
    ordering = ("content_type__app_label", "codename")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Permission]:
        return super().get_queryset(request).select_related("content_type")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: Permission | None = None
    ) -> bool:
        return False
