"""How people sign in (django-allauth): looked at and taken away, secrets never shown.

Google's keys come from the environment: allauth's tables for keys and tokens stay out.
"""

from allauth.account.admin import EmailAddressAdmin
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cinematch.adminbase import ReadOnlyAdmin, StaffAdmin

BY_PERSON = ("user__email__startswith",)

admin.site.unregister(
    [EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken, UserSession]
)


@admin.register(EmailAddress)
class AddressAdmin(StaffAdmin, EmailAddressAdmin):
    list_display = ("email", "user", "primary", "verified")
    list_select_related = ("user",)
    sortable_by = ("email",)
    ordering = ("-pk",)
    list_filter = ()
    search_help_text = _("The beginning of an e-mail address")

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return ("email__startswith",)


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnlyAdmin):
    """Deleting one lets in a person who lost the phone or the key."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_select_related = ("user",)
    ordering = ("-pk",)
    fields = ("user", "type", "created_at", "last_used_at")
    search_fields = BY_PERSON


@admin.register(SocialAccount)
class SocialAccountAdmin(ReadOnlyAdmin):
    list_display = ("user", "provider", "last_login", "date_joined")
    list_select_related = ("user",)
    ordering = ("-pk",)
    fields = ("user", "provider", "last_login", "date_joined")
    search_fields = BY_PERSON


@admin.register(UserSession)
class UserSessionAdmin(ReadOnlyAdmin):
    """Deleting one signs that device out."""

    list_display = ("user", "created_at", "last_seen_at", "user_agent")
    list_select_related = ("user",)
    ordering = ("-pk",)
    fields = ("user", "created_at", "last_seen_at", "ip", "user_agent")
    search_fields = BY_PERSON

    def delete_model(self, request: HttpRequest, obj: UserSession) -> None:
        obj.end()

    def delete_queryset(
        self, request: HttpRequest, queryset: QuerySet[UserSession]
    ) -> None:
        for session in queryset:
            session.end()
