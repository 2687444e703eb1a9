"""The models an operator lets the house ask, in the order they are asked."""

import logging
from functools import lru_cache
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cinematch.secrets import EncryptedTextField, Unreadable
from providers import origins
from providers.endpoints import Deadlines, Endpoint, Kind, Tier

_TIERS = [
    (Tier.LOCAL.value, _("local: asked on the operator's own machines")),
    (Tier.ECONOMY.value, _("economy: a cloud's cheap model")),
    (Tier.FLAGSHIP.value, _("flagship: a cloud's best model")),
]
_POSITIVE: list[MinValueValidator] = [MinValueValidator(0.1)]


logger = logging.getLogger(__name__)


class ServiceQuerySet(models.QuerySet["Service"]):
    def endpoints(self) -> list[Endpoint]:
        """The models that can be asked, the first choice first, each once."""
        found: dict[str, Endpoint] = {}
        for service in self.filter(enabled=True):
            if service.has_unreadable_key:
                _tell_unreadable(service.endpoint.name)
            elif service.is_set_up:
                found.setdefault(service.endpoint.name, service.endpoint)
        return list(found.values())


class Service(models.Model):
    """A field left empty takes what the environment says (settings.MODEL_SERVICES)."""

    kind = models.CharField(
        _("service"), max_length=10, choices=[(kind.value, kind.label) for kind in Kind]
    )
    model = models.CharField(
        _("model"), max_length=120, blank=True, help_text=_("As the service names it.")
    )
    tier = models.CharField(_("tier"), max_length=10, choices=_TIERS)
    enabled = models.BooleanField(_("enabled"), default=True)
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("The lowest is asked first.")
    )
    base_url = models.CharField(_("base URL"), max_length=300, blank=True)
    api_key = EncryptedTextField(_("key"), blank=True, default="")
    first_s = models.FloatField(
        _("seconds to the first text"), default=8.0, validators=_POSITIVE
    )
    idle_s = models.FloatField(
        _("seconds between two texts"), default=10.0, validators=_POSITIVE
    )
    total_s = models.FloatField(
        _("seconds for all of it"), default=60.0, validators=_POSITIVE
    )
    context_tokens = models.PositiveIntegerField(
        _("context, in tokens"), default=8192, validators=[MinValueValidator(1024)]
    )

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("model service")
        verbose_name_plural = _("model services")
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "model"], name="service_asked_once_a_model"
            )
        ]

    def __str__(self) -> str:
        return self.endpoint.name

    def clean(self) -> None:
        if self.base_url:
            try:
                origins.check(self.base_url)
            except origins.RefusedOriginError as error:
                raise ValidationError({"base_url": _REFUSED[error.reason]}) from error
        if not origins.is_sendable(self.api_key):
            raise ValidationError({"api_key": _("A key is one word in one line.")})
        if self.tier == Tier.LOCAL and self.kind != Kind.OLLAMA and not self.base_url:
            raise ValidationError(
                {"tier": _("A cloud at its own address is never local.")}
            )

    @property
    def has_unreadable_key(self) -> bool:
        """Whether its key was stored under another key of the house (FIELD_KEYS)."""
        return isinstance(self.api_key, Unreadable)

    @property
    def endpoint(self) -> Endpoint:
        default = settings.MODEL_SERVICES[self.kind]
        # The environment's key may be another account's.
        other_key = "" if self.has_unreadable_key else default["api_key"]
        return Endpoint(
            kind=Kind(self.kind),
            model=self.model or default["model"],
            tier=Tier(self.tier),
            base_url=self.base_url or default["base_url"],
            api_key=self.api_key or other_key,
            deadlines=Deadlines(self.first_s, self.idle_s, self.total_s),
            context_tokens=self.context_tokens,
        )

    @property
    def is_set_up(self) -> bool:
        """Ollama needs an address; the clouds have theirs, and need a key."""
        if self.has_unreadable_key:
            return False
        endpoint = self.endpoint
        needed = endpoint.base_url if self.kind == Kind.OLLAMA else endpoint.api_key
        return bool(needed)


@lru_cache
def _tell_unreadable(name: str) -> None:
    """Once a process: it is found at every question."""
    logger.error(
        "service_key_unreadable",
        extra={
            "endpoint": name,
            "error": "stored under a key that is not in FIELD_KEYS: enter it anew, or "
            "put that key back",
        },
    )


_REFUSED = {
    "form": _("Enter an address like https://models.example.org, without a user."),
    "address": _("This address hands out a cloud's credentials; it is never asked."),
}
