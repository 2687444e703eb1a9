"""`manage.py load_starter`: load or update the films that ship with the site."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.progress import Progress

from movies.catalogue import load_starter
from movies.catalogue_entries import STARTER


class Command(BaseCommand):
    help = "Loads the films that ship with the site; what is loaded already is left."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=STARTER)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        if not any(folder.glob("*.jsonl")):
            raise CommandError(f"No catalogue (*.jsonl) in {folder}.")
        with Progress() as bar:
            films = bar.add_task("Loading films", total=None)
            count = load_starter(
                lambda done, total: bar.update(films, completed=done, total=total),
                folder,
            )
        self.stdout.write(f"{count} films loaded or updated.")
