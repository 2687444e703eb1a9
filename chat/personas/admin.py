"""Personas in the staff panel: edited with a real answer to read before saving."""

from typing import Any, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms import Textarea
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from chat.personas.models import Persona
from chat.personas.previewing import SAMPLES, answer_to
from cinematch.accounts.models import User
from cinematch.adminbase import StaffAdmin
from providers.voices import instructions


@admin.register(Persona)
class PersonaAdmin(StaffAdmin):
    list_display = ("name", "tagline", "length", "humour", "enabled", "position")
    list_editable = ("enabled", "position")
    ordering = ("position", "pk")
    prepopulated_fields = {"slug": ("name",)}  # noqa: RUF012 (Django reads a dict)
    formfield_overrides = {  # noqa: RUF012
        **StaffAdmin.formfield_overrides,
        models.TextField: {"widget": Textarea(attrs={"rows": 5})},
    }
    change_form_template = "admin/chat/persona/change_form.html"
    fieldsets = (
        (None, {"fields": ("name", "slug", "tagline", "enabled", "position")}),
        (_("Manner"), {"fields": ("voice", "length", "humour")}),
        (
            _("Own phrases, used where no language model writes"),
            {"fields": ("greetings", "openers", "leads", "asides", "closers")},
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        preview = self.admin_site.admin_view(self.preview)
        own = path("preview/", preview, name="chat_persona_preview")
        return [own, *super().get_urls()]

    def preview(self, request: HttpRequest) -> HttpResponse:
        """Show what the persona in the form would say; nothing is saved."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        form = self.get_form(request)(request.POST)
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": _("Preview"),
            "form": form,
        }
        # The slug may be that of the persona being edited.
        form.errors.pop("slug", None)
        if not form.errors:
            persona, viewer = form.instance.spoken(), cast("User", request.user)
            context["answers"] = [
                (question, answer_to(str(question), viewer, persona))
                for question in SAMPLES
            ]
            context["told"] = instructions(persona)
        return TemplateResponse(request, "admin/chat/persona/preview.html", context)
