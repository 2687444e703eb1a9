"""A request as our middleware leaves it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from cinematch.accounts.models import User


class SiteRequest(HttpRequest):
    viewer: User
    htmx: HtmxDetails
