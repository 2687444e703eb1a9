"""People, what they may do and how they sign in, in the staff panel."""

from cinematch.accounts.admin import people, roles, signin

__all__ = ["people", "roles", "signin"]
