"""Build the demonstration clinic, or build it anew so that it ends today."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from tqdm import tqdm

from paincare.demo.play import play
from paincare.demo.rebuild import take_down
from people import clock
from people.models import Clinic


class Command(BaseCommand):
    help = "Rebuild the demonstration clinic so that it ends today. Asks first; real clinics are left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="Only build where there is no clinic yet."
        )
        parser.add_argument("--yes", action="store_true", help="Do not ask.")

    @transaction.atomic
    def handle(self, *args, **options) -> None:
        """All or nothing: a half-built clinic would not be empty, and so never be finished."""
        if not settings.DEMO_PASSWORD:
            raise CommandError("Set DEMO_PASSWORD: everybody in the demonstration clinic signs in with it.")
        if options["if_empty"] and Clinic.objects.exists():
            return
        for clinic in Clinic.objects.filter(is_demonstration=True):
            if not options["yes"] and not self._agreed(clinic):
                self.stdout.write("Nothing changed.")
                return
            take_down(clinic)
        clinic = play(now=clock.now(), progress=self._progress)
        self.stdout.write(f"{clinic}: {clinic.patients.count()} people, up to this minute.")

    def _agreed(self, clinic: Clinic) -> bool:
        question = (
            f"Everything in the demonstration clinic “{clinic}” is deleted and built anew. Go on? [y/N] "
        )
        return input(question).strip().lower() in ("y", "yes")

    def _progress(self, scenes):
        return tqdm(scenes, desc="Demonstration clinic", unit=" scenes")
