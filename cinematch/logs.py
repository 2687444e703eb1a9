"""One line a log event, as JSON (or for eyes: LOG_FORMAT=console), with ids.

Whatever a library logs passes the same processors as our own events.
"""

import re
from typing import Any

import structlog

# Who has the link may read what it leads to: a log is no place for it.
_SECRET_PATH = re.compile(r"(/(?:shared|confirm-email|reset/key)/)[^/?\s\"']+")
# Libraries attach requests and arguments of tasks, and those hold people's words.
_OWN = frozenset(
    {"cinematch", "chat", "ingest", "couples", "safety", "movies", "providers"}
)
_extras = structlog.stdlib.ExtraAdder()


def add_own_extras(logger: Any, method: str, event: Any) -> Any:
    """Keep what our own loggers say beside their message."""
    record = event["_record"]
    if record.name.partition(".")[0] in _OWN:
        return _extras(logger, method, event)
    return event


def redact(logger: Any, method: str, event: Any) -> Any:
    """Take the keys of shared conversations and of mails out of addresses."""
    return {
        name: _SECRET_PATH.sub(r"\1-", value) if isinstance(value, str) else value
        for name, value in event.items()
    }


SHARED_PROCESSORS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
]


def configure(log_format: str, level: str) -> dict[str, Any]:
    """Set up structlog and return Django's LOGGING."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED_PROCESSORS,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *_renderers(log_format),
                ],
                "foreign_pre_chain": [add_own_extras, *SHARED_PROCESSORS],
            }
        },
        "handlers": {
            "stdout": {
                "class": "logging.StreamHandler",
                "stream": "ext://sys.stdout",
                "formatter": "lines",
            }
        },
        "root": {"handlers": ["stdout"], "level": level},
        "loggers": {
            # Daphne's own access lines would say each request a second time.
            "daphne": {"level": "WARNING"},
            # A line for every call of a model; the ledger has a row for each.
            "httpx": {"level": "WARNING"},
            "httpx2": {"level": "WARNING"},
            "google_genai": {"level": "WARNING"},
            "django": {"level": level, "handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
        },
    }


def _renderers(log_format: str) -> list[Any]:
    if log_format == "console":
        plain = structlog.dev.plain_traceback
        last = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=plain)
        return [structlog.processors.format_exc_info, redact, last]
    return [
        structlog.processors.format_exc_info,
        redact,
        structlog.processors.EventRenamer("message"),
        structlog.processors.JSONRenderer(),
    ]
