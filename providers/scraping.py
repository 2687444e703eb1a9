"""Gauges of what all processes share, read when the scraper comes."""

from django.db import DatabaseError

from providers import metrics, sharedbreaker
from providers.models import Purse, Service


def refresh() -> None:
    """Without the database they keep what they last showed."""
    try:
        endpoints = Service.objects.endpoints()
        left = Purse.objects.left_for_site()
    except DatabaseError:
        return
    metrics.budget_left.set(float(left))
    states = sharedbreaker.states([endpoint.name for endpoint in endpoints])
    for endpoint, state in zip(endpoints, states, strict=True):
        if state is not None:
            metrics.breaker_open.labels(endpoint.kind, endpoint.model).set(
                state.is_open
            )
