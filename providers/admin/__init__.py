"""Models in the staff panel: what is asked, what it may cost, and what it did."""

from providers.admin import calls, money, overview, services

__all__ = ["calls", "money", "overview", "services"]
