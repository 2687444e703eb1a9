"""What the API's tests ask again and again."""

from typing import Any

from django.http import HttpResponse


def error_of(answer: HttpResponse, status: int) -> dict[str, Any]:
    """Return the error of an answer that refuses with a status, in the one shape."""
    assert answer.status_code == status, answer.content
    body = answer.json()
    assert set(body) == {"error"}
    assert {"code", "message"} <= set(body["error"]) <= {"code", "message", "fields"}
    return dict(body["error"])
