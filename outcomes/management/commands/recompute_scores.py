"""Count scores anew after a definition or the way of scoring was put right."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from outcomes import services
from people import clock
from people.access import Actor
from people.models import Clinic

from ._clinics import clinic_named


class Command(BaseCommand):
    help = (
        "Count every score anew from its answers. Where the number comes out differently a newer row is"
        " added; the older stays readable behind it. Running it again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--clinic", help="Its name or id; every clinic when it is left out.")
        parser.add_argument("--check", action="store_true", help="Only say what would be counted anew.")

    def handle(self, *args, **options) -> None:
        named = options["clinic"]
        clinics = [clinic_named(named)] if named else Clinic.objects.order_by("name", "id")
        for clinic in clinics:
            self._recount(clinic, write=not options["check"])

    def _recount(self, clinic: Clinic, *, write: bool) -> None:
        found = services.recompute_scores(
            clinic=clinic, by=Actor.system(clinic.pk), at=clock.now(), write=write
        )
        said = "counted anew" if write else "would be counted anew"
        self.stdout.write(
            f"{clinic}: {found.looked_at:,} fillings looked at, {found.differ.total():,} scores {said}."
        )
        for key, count in sorted(found.differ.items()):
            self.stdout.write(f"  {key}: {count:,}")
        for form, count in sorted(found.uncounted.items()):
            self.stdout.write(f"  {form}: {count:,} could not be counted, and stay as they are.")
