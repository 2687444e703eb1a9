"""What the accounts themselves keep about a person, as an export tells it."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _

from cinematch.accounts.exporting import Section, register_exporter
from cinematch.accounts.models import User

Rows = Iterable[dict[str, Any]]


def account(user: User) -> Rows:
    # A list of fields, not all of them: a field to come (a secret, a hash) stays out
    # until someone decides otherwise.
    fields = (
        "email display_name birth_date theme reduce_motion shortcuts persona local_only"
        " date_joined last_login deletion_requested_at"
    )
    yield {name: getattr(user, name) for name in fields.split()}


def email_addresses(user: User) -> Rows:
    return EmailAddress.objects.filter(user=user).values("email", "verified", "primary")


def sign_in_methods(user: User) -> Rows:
    return Authenticator.objects.filter(user=user).values(
        "type", "created_at", "last_used_at"
    )


def linked_accounts(user: User) -> Rows:
    return SocialAccount.objects.filter(user=user).values(
        "provider", "uid", "extra_data", "date_joined", "last_login"
    )


def sessions(user: User) -> Rows:
    return UserSession.objects.filter(user=user).values(
        "ip", "user_agent", "created_at", "last_seen_at"
    )


def register() -> None:
    register_exporter(
        Section("account", _("account"), account),
        Section("email_addresses", _("e-mail addresses"), email_addresses),
        Section("sign_in_methods", _("passkeys and second steps"), sign_in_methods),
        Section("linked_accounts", _("linked accounts"), linked_accounts),
        Section("sessions", _("devices signed in"), sessions),
    )
