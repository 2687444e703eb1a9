"""One shape for everything the API refuses.

    {"error": {"code": "invalid", "message": "…", "fields": {"stars": ["…"]}}}

`code` is for programs and stays; `message` is a sentence for people; `fields` is there
when single values of the request are at fault.
"""

from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.exceptions import ValidationError as ModelValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers, status
from rest_framework.exceptions import APIException, ParseError, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

WHOLE_REQUEST = "non_field_errors"


class TooLarge(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = gettext_lazy("The request is too large.")
    default_code = "too_large"


def answer_error(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answer what the API refuses; None leaves a fault of ours to Django."""
    error = _as_api_exception(error)
    response = exception_handler(error, context)
    if response is not None:
        response.data = {"error": _describe(error, response)}
    return response


def unknown_path(request: HttpRequest, path: str = "") -> JsonResponse:
    error = {"code": "not_found", "message": _("The API has nothing at this address.")}
    return JsonResponse({"error": error}, status=404)


def _as_api_exception(error: Exception) -> Exception:
    if isinstance(error, ModelValidationError):
        return ValidationError(serializers.as_serializer_error(error))
    if isinstance(error, RequestDataTooBig):
        return TooLarge()
    if isinstance(error, SuspiciousOperation):
        return ParseError(_("The request could not be read."))
    return error


def _describe(error: Exception, response: Response) -> dict[str, Any]:
    if not isinstance(error, ValidationError):
        detail = response.data["detail"]
        return {"code": getattr(detail, "code", "not_found"), "message": str(detail)}
    problems = _flat(error.detail)
    whole = problems.pop(WHOLE_REQUEST, None)
    message = whole[0] if whole else _("Some values cannot be accepted.")
    described: dict[str, Any] = {"code": "invalid", "message": message}
    return {**described, "fields": problems} if problems else described


def _flat(detail: Any, name: str = "") -> dict[str, list[str]]:
    """Nested errors to {dotted field name: sentences}."""
    if isinstance(detail, dict):
        branches = [
            _flat(part, f"{name}.{key}" if name else key)
            for key, part in detail.items()
        ]
        return {key: lines for branch in branches for key, lines in branch.items()}
    return {name or WHOLE_REQUEST: [str(line) for line in detail]}
