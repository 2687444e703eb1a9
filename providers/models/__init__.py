"""What an operator sets about models, and what asking them cost."""

from providers.models.call import Call, CallQuerySet
from providers.models.cap import Cap, Purse, PurseQuerySet
from providers.models.price import Price, PriceQuerySet
from providers.models.privacy import Privacy, PrivacyQuerySet
from providers.models.service import Service, ServiceQuerySet

__all__ = [
    "Call",
    "CallQuerySet",
    "Cap",
    "Price",
    "PriceQuerySet",
    "Privacy",
    "PrivacyQuerySet",
    "Purse",
    "PurseQuerySet",
    "Service",
    "ServiceQuerySet",
]
