"""`manage.py providers`: how the models stand, what they cost, how quick they are."""

import asyncio
import json
from argparse import SUPPRESS
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from providers import clients, measuring, sharedbreaker, tables
from providers.endpoints import Endpoint, Kind
from providers.measuring import NotMeasuredError
from providers.models import Service
from providers.report import CHEAP_CLOUD, FLAGSHIP, NoPriceError, report
from providers.standing import standings
from providers.trying import Trial, sample_brief


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        common = CommandParser(add_help=False)
        # Without a default here, what was said before the act stands.
        common.add_argument("--json", action="store_true", default=SUPPRESS)
        acts = parser.add_subparsers(dest="act")
        acts.add_parser("state", parents=[common], help="How each model stands.")
        acts.add_parser("test", parents=[common], help="Stream a sample from each.")
        measure = acts.add_parser("measure", parents=[common], help="Time an Ollama.")
        measure.add_argument("--runs", type=int, default=measuring.WARM_RUNS)
        money = acts.add_parser("report", parents=[common], help="Costs and savings.")
        money.add_argument("--days", type=int, default=30)
        money.add_argument("--flagship", default=FLAGSHIP)
        money.add_argument("--cheap-cloud", default=CHEAP_CLOUD)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        acts: dict[str, Callable[..., None]] = {
            "state": self.state,
            "test": self.test,
            "measure": self.measure,
            "report": self.report,
        }
        acts[options["act"] or "state"](**options)

    def state(self, **options: Any) -> None:
        found = standings()
        rows = [tables.state_row(each) for each in found]
        self._show(rows, *tables.state(found), **options)

    def test(self, **options: Any) -> None:
        endpoints = Service.objects.endpoints()
        if not endpoints:
            raise CommandError("No model is set up; docs/models.md tells how.")
        asyncio.run(self._test(endpoints, as_json=options["json"]))

    def measure(self, *, runs: int, **options: Any) -> None:
        local = [
            each for each in Service.objects.endpoints() if each.kind is Kind.OLLAMA
        ]
        if not local:
            raise CommandError("No Ollama is set up; docs/models.md tells how.")
        try:
            result = asyncio.run(_measured(local[0], runs))
        except NotMeasuredError as error:
            raise CommandError(str(error)) from error
        row = {**asdict(result), "goal_ms": measuring.GOAL_MS,
               "meets_goal": result.meets_goal}  # fmt: skip
        self._show(row, tables.measurement(result), **options)

    def report(
        self, *, days: int, flagship: str, cheap_cloud: str, **options: Any
    ) -> None:
        since = timezone.now() - timedelta(days=days)
        try:
            money = report(since, flagship, cheap_cloud)
        except NoPriceError as error:
            raise CommandError(f"Nobody wrote down what {error} costs.") from error
        self._show(asdict(money), *tables.money(money, days), **options)

    async def _test(self, endpoints: list[Endpoint], *, as_json: bool) -> None:
        try:
            rows = [await self._try(each, quiet=as_json) for each in endpoints]
        finally:
            await clients.close_all()
            await sharedbreaker.aclose()
        if as_json:
            self._write_json(rows)
        if not any(row["ok"] for row in rows):
            raise CommandError("No model answered; CineBot's template does.")

    async def _try(self, endpoint: Endpoint, *, quiet: bool) -> dict[str, Any]:
        trial = Trial(endpoint, sample_brief())
        if not quiet:
            self.stdout.write(f"{endpoint.name}: ", ending="")
        async with aclosing(trial.texts()) as texts:
            async for text in texts:
                if not quiet:
                    self.stdout.write(text, ending="")
                    self.stdout.flush()
        row = tables.sample_row(trial.sample)
        if not quiet:
            self.stdout.write(f"\n  {tables.sample(row)}")
        return row

    def _show(self, rows: Any, *shown: Table | str, **options: Any) -> None:
        if options["json"]:
            self._write_json(rows)
            return
        console = Console(file=self.stdout, width=110)  # type: ignore[arg-type]
        for each in shown:
            console.print(each)

    def _write_json(self, rows: Any) -> None:
        text = json.dumps(rows, cls=DjangoJSONEncoder, indent=2, ensure_ascii=False)
        self.stdout.write(text)


async def _measured(endpoint: Endpoint, runs: int) -> measuring.Measurement:
    try:
        return await measuring.measure(endpoint, runs)
    finally:
        await sharedbreaker.aclose()
