"""The Celery app. Schedules live in the database (django-celery-beat)."""

import logging.config
import os

from celery import Celery, bootsteps, signals
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django_structlog.celery.steps import DjangoStructLogInitStep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cinematch.settings")


class NeedsSecrets(bootsteps.Step):
    """Keep a worker from encrypting with a key that dies with it."""

    def __init__(self, parent: object, **options: object) -> None:
        super().__init__(parent, **options)
        if settings.SECRETS_MISSING:
            raise ImproperlyConfigured("SECRET_KEY and FIELD_KEYS must be set.")


app = Celery("cinematch")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].update({DjangoStructLogInitStep, NeedsSecrets})


@signals.setup_logging.connect
def log_like_the_site(**_: object) -> None:
    logging.config.dictConfig(settings.LOGGING)
