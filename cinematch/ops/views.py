"""Addresses for machines: health and metrics."""

import hmac

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_prometheus.exports import ExportToDjangoView

from cinematch.ops.health import findings
from providers import scraping


@require_safe
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 or 503; the details are for the scraper and operators only."""
    found = findings()
    works = all(finding.ok or not finding.required for finding in found)
    body: dict[str, object] = {"status": "ok" if works else "unavailable"}
    # Who is staff stands in the database: without it only the scraper is known.
    if is_scraper(request) or (found[0].ok and is_staff(request)):
        body["checks"] = [
            {
                "name": finding.name,
                "ok": finding.ok,
                "latency_ms": finding.latency_ms,
                **({} if finding.ok else {"error": finding.error, "fix": finding.fix}),
            }
            for finding in found
        ]
    return JsonResponse(body, status=200 if works else 503)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    if not (is_scraper(request) or is_staff(request)):
        raise Http404
    scraping.refresh()
    return ExportToDjangoView(request)


def is_scraper(request: HttpRequest) -> bool:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return bool(
        scheme == "Bearer"
        and settings.METRICS_TOKEN
        and hmac.compare_digest(token.encode(), settings.METRICS_TOKEN.encode())
    )


def is_staff(request: HttpRequest) -> bool:
    return request.user.is_active and request.user.is_staff
