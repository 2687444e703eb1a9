"""Signing in, and what keeps strangers from it."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from allauth.usersessions.models import UserSession
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from cinematch.accounts.models import User
from tests.accounts.conftest import PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def sign_in(
    client: Client, user: User, password: str = PASSWORD, **extra: str
) -> HttpResponse:
    form = {"login": user.email, "password": password}
    return client.post(reverse("account_login"), form, **extra)


def is_signed_in(client: Client, user: User) -> bool:
    return client.session.get("_auth_user_id") == str(user.pk)


def current_code(secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, next(counters())))


def test_answer_begun_before_a_sign_in_does_not_sign_out(
    client: Client, alice: User
) -> None:
    client.force_login(alice)
    before = client.cookies["sessionid"].value
    client.session.flush()
    client.force_login(alice)
    late = Client()
    late.cookies["sessionid"] = before
    assert "sessionid" not in late.get(reverse("movies:home")).cookies


def test_sign_out_takes_the_cookie_away(client: Client, alice: User) -> None:
    client.force_login(alice)
    assert client.post(reverse("account_logout")).cookies["sessionid"].value == ""


def test_password_signs_in(client: Client, alice: User) -> None:
    sign_in(client, alice)
    assert is_signed_in(client, alice)


def test_wrong_password_and_unknown_address_read_the_same(
    client: Client, alice: User
) -> None:
    wrong = sign_in(client, alice, "a wrong pass phrase").content.decode()
    unknown = sign_in(client, User(email="no@example.org")).content.decode()
    message = "email address and/or password you specified are not correct"
    assert message in wrong
    assert message in unknown


def test_guesses_from_one_address_end_after_five(client: Client, alice: User) -> None:
    for _ in range(5):
        sign_in(client, alice, "a wrong pass phrase")
    page = sign_in(client, alice)
    assert "Too many failed login attempts" in page.content.decode()
    assert not is_signed_in(client, alice)


def test_owner_signs_in_while_someone_guesses(client: Client, alice: User) -> None:
    for _ in range(8):
        sign_in(Client(), alice, "a wrong pass phrase", REMOTE_ADDR="198.51.100.9")
    sign_in(client, alice)
    assert is_signed_in(client, alice)


def test_invented_forwarded_addresses_buy_no_guesses(
    client: Client, alice: User
) -> None:
    for guess in range(5):
        spoofed = f"203.0.113.{guess}"
        sign_in(client, alice, "a wrong one again", HTTP_X_FORWARDED_FOR=spoofed)
    sign_in(client, alice, HTTP_X_FORWARDED_FOR="203.0.113.99")
    assert not is_signed_in(client, alice)


def test_without_redis_nobody_signs_in_and_a_page_says_so(
    client: Client, alice: User, redis_gone: None
) -> None:
    page = sign_in(client, alice)
    assert page.status_code == 503
    assert "Not possible right now" in page.content.decode()
    assert not is_signed_in(client, alice)


@pytest.mark.parametrize("page", ["account_signup", "account_reset_password"])
def test_without_redis_accounts_do_not_change(
    client: Client, db: None, redis_gone: None, page: str
) -> None:
    assert client.post(reverse(page), {"email": "a@example.org"}).status_code == 503


def test_without_redis_pages_answer(as_alice: Client, redis_gone: None) -> None:
    assert as_alice.get(reverse("movies:home")).status_code == 200
    assert as_alice.get(reverse("accounts:profile")).status_code == 200


def test_authenticator_app_is_enrolled(as_alice: Client, alice: User) -> None:
    as_alice.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = as_alice.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'id="authenticator_secret"\s+value="(\w+)"', page)
    assert secret
    as_alice.post(reverse("mfa_activate_totp"), {"code": current_code(secret.group(1))})
    assert Authenticator.objects.filter(user=alice, type="totp").exists()


def test_second_step_asks_for_the_code(client: Client, alice: User) -> None:
    TOTP.activate(alice, SECRET)
    assert sign_in(client, alice).url == reverse("mfa_authenticate")
    assert not is_signed_in(client, alice)
    client.post(reverse("mfa_authenticate"), {"code": current_code()})
    assert is_signed_in(client, alice)


def test_recovery_code_stands_in_once(client: Client, alice: User) -> None:
    TOTP.activate(alice, SECRET)
    code = RecoveryCodes.activate(alice).get_unused_codes()[0]
    sign_in(client, alice)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert is_signed_in(client, alice)
    again = Client()
    sign_in(again, alice)
    again.post(reverse("mfa_authenticate"), {"code": code})
    assert not is_signed_in(again, alice)


def test_authenticator_secret_is_stored_encrypted(alice: User) -> None:
    TOTP.activate(alice, SECRET)
    assert SECRET not in str(Authenticator.objects.get(user=alice).data)


def test_other_devices_are_listed_and_signed_out(client: Client, alice: User) -> None:
    phone = Client(headers={"user-agent": "An old phone"})
    sign_in(phone, alice)
    sign_in(client, alice)
    assert "An old phone" in client.get(reverse("usersessions_list")).content.decode()
    client.post(reverse("usersessions_list"))
    assert UserSession.objects.filter(user=alice).count() == 1
    assert phone.get(reverse("account_email")).status_code == 302


def test_session_of_a_proxied_visitor_has_their_address(
    client: Client, alice: User, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    sign_in(client, alice, HTTP_X_FORWARDED_FOR="198.51.100.7")
    assert UserSession.objects.get(user=alice).ip == "198.51.100.7"


def test_admin_is_entered_through_the_same_door(client: Client, alice: User) -> None:
    page = client.get(reverse("admin:index"), follow=True)
    assert page.redirect_chain[-1][0].startswith(reverse("account_login"))


def test_member_who_is_no_staff_stays_out_of_the_admin(as_alice: Client) -> None:
    assert as_alice.get(reverse("admin:login")).status_code == 403


def test_sign_in_of_a_leaving_member_offers_to_keep_the_account(
    client: Client, alice: User
) -> None:
    alice.ask_for_deletion()
    assert sign_in(client, alice).url == reverse("accounts:keep")
    client.post(reverse("accounts:keep"))
    alice.refresh_from_db()
    assert alice.deletion_requested_at is None


def test_session_lasts_for_weeks(client: Client, alice: User) -> None:
    sign_in(client, alice)
    weeks = timezone.now() + timedelta(weeks=6)
    assert client.session.get_expiry_date() > weeks
