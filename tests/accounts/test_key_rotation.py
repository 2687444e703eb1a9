"""Encrypted fields move to a new key."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import Fernet, InvalidToken
from django.core.management import call_command
from pytest_django.fixtures import Settings

from cinematch.accounts.models import User
from cinematch.secrets import decrypt

NEW_KEY = Fernet.generate_key().decode()


@pytest.fixture
def rotated(alice: User, settings: Settings) -> User:
    """Alice after a rotation, with the old key taken away."""
    TOTP.activate(alice, "JBSWY3DPEHPK3PXP")
    settings.FIELD_KEYS = [NEW_KEY, *settings.FIELD_KEYS]
    call_command("rotate_field_keys")
    settings.FIELD_KEYS = [NEW_KEY]
    return alice


def test_birth_date_is_read_with_the_new_key_alone(rotated: User) -> None:
    assert User.objects.get(pk=rotated.pk).birth_date == rotated.birth_date


def test_second_step_works_with_the_new_key_alone(rotated: User) -> None:
    secret = Authenticator.objects.get(user=rotated).data["secret"]
    assert decrypt(secret) == "JBSWY3DPEHPK3PXP"


def test_without_rotation_the_old_key_is_needed(
    alice: User, settings: Settings
) -> None:
    settings.FIELD_KEYS = [NEW_KEY]
    with pytest.raises(InvalidToken):
        User.objects.get(pk=alice.pk)
