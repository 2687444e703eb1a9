"""Model fields that are encrypted at rest, with keys that can be rotated.

The first key of FIELD_KEYS encrypts, every key decrypts: to rotate, put a new key in
front, run `manage.py rotate_field_keys`, then drop the old one.
"""

from functools import lru_cache
from typing import Any, Self

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.signals import setting_changed
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


@lru_cache(maxsize=1)
def _cipher() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])


def _forget_cipher(*, setting: str, **_: object) -> None:
    if setting == "FIELD_KEYS":
        _cipher.cache_clear()


setting_changed.connect(_forget_cipher)


def encrypt(text: str) -> str:
    return _cipher().encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    return _cipher().decrypt(token.encode()).decode()


class EncryptedMixin:
    """Hold a field's text as a Fernet token; lookups on the value are impossible.

    Nothing stays nothing: an empty text needs no key to be read.
    """

    def get_internal_type(self) -> str:
        return "TextField"

    def get_prep_value(self, value: Any) -> str | None:
        plain = super().get_prep_value(value)  # type: ignore[misc]
        return encrypt(str(plain)) if plain else plain

    def from_db_value(
        self, value: str | None, expression: object, connection: BaseDatabaseWrapper
    ) -> Any:
        if not value:
            return value
        return self.to_python(decrypt(value))  # type: ignore[attr-defined]


class Unreadable(str):
    """A text that no key of FIELD_KEYS opens. It reads as empty, and is saved as it was
    stored: with its key it comes back."""

    token: str

    def __new__(cls, token: str) -> Self:
        unreadable = super().__new__(cls, "")
        unreadable.token = token
        return unreadable


class EncryptedTextField(EncryptedMixin, models.TextField):  # type: ignore[type-arg]
    """Gives `Unreadable` for what it cannot read: one row does not hide the others."""

    def get_prep_value(self, value: Any) -> str | None:
        if isinstance(value, Unreadable):
            return value.token
        return super().get_prep_value(value)

    def from_db_value(
        self, value: str | None, expression: object, connection: BaseDatabaseWrapper
    ) -> Any:
        try:
            return super().from_db_value(value, expression, connection)
        except InvalidToken:
            return Unreadable(str(value))


class EncryptedDateField(EncryptedMixin, models.DateField):  # type: ignore[type-arg]
    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        # DateField would adapt the token as a date.
        return value if prepared else self.get_prep_value(value)
