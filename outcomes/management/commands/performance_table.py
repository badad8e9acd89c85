"""Print the tables of docs/performance-tests.md from the definitions."""

from django.core.management.base import BaseCommand

from outcomes.performance.table import norm_rows, rows


class Command(BaseCommand):
    help = "Print every performance test, and the norms by age, as Markdown tables."

    def handle(self, *args: object, **options: object) -> None:
        for row in (*rows(), "", *norm_rows()):
            self.stdout.write(row)
