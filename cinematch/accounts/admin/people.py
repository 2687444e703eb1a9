"""People: who they are to the site. Never their birth date, never a password's hash."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.db.models import ManyToManyField, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cinematch.accounts.models import ADULT_AGE, DataExport, DeletionLedger, User
from cinematch.adminbase import ReadOnlyAdmin, StaffAdmin
from cinematch.adminsite import Figure, show_figures

SIGN_UPS_SHOWN = timedelta(days=7)
# What would let staff give themselves, or others, more than they have.
POWERS = ("is_active", "is_staff", "is_superuser", "groups")


class NewPersonForm(AdminUserCreationForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ("email",)


class Kind(admin.SimpleListFilter):
    """Members unless asked otherwise: a busy site has many more guests."""

    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("staff", _("Staff")),
            ("guests", _("Guests")),
            ("leaving", _("Leaving")),
        ]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[User]
    ) -> QuerySet[User]:
        if self.value() == "guests":
            return queryset.filter(is_guest=True)
        if self.value() == "leaving":
            return queryset.filter(deletion_requested_at__isnull=False)
        if self.value() == "staff":
            return queryset.filter(is_staff=True)
        return queryset.filter(is_guest=False)

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        everyone, *others = super().choices(changelist)
        yield {**everyone, "display": _("Members")}
        yield from others


@admin.register(User)
class PersonAdmin(StaffAdmin, UserAdmin):  # type: ignore[type-arg]
    list_display = ("email", "display_name", "age_band", "is_staff", "date_joined")
    sortable_by = ("email", "date_joined")
    ordering = ("-date_joined",)
    list_filter = (Kind, "groups")
    search_fields = ("email__startswith",)
    search_help_text = _("The beginning of an e-mail address")
    filter_horizontal = ()
    # A handful of roles, read better than picked from two lists.
    formfield_overrides: ClassVar = {
        **StaffAdmin.formfield_overrides,
        ManyToManyField: {"widget": CheckboxSelectMultiple},
    }
    readonly_fields = (
        "age_band", "set_password", "last_login", "date_joined",
        "deletion_requested_at",
    )  # fmt: skip
    actions = ("ask_birth_date_again",)
    add_form = NewPersonForm
    add_fieldsets = (
        (None, {"fields": ("email", "usable_password", "password1", "password2")}),
    )
    fieldsets = (
        (None, {"fields": ("email", "display_name", "age_band", "set_password")}),
        (
            _("How the site treats them"),
            {"fields": ("trust", "theme", "reduce_motion")},
        ),
        (_("What they may do"), {"fields": POWERS}),
        (
            _("Since when"),
            {"fields": ("date_joined", "last_login", "deletion_requested_at")},
        ),
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[User], search_term: str
    ) -> tuple[QuerySet[User], bool]:
        # Addresses are stored in lower case (UserManager.create_user).
        return super().get_search_results(request, queryset, search_term.lower())

    def get_readonly_fields(
        self, request: HttpRequest, obj: User | None = None
    ) -> tuple[str, ...]:
        powers = () if request.user.is_superuser else POWERS
        return (*self.readonly_fields, *powers)

    def has_change_permission(
        self, request: HttpRequest, obj: User | None = None
    ) -> bool:
        """Only administrators change staff: a new password is as good as a role."""
        out_of_reach = obj and obj.is_staff and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not out_of_reach

    def has_delete_permission(
        self, request: HttpRequest, obj: User | None = None
    ) -> bool:
        out_of_reach = obj and obj.is_staff and not request.user.is_superuser
        return super().has_delete_permission(request, obj) and not out_of_reach

    def has_reset_birth_date_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("accounts.reset_birth_date")

    @admin.display(description=_("age"))
    def age_band(self, person: User) -> str:
        age = person.age()
        if age is None:
            return str(_("unknown"))
        return str(_("adult") if age >= ADULT_AGE else _("under 18"))

    @admin.display(description=_("password"))
    def set_password(self, person: User) -> str:
        return format_html('<a href="../password/">{}</a>', _("Set a new password"))

    @admin.action(
        description=_("Let them enter the birth date again"),
        permissions=["reset_birth_date"],
    )
    def ask_birth_date_again(
        self, request: HttpRequest, queryset: QuerySet[User]
    ) -> None:
        self.log_all(request, queryset, "Birth date may be entered again.")
        count = queryset.update(birth_date=None)
        told = ngettext("%d person can enter it.", "%d people can enter it.", count)
        self.message_user(request, told % count, messages.SUCCESS)


@admin.register(DataExport)
class DataExportAdmin(ReadOnlyAdmin):
    list_display = ("user", "requested_at", "ready_at", "size_bytes")
    list_select_related = ("user",)
    ordering = ("-requested_at",)
    search_fields = ("user__email__startswith",)


@admin.register(DeletionLedger)
class DeletionLedgerAdmin(ReadOnlyAdmin):
    """Accounts that are gone; the entry names nobody."""

    list_display = ("entry", "erased_at")
    ordering = ("-pk",)


def new_members() -> QuerySet[User]:
    since = timezone.now() - SIGN_UPS_SHOWN
    return User.objects.members().filter(date_joined__gte=since)


show_figures(
    Figure(
        _("sign-ups in 7 days"),
        new_members,
        "admin:accounts_user_changelist",
        "accounts.view_user",
    )
)
