"""What an operator sets about models, and what asking them cost."""

from providers.models.service import Service, ServiceQuerySet

__all__ = ["Service", "ServiceQuerySet"]
