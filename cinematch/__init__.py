"""The ground floor: settings, accounts and the small modules every app may use."""

from cinematch.celery import app as celery_app

__all__ = ["celery_app"]
