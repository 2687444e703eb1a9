"""Erase again the accounts a restored backup brought back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from cinematch.accounts.erasing import erase_again, ledger


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "ledgers",
            nargs="*",
            type=Path,
            metavar="FILE",
            help="Further ledgers: the file LOCAL_DIR/erased-accounts of another disk.",
        )

    def handle(self, *, ledgers: list[Path], **options: Any) -> None:
        entries = set(ledger())
        for file in ledgers:
            entries.update(file.read_text().split())
        self.stdout.write(f"{erase_again(entries)} accounts erased again.")
