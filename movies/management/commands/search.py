"""`manage.py search evaluate FILE.tsv`: how good search is over a list of queries."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.table import Table

from cinematch.accounts.models import User
from movies.evaluating import QUERIES, BadQueryLineError, read_queries, report

# A grown-up: an evaluation measures search, not what a guest may see.
ADULT = date(1970, 1, 1)


class Command(BaseCommand):
    help = "Measures search over lines of kind<TAB>query<TAB>imdb id<TAB>title."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=["evaluate"])
        parser.add_argument("file", type=Path, nargs="?", default=QUERIES)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            queries = read_queries(options["file"])
        except (OSError, UnicodeDecodeError, BadQueryLineError) as error:
            raise CommandError(str(error)) from error
        if not queries:
            raise CommandError(f"No queries in {options['file']}.")
        result = report(queries, User(birth_date=ADULT))
        if options["json"]:
            self.stdout.write(json.dumps(result, indent=2, ensure_ascii=False))
        else:
            _print(result, Console(file=self.stdout, width=100))  # type: ignore[arg-type]


def _print(result: dict[str, Any], console: Console) -> None:
    table = Table("kind", "queries", title="success@1 / success@5 / MRR")
    for way in result:
        table.add_column(way, justify="right")
    for kind, of_kind in next(iter(result.values()))["scores"].items():
        cells = [_cell(result[way]["scores"][kind]) for way in result]
        table.add_row(kind, str(of_kind["queries"]), *cells)
    console.print(table)
    for miss in result["fused"]["misses"]:
        console.print(
            f"[{miss['kind']}] {miss['text']}: {miss['title']} at {miss['rank']}, "
            f"first {miss['first']}",
            markup=False,
        )


def _cell(score: dict[str, float]) -> str:
    return " / ".join(
        f"{score[name]:.3f}" for name in ("success_at_1", "success_at_5", "mrr")
    )
