"""Print the one-time link that makes the first administrator, if there is none yet."""

from typing import Any

from django.core.management.base import BaseCommand

from cinematch.accounts import firstadmin


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        if firstadmin.is_wanted():
            self.stdout.write(
                "There is no administrator yet. This link makes one, once, within "
                f"24 hours:\n  {firstadmin.link()}\n"
            )
