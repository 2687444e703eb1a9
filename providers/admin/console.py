"""The page where an operator sees all models at once: order, health, money, privacy."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from decimal import Decimal
from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.decorators import permission_required
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from providers.admin.serviceform import KEY_LABEL
from providers.models import Cap, Privacy, Purse, Service
from providers.standing import standings
from providers.trying import Sample, Trial, sample_brief

CONSOLE = "admin:providers_console"
may_look = permission_required("providers.view_service", raise_exception=True)
may_edit = permission_required("providers.change_service", raise_exception=True)


@may_look
def show(request: HttpRequest) -> HttpResponse:
    entries = key_entries()
    caps = dict(Cap.objects.values_list("scope", "usd"))
    context = {
        **admin.site.each_context(request),
        "title": _("Model console"),
        "models": [
            (standing, told_of_key(standing.service, entries.get(standing.service.pk)))
            for standing in standings()
        ],
        "local_only": Privacy.objects.local_only(),
        "spent": Purse.objects.taken(timezone.now()),
        "site_cap": caps.get(Cap.Scope.SITE_MONTH, Decimal(0)),
        "person_cap": caps.get(Cap.Scope.PERSON_DAY, Decimal(0)),
        "may_edit": request.user.has_perm("providers.change_service"),
        "may_lock": request.user.has_perm("providers.change_privacy"),
    }
    return render(request, "admin/providers/console.html", context)


@require_POST
@may_edit
@transaction.atomic
def move(request: HttpRequest, pk: int, way: str) -> HttpResponseRedirect:
    """Let a model change places with the one before ("up") or after it."""
    order = list(Service.objects.select_for_update())
    place = order.index(get_object_or_404(Service, pk=pk))
    other = place - 1 if way == "up" else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    for position, service in enumerate(order, start=1):
        Service.objects.filter(pk=service.pk).update(position=position)
    _log(request, Service.objects.filter(pk=pk), _("Moved in the order."))
    return redirect(CONSOLE)


@require_POST
@permission_required("providers.change_privacy", raise_exception=True)
def set_privacy(request: HttpRequest) -> HttpResponseRedirect:
    local_only = request.POST.get("local_only") == "on"
    privacy, _created = Privacy.objects.update_or_create(
        pk=1, defaults={"local_only": local_only}
    )
    _log(request, Privacy.objects.filter(pk=1), str(privacy))
    return redirect(CONSOLE)


@require_POST
@may_edit
def try_model(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    service = get_object_or_404(Service, pk=pk)
    trial = Trial(service.endpoint, sample_brief(request.user.pk))
    return StreamingHttpResponse(
        _told(trial),
        content_type="text/plain; charset=utf-8",
        headers={"X-Accel-Buffering": "no", "Cache-Control": "no-store"},
    )


def told_of_key(service: Service, entry: LogEntry | None) -> str:
    """Say that there is a key and since when, never which."""
    if service.has_unreadable_key:
        return _("stored under another of the house's keys: enter it anew")
    if not service.endpoint.api_key:
        return _("not set")
    if not service.api_key:
        return _("from the environment")
    if entry is None:
        return _("set")
    day = date_format(timezone.localtime(entry.action_time), "j M")
    return _("set %(day)s by %(name)s") % {"day": day, "name": entry.user.name}


def key_entries() -> dict[int, LogEntry]:
    """Return who set each service's key last, as the audit trail has it."""
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Service),
        change_message__contains=f'"{KEY_LABEL}"',
    )
    newest = entries.order_by("pk").select_related("user")
    return {int(entry.object_id): entry for entry in newest if entry.object_id}


async def _told(trial: Trial) -> AsyncGenerator[str, None]:
    async with aclosing(trial.texts()) as texts:
        async for text in texts:
            yield text
    yield _verdict(trial.sample)


def _verdict(sample: Sample) -> str:
    if not sample.ok:
        problem = sample.problem.replace("_", " ")
        return _("No answer: %(problem)s.") % {"problem": problem}
    times = {
        "first": round(sample.first_text_s * 1000),
        "total": round(sample.total_s * 1000),
    }
    return "\n" + _("First text after %(first)d ms, all after %(total)d ms.") % times


def _log(request: HttpRequest, changed: "models.QuerySet[Any]", message: str) -> None:
    LogEntry.objects.log_actions(cast("int", request.user.pk), changed, CHANGE, message)
