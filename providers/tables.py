"""What `manage.py providers` prints, as tables for eyes and rows for programs."""

from typing import Any

from rich.table import Table

from providers import ollama
from providers.measuring import GOAL_MS, Measurement
from providers.report import Line, Report
from providers.standing import Standing, Status
from providers.trying import Sample


def state_row(standing: Standing) -> dict[str, Any]:
    newest, failure = standing.newest, standing.failure
    return {
        "name": standing.endpoint.name,
        "tier": standing.endpoint.tier,
        "status": standing.status,
        "failures": standing.breaker.failures if standing.breaker else None,
        "probe_in_s": standing.breaker.probe_in_s if standing.breaker else None,
        "last_call": newest.opened_at if newest else None,
        "first_text_ms": newest.first_text_ms if newest else None,
        "last_error": failure.outcome if failure else None,
        "calls_today": standing.today.calls,
        "tokens_today": standing.today.tokens,
        "cost_today_usd": standing.today.cost,
    }


def state(standings: list[Standing]) -> tuple[Table | str, ...]:
    table = Table(title="Models, in the order they are asked")
    table.add_column("model", no_wrap=True)
    for title in ("state", "last error", "first text"):
        table.add_column(title)
    for title in ("calls", "tokens", "USD"):
        table.add_column(f"{title} today", justify="right")
    for each in standings:
        table.add_row(*_state_cells(each))
    table.add_row("template", Status.WORKS, "", "", "", "", "0")
    return table, *(
        f"To get {each.endpoint.model}: {ollama.pull_command(each.endpoint)}"
        for each in standings
        if each.lacks_model
    )


def _state_cells(standing: Standing) -> tuple[str, ...]:
    newest, failure, today = standing.newest, standing.failure, standing.today
    first_ms = newest.first_text_ms if newest else None
    return (
        standing.endpoint.name,
        _status(standing),
        failure.outcome.replace("_", " ") if failure else "",
        "" if first_ms is None else f"{first_ms} ms",
        str(today.calls),
        str(today.tokens),
        f"{today.cost:.6f}",
    )


def _status(standing: Standing) -> str:
    if standing.status is Status.LEFT_ALONE and standing.breaker:
        return f"{standing.status}, asked again in {standing.breaker.probe_in_s:.0f} s"
    return standing.status


def sample_row(sample: Sample) -> dict[str, Any]:
    return {
        "name": sample.endpoint.name,
        "ok": sample.ok,
        "problem": sample.problem,
        "text": sample.text,
        "first_text_s": sample.first_text_s,
        "total_s": sample.total_s,
        "input_tokens": sample.usage.input_tokens,
        "output_tokens": sample.usage.output_tokens,
        "sent": sample.sent,
    }


def sample(row: dict[str, Any]) -> str:
    if not row["ok"]:
        return f"No answer: {row['problem'].replace('_', ' ')}."
    return (
        f"First text after {row['first_text_s'] * 1000:.0f} ms, all of it after "
        f"{row['total_s'] * 1000:.0f} ms, {row['output_tokens']} tokens."
    )


def measurement(result: Measurement) -> Table:
    table = Table("what", "measured", title=f"{result.model}, Ollama {result.server}")
    hardware = result.hardware
    gpu = hardware.on_gpu_percent
    rows = {
        "processor": f"{hardware.processor}, {hardware.cores} cores",
        "memory": f"{hardware.memory_gb} GB",
        "model on the graphics card": "not told" if gpu is None else f"{gpu} %",
        "prompt": f"{result.prompt_tokens} tokens",
        "first text, cold": f"{result.cold_ms} ms",
        f"first text, warm, median of {result.runs}": f"{result.warm_p50_ms} ms",
        "first text, warm, 95th percentile": f"{result.warm_p95_ms} ms",
        "tokens a second": str(result.tokens_per_s),
        f"goal: {GOAL_MS} ms warm": "met" if result.meets_goal else "missed",
    }
    for what, measured in rows.items():
        table.add_row(what, measured)
    return table


def money(report: Report, days: int) -> tuple[Table, Table, str]:
    lines = Table("model", title=f"Calls of {days} days")
    for title in ("calls", "answers", "read", "cached", "written", "USD"):
        lines.add_column(title, justify="right")
    for line in report.lines:
        lines.add_row(*_cells(line))
    lines.add_row("together", "", "", "", "", "", f"{report.cost:.6f}")
    others = Table("the same answers from", title="Saving")
    others.add_column("USD", justify="right")
    others.add_column("saved", justify="right")
    for other in report.comparisons:
        saved = "" if other.saved_percent is None else f"{other.saved_percent} %"
        others.add_row(other.model, f"{other.cost:.6f}", saved)
    return (
        lines,
        others,
        "Answers of the template and the cache are no calls: they save more than this.",
    )


def _cells(line: Line) -> tuple[str, ...]:
    usage = line.usage
    numbers = (
        line.calls,
        line.answers,
        usage.input_tokens,
        usage.cached_tokens,
        usage.output_tokens,
    )
    return f"{line.kind}:{line.model}", *map(str, numbers), f"{line.cost:.6f}"
