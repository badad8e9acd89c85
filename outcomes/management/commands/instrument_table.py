"""Print the table of docs/instruments.md from the registry."""

from django.core.management.base import BaseCommand

from outcomes.instruments.table import rows


class Command(BaseCommand):
    help = "Print every instrument as a Markdown table."

    def handle(self, *args: object, **options: object) -> None:
        for row in rows():
            self.stdout.write(row)
