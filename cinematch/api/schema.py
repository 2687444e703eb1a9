"""The OpenAPI schema's common parts, and the page that shows it."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema

from cinematch.api.documentation import chapters, shapes

ERROR: dict[str, Any] = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {
                "code": {"type": "string"},
                "message": {"type": "string"},
                "fields": {
                    "type": "object",
                    "additionalProperties": {
                        "type": "array",
                        "items": {"type": "string"},
                    },
                },
            },
        }
    },
}


@cache
def _described() -> dict[str, Any]:
    # It takes a second, and is the same for everybody until the next start.
    schema: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return schema


@gzip_page
def documentation(request: HttpRequest) -> HttpResponse:
    schema = _described()
    page = {
        "about": schema["info"]["description"],
        "chapters": chapters(schema),
        "shapes": shapes(schema),
    }
    return render(request, "api/docs.html", page)


class SiteSessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "cinematch.api.authentication.SiteSession"
    name = "session"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}


def describe_errors(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Give every operation the one shape of refusal, so that clients can type it."""
    result["components"]["schemas"]["Error"] = ERROR
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    for operations in result["paths"].values():
        for operation in operations.values():
            operation["responses"]["4XX"] = {
                "description": "Refused",
                "content": content,
            }
    return result
