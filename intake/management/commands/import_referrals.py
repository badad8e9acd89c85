"""Bring referral packets in from files and folders, through the same services as the page."""

import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify
from tqdm import tqdm

from intake.models import Referral
from intake.presenters import PacketReport
from intake.rules.packet.unpack import too_large_sentence
from intake.rules.words import ReferralState
from intake.services import referrals
from people.access import Actor
from people.clock import now
from people.models import Clinic

_PAUSE_SECONDS = 0.2
_ENDINGS = (".json", ".json.gz", ".ndjson", ".ndjson.gz")
_ROW = "{:<44.44} {:<13} {:<12} {:>6} {:>6}  {}"


class Command(BaseCommand):
    help = "Import referral packets (FHIR R4, .json, .json.gz or .ndjson) from files and folders."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--clinic", help="Its name, or the name in lower case with hyphens.")

    def handle(self, *args, **options) -> None:
        clinic = clinic_named(options["clinic"])
        files = list(packet_files(options["paths"]))
        progress = tqdm(files, unit="packet", disable=not self._is_terminal)
        rows = [self._import(clinic, file) for file in progress]
        self._summarise(rows)
        refused = sum(row.state == ReferralState.REFUSED for row in rows)
        if refused:
            raise CommandError(f"{refused} of {len(rows)} packets were refused.", returncode=1)

    @property
    def _is_terminal(self) -> bool:
        return hasattr(self.stderr, "isatty") and self.stderr.isatty()

    def _import(self, clinic: Clinic, file: Path) -> Referral:
        """One file, to its end. A file that is too large is refused unread."""
        limits, size = referrals.limits(), file.stat().st_size
        if size > limits.packed:
            refusal = too_large_sentence(limits)
            return Referral(filename=file.name, size=size, state=ReferralState.REFUSED, refusal=refusal)
        received = referrals.receive_packet(
            clinic=clinic, filename=file.name, content=file.read_bytes(), by=Actor.system(clinic.pk), at=now()
        )
        return self._ended(received.referral)

    def _ended(self, referral: Referral) -> Referral:
        """A worker may be at it too: whoever claims it first imports it, and a lapsed claim is taken over."""
        while True:
            while claimed := referrals.claim_waiting(at=now()):
                referrals.import_packet(referral=claimed, at=now())
            row = Referral.objects.select_related("patient").get(pk=referral.pk)
            if row.state not in (ReferralState.WAITING, ReferralState.READING):
                return row
            time.sleep(_PAUSE_SECONDS)

    def _summarise(self, rows: list[Referral]) -> None:
        """Record numbers, no names: a terminal is often looked at by others, and logged."""
        self.stdout.write(_ROW.format("Packet", "State", "Record", "Taken", "Left", "").rstrip())
        reports = [PacketReport(row, names=False) for row in rows]
        for report in reports:
            self.stdout.write(self._line(report))
        taken = sum(report.taken_count for report in reports)
        left = sum(report.left_count for report in reports)
        self.stdout.write(f"{len(rows)} packets: {taken:,} entries taken, {left:,} left.")

    def _line(self, report: PacketReport) -> str:
        row = report.referral
        number = row.patient.mrn if row.patient else ""
        words = "" if row.state == ReferralState.DONE else report.sentence
        counts = (report.taken_count or "", report.left_count or "")
        return _ROW.format(row.filename, row.get_state_display(), number, *counts, words).rstrip()


def clinic_named(name: str | None) -> Clinic:
    """The clinic of that name; without a name, the only one there is."""
    clinics = list(Clinic.objects.order_by("name"))
    wanted = name and name.casefold()
    found = [one for one in clinics if wanted in (None, one.name.casefold(), slugify(one.name))]
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"“{one.name}”" for one in clinics) or "none yet"
    raise CommandError(f"Say which clinic with --clinic. There are: {names}.")


def packet_files(paths: list[Path]) -> Iterator[Path]:
    """Files as named; of folders, every packet in them, in order of name."""
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if one.name.endswith(_ENDINGS) and one.is_file())
        elif path.is_file():
            yield path
        else:
            raise CommandError(f"{path} is not there.")
