"""Bring in files of device days."""

from argparse import RawDescriptionHelpFormatter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from core.errors import DomainError
from outcomes import services
from outcomes.services import DeviceImport
from people import clock
from people.access import Actor
from people.models import Clinic, Patient

from ._clinics import clinic_named

_HELP = """\
Bring in days that a device counted: steps, and minutes asleep and in bed.

Three kinds of files are read, told apart by their columns:
  Fitbit's dailyActivity and sleepDay exports, many people by Id, dates such as 4/12/2016
  a plain table of one person: day,steps,slept_minutes, dates such as 2026-04-12; whose, by --patient

An export knows its people only by Id. An Id is looked up among the identifiers of system "fitbit"; lines of
an Id that nobody has are refused and counted. --create-patients takes a table that says who they are, with
the columns id,mrn,given_name,family_name,birth_date: a record with that number is linked, anybody else is
registered. A birth date is part of every record, so nobody is registered from an export alone.

Doing it again changes nothing."""


class Command(BaseCommand):
    help = _HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="A file, or a folder of .csv files."
        )
        parser.add_argument("--clinic", help="Its name or id; needed when there is more than one.")
        parser.add_argument("--patient", metavar="MRN", help="Whose plain table it is, by record number.")
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
            self._say(_import(clinic, patient, path, by))

    def _create(self, clinic: Clinic, path: Path, by: Actor) -> None:
        try:
            new = services.link_device_people(clinic=clinic, content=_read(path), by=by, at=clock.now())
        except DomainError as refused:
            raise CommandError(f"{path.name}: {refused.message} Nobody was registered.") from None
        self.stdout.write(f"{path.name}: {len(new)} people registered, without a care team yet.")

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


def _import(clinic: Clinic, patient: Patient | None, path: Path, by: Actor) -> DeviceImport:
    given = {
        "filename": path.name,
        "content": _read(path),
        "by": by,
        "at": clock.now(),
        "progress": lambda lines: tqdm(lines, desc=path.name, unit=" lines", disable=None),
    }
    try:
        if patient:
            return services.import_device_days(patient=patient, **given)
        return services.import_device_export(clinic=clinic, **given)
    except DomainError as refused:
        raise CommandError(f"{path.name}: {refused.message} Nothing of it was taken.") from None


def _patient(clinic: Clinic, mrn: str) -> Patient:
    patient = Patient.objects.filter(clinic=clinic, mrn=mrn).first()
    if patient is None:
        raise CommandError(f"{clinic} has no patient with the record number {mrn}.")
    return patient


def _files(paths: list[Path]) -> list[Path]:
    return [file for path in paths for file in (sorted(path.glob("*.csv")) if path.is_dir() else [path])]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from None
