"""What can go wrong with a model, in our words.

Each client raises its own classes for the same thing, and two of them the same class
names from two libraries (httpx and httpx2). So errors are told by HTTP status, by the
error type in a body, or by the name of their class, never by importing a client.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Cause(StrEnum):
    UNREACHABLE = "unreachable"
    SERVER_ERROR = "server_error"
    RATE_LIMITED = "rate_limited"
    UNAUTHORIZED = "unauthorized"
    MODEL_MISSING = "model_missing"
    BAD_REQUEST = "bad_request"
    NO_FIRST_TEXT = "no_first_text"
    STALLED = "stalled"
    OUT_OF_TIME = "out_of_time"
    BROKEN_OFF = "broken_off"
    TRUNCATED = "truncated"
    EMPTY = "empty"
    GARBLED = "garbled"
    FILTERED = "filtered"
    MISCONFIGURED = "misconfigured"
    BREAKER_OPEN = "breaker_open"
    OVER_BUDGET = "over_budget"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Failure:
    """`retryable`: the same model may answer the same question in a moment."""

    cause: Cause
    retryable: bool = False
    retry_after_s: float | None = None
    counts_for_breaker: bool = True


class CallError(Exception):
    """A call that gave no whole answer; what a client raised is its `__cause__`."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.cause)
        self.failure = failure


_PASSES = frozenset(
    {
        Cause.UNREACHABLE,
        Cause.SERVER_ERROR,
        Cause.RATE_LIMITED,
        Cause.BROKEN_OFF,
        Cause.NO_FIRST_TEXT,
        Cause.STALLED,
    }
)
# Ours or the question's doing: they say nothing about the health of a service. A
# request refused as wrong counts: the next one is made the same way.
_NOT_ITS_FAULT = frozenset(
    {
        Cause.FILTERED,
        Cause.BREAKER_OPEN,
        Cause.OVER_BUDGET,
        Cause.STOPPED,
    }
)
_BY_STATUS = {
    400: Cause.BAD_REQUEST,
    401: Cause.UNAUTHORIZED,
    402: Cause.RATE_LIMITED,
    403: Cause.UNAUTHORIZED,
    404: Cause.MODEL_MISSING,
    408: Cause.SERVER_ERROR,
    413: Cause.BAD_REQUEST,
    422: Cause.BAD_REQUEST,
    429: Cause.RATE_LIMITED,
}
# Errors inside a stream that began with 200 (Anthropic, OpenAI, Gemini documents).
_BY_TYPE = {
    "overloaded_error": Cause.SERVER_ERROR,
    "api_error": Cause.SERVER_ERROR,
    "server_error": Cause.SERVER_ERROR,
    "rate_limit_error": Cause.RATE_LIMITED,
    "rate_limit_exceeded": Cause.RATE_LIMITED,
    "insufficient_quota": Cause.RATE_LIMITED,
    "authentication_error": Cause.UNAUTHORIZED,
    "permission_error": Cause.UNAUTHORIZED,
    "not_found_error": Cause.MODEL_MISSING,
    "invalid_request_error": Cause.BAD_REQUEST,
    "request_too_large": Cause.BAD_REQUEST,
    "RESOURCE_EXHAUSTED": Cause.RATE_LIMITED,
    "UNAVAILABLE": Cause.SERVER_ERROR,
    "INTERNAL": Cause.SERVER_ERROR,
}
_BY_CLASS = {
    "ConnectError": Cause.UNREACHABLE,
    "ConnectTimeout": Cause.UNREACHABLE,
    "PoolTimeout": Cause.UNREACHABLE,
    "ProxyError": Cause.UNREACHABLE,
    "UnsupportedProtocol": Cause.MISCONFIGURED,
    "InvalidURL": Cause.MISCONFIGURED,
    "LocalProtocolError": Cause.MISCONFIGURED,
    "ReadTimeout": Cause.STALLED,
    "WriteTimeout": Cause.STALLED,
    "TimeoutError": Cause.STALLED,
    "NetworkError": Cause.BROKEN_OFF,
    "RemoteProtocolError": Cause.BROKEN_OFF,
    "ConnectionError": Cause.BROKEN_OFF,
    "DecodingError": Cause.GARBLED,
    "JSONDecodeError": Cause.GARBLED,
    "UnicodeError": Cause.GARBLED,
    "UnknownApiResponseError": Cause.GARBLED,
    "APIResponseValidationError": Cause.GARBLED,
    "ValidationError": Cause.GARBLED,
}


def classify(error: BaseException) -> Failure:
    if isinstance(error, CallError):
        return error.failure
    retry_after = next(filter(None, map(_retry_after, _chain(error))), None)
    for each in _chain(error):
        if cause := _by_reason(each) or _by_status(each) or _by_type(each):
            return failure(cause, retry_after)
    for each in _chain(error):
        if cause := _by_class(each):
            return failure(cause, retry_after)
    return failure(Cause.GARBLED, retry_after)


def failed(cause: Cause) -> CallError:
    return CallError(failure(cause))


def failure(cause: Cause, retry_after_s: float | None = None) -> Failure:
    return Failure(
        cause,
        retryable=cause in _PASSES,
        retry_after_s=retry_after_s,
        counts_for_breaker=cause not in _NOT_ITS_FAULT,
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what led to it, also where that was hidden (`from None`)."""
    each: BaseException | None = error
    while each is not None:
        yield each
        each = each.__cause__ or each.__context__


def _by_reason(error: BaseException) -> Cause | None:
    """Gemini answers a wrong key with 400, like a wrong argument."""
    for detail in _details(error):
        if detail.get("reason") == "API_KEY_INVALID":
            return Cause.UNAUTHORIZED
    return None


def _by_status(error: BaseException) -> Cause | None:
    status = getattr(error, "status_code", None) or getattr(error, "code", None)
    if not isinstance(status, int) or status < 300:
        return None
    if status < 400:
        # Redirects are not followed: they would lead where no operator pointed.
        return Cause.MISCONFIGURED
    return _BY_STATUS.get(
        status, Cause.SERVER_ERROR if status >= 500 else Cause.BAD_REQUEST
    )


def _by_type(error: BaseException) -> Cause | None:
    if type(error).__name__ == "ResponseError":
        # Ollama's error inside a stream has neither status nor type.
        return Cause.SERVER_ERROR
    body = _error_body(error)
    for key in ("type", "code", "status"):
        if cause := _BY_TYPE.get(str(body.get(key))):
            return cause
    return Cause.SERVER_ERROR if body else None


def _by_class(error: BaseException) -> Cause | None:
    for each in type(error).__mro__:
        if cause := _BY_CLASS.get(each.__name__):
            return cause
    return None


def _error_body(error: BaseException) -> Mapping[str, Any]:
    for name in ("body", "details"):
        body = getattr(error, name, None)
        if isinstance(body, Mapping):
            inner = body.get("error", body)
            return inner if isinstance(inner, Mapping) else body
    return {}


def _retry_after(error: BaseException) -> float | None:
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    if milliseconds := headers.get("retry-after-ms"):
        return _number(milliseconds, 1000)
    if seconds := headers.get("retry-after"):
        return _number(seconds)
    for detail in _details(error):
        if delay := detail.get("retryDelay"):
            return _number(str(delay).removesuffix("s"))
    return None


def _details(error: BaseException) -> list[Mapping[str, Any]]:
    details = _error_body(error).get("details")
    if not isinstance(details, list):
        return []
    return [detail for detail in details if isinstance(detail, Mapping)]


def _number(text: str, divisor: int = 1) -> float | None:
    """Return None for a date: the other form of Retry-After, which no service sends."""
    try:
        return float(text) / divisor
    except ValueError:
        return None
