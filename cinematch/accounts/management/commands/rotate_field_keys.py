"""Encrypt every encrypted value with the first key of FIELD_KEYS.

Afterwards the older keys can be taken out of FIELD_KEYS.
"""

from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import models, transaction

from cinematch.secrets import EncryptedMixin, Unreadable, decrypt, encrypt

# What allauth keeps through MFAAdapter.encrypt.
AUTHENTICATOR_SECRETS = ("secret", "seed")


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        rotated = sum(rotate_fields(model) for model in apps.get_models())
        rotated += rotate_authenticators()
        self.stdout.write(f"{rotated} rows encrypted with the newest key.")


def rotate_fields(model: type[models.Model]) -> int:
    fields = [
        field.name
        for field in model._meta.local_fields
        if isinstance(field, EncryptedMixin)
    ]
    if not fields:
        return 0
    rotated = 0
    for pk in model._base_manager.values_list("pk", flat=True).iterator():
        with transaction.atomic():
            row = model._base_manager.select_for_update().filter(pk=pk).first()
            if row is not None:
                _check_readable(row, fields)
                row.save(update_fields=fields)
                rotated += 1
    return rotated


def _check_readable(row: models.Model, fields: list[str]) -> None:
    if any(isinstance(getattr(row, field), Unreadable) for field in fields):
        raise CommandError(
            f"{row._meta.verbose_name} {row.pk} was stored under a key that is not in "
            "FIELD_KEYS: put that key back, or enter the value anew."
        )


def rotate_authenticators() -> int:
    rotated = 0
    for authenticator in Authenticator.objects.iterator():
        held = [name for name in AUTHENTICATOR_SECRETS if name in authenticator.data]
        for name in held:
            authenticator.data[name] = encrypt(decrypt(authenticator.data[name]))
        if held:
            authenticator.save(update_fields=["data"])
            rotated += 1
    return rotated
