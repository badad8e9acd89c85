"""Load the licensed wording of a form, or a clinic's own instrument, from a file."""

from argparse import RawDescriptionHelpFormatter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.errors import DomainError
from outcomes import services
from outcomes.rules.instrument_file import LARGEST_BYTES, FileKind, InstrumentFile
from people import clock
from people.access import Actor

from ._clinics import clinic_named

_HELP = """\
Load an instrument for one clinic from a YAML file.

Two kinds of file, told apart by what they say first:
  kind: wording      the site's licensed text of a form that the house scores (ODI, NDI, PCS, PROMIS ...)
  kind: instrument   an instrument of the clinic's own

A file that does not fit changes nothing and the line is named. The same file twice changes nothing.
docs/instruments.md says how to write one; docs/examples/ has one of each kind."""


class Command(BaseCommand):
    help = _HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, metavar="FILE")
        parser.add_argument("--clinic", help="Its name or id; needed when there is more than one.")
        parser.add_argument("--check", action="store_true", help="Only say whether the file would do.")

    def handle(self, *args, **options) -> None:
        path = options["path"]
        try:
            said = _check(path) if options["check"] else _load(path, options["clinic"])
        except DomainError as refused:
            raise CommandError(f"{path.name}: {refused.message} Nothing was changed.") from None
        self.stdout.write(f"{path.name}: {said}")


def _check(path: Path) -> str:
    return f"{_words(services.check_instrument_file(_read(path)))} It fits; nothing was loaded."


def _load(path: Path, named: str | None) -> str:
    clinic = clinic_named(named)
    loaded = services.load_instrument(
        clinic=clinic, content=_read(path), by=Actor.system(clinic.pk), at=clock.now()
    )
    state = f"Loaded for {clinic}." if loaded.is_new else f"{clinic} has it already; nothing was changed."
    return f"{_words(loaded.file)} {state}"


def _words(file: InstrumentFile) -> str:
    """What it holds, without a word of its text."""
    one = file.instrument
    what = "Licensed wording of" if file.kind == FileKind.WORDING else "Own instrument"
    return f"{what} {one.title} {one.version}, {len(one.items)} items."


def _read(path: Path) -> bytes:
    """No more of it than can be right."""
    if not path.is_file():
        raise CommandError(f"{path}: There is no such file.")
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from None
