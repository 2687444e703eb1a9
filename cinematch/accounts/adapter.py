"""How django-allauth behaves here: addresses, limits, mails, passkeys, secrets."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cinematch import secrets
from cinematch.accounts.models import User
from cinematch.accounts.passkeys import passkey_domain
from cinematch.clientip import client_ip, network_of

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    def get_client_ip(self, request: HttpRequest) -> str:
        return client_ip(request)

    def _get_login_attempts_cache_key(
        self, request: HttpRequest, **credentials: Any
    ) -> str:
        # allauth counts failures by account alone: five wrong passwords from anywhere
        # would then keep the owner out. By account and address, guessing costs an
        # address for every five guesses, and the owner's own address stays open.
        account = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{network_of(client_ip(request))}:{account}"

    def save_user(
        self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True
    ) -> User:
        try:
            with transaction.atomic():
                return super().save_user(request, user, form, commit)
        except IntegrityError as error:
            # The form was sent twice at once; the other one made the account.
            raise ImmediateHttpResponse(redirect("account_login")) from error

    def post_login(
        self, request: HttpRequest, user: User, **kwargs: Any
    ) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        if user.deletion_requested_at:
            return redirect("accounts:keep")
        return response

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError):
            # What the mail was about is stored; a 500 would hide that it worked.
            logger.exception("mail_failed", extra={"template": template_prefix})
            messages.error(
                self.request, _("The mail could not be sent. Please try again later.")
            )


def take_address_at_once(email_address: EmailAddress, **_: object) -> None:
    """Let a new address count without the mail nobody could send (email_added)."""
    if settings.EMAIL_HOST:
        return
    email_address.set_as_primary()
    former = EmailAddress.objects.filter(user=email_address.user)
    former.exclude(pk=email_address.pk).delete()


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> User:
        user: User = super().populate_user(request, sociallogin, data)
        name = data.get("name") or data.get("first_name") or ""
        user.display_name = name[: User._meta.get_field("display_name").max_length]
        return user


class MFAAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return secrets.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets.decrypt(encrypted_text)

    def generate_authenticator_name(self, user: User, type: str) -> str:
        count = Authenticator.objects.filter(user=user, type=type).count()
        return _("Passkey %(number)d") % {"number": count + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": passkey_domain(self.request), "name": "Cinematch"}
