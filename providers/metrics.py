"""What Prometheus is told about models. The ledger counts; gauges of what all processes
share are read when the scraper comes (`refresh`)."""

from decimal import Decimal

from prometheus_client import Counter, Gauge, Histogram

from providers.budget import Refusal
from providers.endpoints import Endpoint
from providers.errors import Cause
from providers.ledger import Entry, Outcome

_MODEL = ("service", "model")
_SECONDS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 8, 15, 30, 60)
_OWN_SECONDS = (0.001, 0.002, 0.004, 0.008, 0.015, 0.03, 0.06, 0.12, 0.25, 0.5, 1)

calls = Counter(
    "cinematch_model_calls", "Calls that ended.", (*_MODEL, "purpose", "outcome")
)
tokens = Counter(
    "cinematch_model_tokens", "Tokens of calls.", (*_MODEL, "direction", "basis")
)
cost = Counter("cinematch_model_cost_usd", "What calls cost.", _MODEL)
first_text = Histogram(
    "cinematch_model_first_text_seconds",
    "From a call to its first visible text.",
    _MODEL,
    buckets=_SECONDS,
)
total = Histogram(
    "cinematch_model_call_seconds", "From a call to its end.", _MODEL, buckets=_SECONDS
)
overhead = Histogram(
    "cinematch_model_chain_overhead_seconds",
    "Our own time before a service is asked.",
    buckets=_OWN_SECONDS,
)
fallbacks = Counter(
    "cinematch_model_fallbacks",
    "Calls that gave no whole answer, so that the next was asked.",
    ("service", "cause"),
)
truncated = Counter(
    "cinematch_model_truncated_streams",
    "Answers that broke off after their first text.",
    ("service",),
)
restarts = Counter(
    "cinematch_model_restarts", "Answers begun again with another model.", ("service",)
)
refusals = Counter(
    "cinematch_model_refused_calls",
    "Calls not made for the sake of money.",
    ("service", "refusal"),
)
in_flight = Gauge(
    "cinematch_model_calls_in_flight",
    "Calls that wait for a model or are being answered.",
    ("service",),
    multiprocess_mode="livesum",
)
breaker_open = Gauge(
    "cinematch_model_breaker_open",
    "1 while a service is left alone.",
    _MODEL,
    multiprocess_mode="mostrecent",
)
budget_left = Gauge(
    "cinematch_model_budget_left_usd",
    "What the site may still spend this month.",
    multiprocess_mode="mostrecent",
)


def opened(endpoint: Endpoint) -> None:
    in_flight.labels(endpoint.kind).inc()


def refused(endpoint: Endpoint, refusal: Refusal) -> None:
    refusals.labels(endpoint.kind, refusal).inc()


def closed(entry: Entry, outcome: Outcome, cost_usd: Decimal) -> None:
    service, model = entry.endpoint.kind, entry.endpoint.model
    in_flight.labels(service).dec()
    calls.labels(service, model, entry.purpose, outcome.cause or "answered").inc()
    cost.labels(service, model).inc(float(cost_usd))
    total.labels(service, model).observe(outcome.total_s)
    if outcome.overhead_s is not None:
        overhead.observe(outcome.overhead_s)
    _count_tokens(entry.endpoint, outcome)
    _count_breaks(entry.endpoint, outcome)


def _count_tokens(endpoint: Endpoint, outcome: Outcome) -> None:
    usage = outcome.usage
    for direction, number in (
        ("input", usage.input_tokens - usage.cached_tokens),
        ("cached", usage.cached_tokens),
        ("output", usage.output_tokens),
    ):
        tokens.labels(endpoint.kind, endpoint.model, direction, usage.basis).inc(number)


def _count_breaks(endpoint: Endpoint, outcome: Outcome) -> None:
    if outcome.first_text_s is not None:
        first_text.labels(endpoint.kind, endpoint.model).observe(outcome.first_text_s)
    if outcome.restarts:
        restarts.labels(endpoint.kind).inc()
    if outcome.cause is None or outcome.cause is Cause.STOPPED:
        return
    fallbacks.labels(endpoint.kind, outcome.cause).inc()
    if outcome.first_text_s is not None:
        truncated.labels(endpoint.kind).inc()
