"""Every model of the staff panel, and the addresses of its pages."""

from django.contrib import admin
from django.db.models import Model
from django.urls import reverse

Registered = type[Model]


def registered() -> list[Registered]:
    return sorted(admin.site._registry, key=lambda model: model._meta.label)


def page(model: Registered, kind: str, *args: object) -> str:
    """Return the address of a model's page: changelist, add, change, delete."""
    return reverse(
        f"admin:{model._meta.app_label}_{model._meta.model_name}_{kind}", args=args
    )
