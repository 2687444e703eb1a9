"""`manage.py cinebot paraphrases`: what the answer cache takes for the same question.

`manage.py cinebot mix`: what two hundred questions cost, and whether the answers hold.
"""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from chat.evaluation import mix, paraphrases
from cinematch.accounts.models import User
from providers.models import Service
from providers.report import NoPriceError

# A grown-up: what is measured is CineBot, not what a guest may see.
ADULT = date(1970, 1, 1)


class Command(BaseCommand):
    help = "Measures CineBot on the questions kept in chat/evaluation."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        pairs = acts.add_parser("paraphrases", help="the answer cache's hits")
        pairs.add_argument("file", type=Path, nargs="?", default=paraphrases.PAIRS)
        pairs.add_argument("--json", action="store_true")

        mixed = acts.add_parser("mix", help="cost and truth of two hundred questions")
        mixed.add_argument("file", type=Path, nargs="?", default=mix.MIX)
        mixed.add_argument("--json", action="store_true")

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

    def mix(self, options: dict[str, Any]) -> None:
        viewer = User(is_guest=True, birth_date=ADULT)
        try:
            questions = mix.read_mix(options["file"])
            scores = [
                mix.run(questions, way, viewer)
                for way in mix.ways(Service.objects.endpoints())
            ]
        except (OSError, UnicodeDecodeError, mix.BadMixError, NoPriceError) as error:
            raise CommandError(str(error)) from error
        rows = [_row(score, scores) for score in scores]
        if options["json"]:
            self.stdout.write(json.dumps(rows, indent=2, ensure_ascii=False))
            return
        for row in rows:
            self.stdout.write(
                "{way}: {usd} USD, checks held {pass_rate:.1%} of {questions}, "
                "saved against: {saved_percent}, written by {written_by}".format(**row)
            )
        for question, failed in scores[0].broken:
            self.stdout.write(f"  {question}: {', '.join(failed)}")


def _row(score: mix.Score, scores: list[mix.Score]) -> dict[str, Any]:
    return {
        "way": score.way,
        "questions": score.questions,
        "usd": str(score.cost),
        "pass_rate": round(score.pass_rate, 4),
        "saved_percent": {
            other.way: _saved(score.cost, other.cost)
            for other in scores
            if other is not score and other.cost
        },
        "written_by": dict(score.written_by),
        "broken": [f"{question}: {'; '.join(why)}" for question, why in score.broken],
    }


def _saved(cost: Decimal, other: Decimal) -> float:
    return round(float(100 * (1 - cost / other)), 2)
