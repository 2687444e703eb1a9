"""How django-allauth behaves here: addresses, limits, mails, passkeys, secrets."""

import logging
from ipaddress import ip_address
from smtplib import SMTPException
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
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

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": passkey_domain(self.request), "name": "Cinematch"}


def passkey_domain(request: HttpRequest) -> str:
    """Return the domain passkeys belong to: the site's, or for want of one, the asked.

    A site known by a bare address (one machine: 127.0.0.1) may be visited as localhost.
    """
    home = _host_of(settings.SITE_URL)
    return _asked_host(request) if _is_address(home) else home


def passkeys_work(request: HttpRequest) -> bool:
    """Browsers bind passkeys to names: on http://127.0.0.1 there can be none."""
    asked, domain = _asked_host(request), passkey_domain(request)
    return not _is_address(domain) and (asked == domain or asked.endswith(f".{domain}"))


def _asked_host(request: HttpRequest) -> str:
    return _host_of(f"//{request.get_host()}")


def _host_of(url: str) -> str:
    return urlsplit(url).hostname or ""


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
