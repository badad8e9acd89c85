"""Bring in files of device days."""

from argparse import RawDescriptionHelpFormatter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from core.errors import DomainError
from outcomes import services
from outcomes.models import WearableFile
from outcomes.rules.words import WearableState
from outcomes.services import DeviceImport, wearables
from outcomes.wearable_report import WearableReport
from people import clock
from people.access import Actor
from people.models import Clinic, Patient

from ._clinics import clinic_named

_HELP = """\
Bring in days that a device counted: steps, and minutes asleep and in bed.

With --patient, one person's files, as they are dropped on that person's page: an Apple Health export (zip or
xml), Fitbit and Google Takeout, Garmin FIT and CSV, Open mHealth, or a plain table: day,steps,slept_minutes,
dates such as 2026-04-12. Without it, exports of many people, told apart by their columns: dailyActivity and
sleepDay of Fitbit, people by Id, dates such as 4/12/2016.

An export knows its people only by Id. An Id is looked up among the identifiers of system "fitbit"; lines of
an Id that nobody has are refused and counted. --create-patients takes a table that says who they are, with
the columns id,mrn,given_name,family_name,birth_date: a record with that number is linked, anybody else is
registered. A birth date is part of every record, so nobody is registered from an export alone.

Doing it again changes nothing."""


#: What is taken from a folder.
_ENDINGS = {".csv", ".zip", ".xml", ".json", ".fit"}


class Command(BaseCommand):
    help = _HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths",
            nargs="+",
            type=Path,
            metavar="PATH",
            help="A file, or a folder of files (.csv, .zip ...).",
        )
        parser.add_argument("--clinic", help="Its name or id; needed when there is more than one.")
        parser.add_argument("--patient", metavar="MRN", help="Whose files they are, by record number.")
        parser.add_argument(
            "--create-patients", metavar="PEOPLE.csv", type=Path, help="Who wears which device."
        )

    def handle(self, *args, **options) -> None:
        clinic = clinic_named(options["clinic"])
        patient = _patient(clinic, options["patient"]) if options["patient"] else None
        by = Actor.system(clinic.pk)
        if options["create_patients"]:
            self._create(clinic, options["create_patients"], by)
        for path in _files(options["paths"]):
            if patient:
                self._say_file(_import_file(patient, path, by))
            else:
                self._say(_import(clinic, path, by))

    def _create(self, clinic: Clinic, path: Path, by: Actor) -> None:
        try:
            new = services.link_device_people(clinic=clinic, content=_read(path), by=by, at=clock.now())
        except DomainError as refused:
            raise CommandError(f"{path.name}: {refused.message} Nobody was registered.") from None
        self.stdout.write(f"{path.name}: {len(new)} people registered, without a care team yet.")

    def _say_file(self, file: WearableFile) -> None:
        report = WearableReport(file)
        if file.state == WearableState.REFUSED:
            raise CommandError(f"{file.filename}: {report.sentence}")
        self.stdout.write(f"{file.filename}: {report.sentence}")
        for line, why in report.refused:
            self.stdout.write(f"  Line {line}: {why}")

    def _say(self, report: DeviceImport) -> None:
        again = " It was read before." if report.was_known else ""
        self.stdout.write(
            f"{report.filename}: {report.lines} lines, {report.people} people."
            f" Days: {report.added} new, {report.changed} changed, {report.unchanged} as they were;"
            f" {report.duplicates} duplicates, {report.not_worn} without the device,"
            f" {len(report.refused)} refused.{again}"
        )
        if report.unknown_people:
            self.stdout.write(
                f"  Nobody here has the ids {', '.join(report.unknown_people)}: see --create-patients."
            )
        unknown = tuple(f"We know nobody with the id {one}." for one in report.unknown_people)
        for refused in report.refused:
            if refused.why not in unknown:
                self.stdout.write(f"  Line {refused.line}: {refused.why}")


def _import(clinic: Clinic, path: Path, by: Actor) -> DeviceImport:
    try:
        return services.import_device_export(
            clinic=clinic,
            filename=path.name,
            content=_read(path),
            by=by,
            at=clock.now(),
            progress=lambda lines: tqdm(lines, desc=path.name, unit=" lines", disable=None),
        )
    except DomainError as refused:
        raise CommandError(f"{path.name}: {refused.message} Nothing of it was taken.") from None


def _import_file(patient: Patient, path: Path, by: Actor) -> WearableFile:
    """Through the same door as the person's page; read here and now, unless a worker was quicker."""
    try:
        with path.open("rb") as content:
            received = wearables.receive_file(
                patient=patient, filename=path.name, content=content, by=by, at=clock.now()
            )
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from None
    except DomainError as refused:
        raise CommandError(f"{path.name}: {refused.message} Nothing of it was taken.") from None
    claimed = wearables.claim(received.file)
    if claimed is None:
        return received.file
    with tqdm(total=100, desc=path.name, unit="%", disable=None) as bar:
        return wearables.import_file(
            file=claimed, at=clock.now(), shown=lambda percent: bar.update(percent - bar.n)
        )


def _patient(clinic: Clinic, mrn: str) -> Patient:
    patient = Patient.objects.filter(clinic=clinic, mrn=mrn).first()
    if patient is None:
        raise CommandError(f"{clinic} has no patient with the record number {mrn}.")
    return patient


def _files(paths: list[Path]) -> list[Path]:
    return [file for path in paths for file in (_inside(path) if path.is_dir() else [path])]


def _inside(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in _ENDINGS)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from None
