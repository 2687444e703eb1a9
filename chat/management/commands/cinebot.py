"""`manage.py cinebot paraphrases`: what the answer cache takes for the same question.

`manage.py cinebot mix`: what two hundred questions cost, and whether the answers hold.
"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from chat.evaluation import paraphrases


class Command(BaseCommand):
    help = "Measures CineBot on the questions kept in chat/evaluation."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        pairs = acts.add_parser("paraphrases", help="the answer cache's hits")
        pairs.add_argument("file", type=Path, nargs="?", default=paraphrases.PAIRS)
        pairs.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        getattr(self, options["act"])(options)

    def paraphrases(self, options: dict[str, Any]) -> None:
        try:
            pairs = paraphrases.read_pairs(options["file"])
        except (OSError, UnicodeDecodeError, paraphrases.BadPairError) as error:
            raise CommandError(str(error)) from error
        result = paraphrases.report(paraphrases.judge(pairs))
        if options["json"]:
            self.stdout.write(json.dumps(result, indent=2, ensure_ascii=False))
            return
        self.stdout.write(
            f"Recognised: {result['hit_rate']:.1%} of {result['same']} pairs that ask "
            f"the same.\nMistaken: {result['false_hits']} of {result['different']} "
            f"pairs that do not.\n"
        )
        for name in ("mistaken", "missed"):
            for row in result[name]:
                self.stdout.write(
                    f"{name}: {row['one']} | {row['other']} ({row['likeness']})"
                )
