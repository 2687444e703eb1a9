"""`manage.py embed`: make the vectors of films whose text changed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.progress import Progress

from movies.indexing import embed_films
from movies.models import Film
from providers.embeddings import EmbeddingsUnavailableError

BATCH = 64


class Command(BaseCommand):
    help = "Makes the vectors of films whose text changed since the last time."

    def handle(self, *args: Any, **options: Any) -> None:
        ids = list(Film.objects.famous_first().values_list("pk", flat=True))
        made = 0
        with Progress() as bar:
            films = bar.add_task("Reading films", total=len(ids))
            for start in range(0, len(ids), BATCH):
                made += self._embed(ids[start : start + BATCH])
                bar.update(films, completed=start + BATCH)
        self.stdout.write(f"{made} vectors made.")

    def _embed(self, film_ids: list[int]) -> int:
        try:
            return embed_films(film_ids)
        except EmbeddingsUnavailableError as unavailable:
            raise CommandError(str(unavailable)) from unavailable
