"""The instruments of one clinic: the house's, its own, and the licensed wording that it loaded (S62, S64).

The registry stays pure data for everybody. A catalogue is made for one request or one call of a service and
thrown away with it: it asks the database at most once for each of three things, and not at all while only the
house's own instruments are looked up.
"""

from collections.abc import Iterable
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from core.errors import DomainError

from .. import instruments
from ..models import LoadedInstrument, Response
from ..rules.instrument import Instrument
from ..rules.instrument_file import FileKind, instrument_from, worded, wording_from


class Catalogue:
    """What one clinic can enter, ask and score."""

    def __init__(self, clinic_id: UUID):
        self.clinic_id = clinic_id

    def get(self, key: str, version: str | None = None) -> Instrument:
        """One instrument, as it is scored; the newest version unless one is named. DomainError if unknown."""
        if instruments.is_known(key, version):
            return instruments.get(key, version)
        found = self._own_newest.get(key) if version is None else self._own.get((key, version))
        return found or instruments.get(key, version)

    def put(self, key: str, version: str | None = None) -> tuple[Instrument, LoadedInstrument | None]:
        """One instrument as it is put to somebody now, and the clinic's file that its wording comes from."""
        found = self.get(key, version)
        if found.has_wording:
            return found, None
        rows = self._rows(FileKind.WORDING).filter(instrument=found.key, version=found.version)
        row = rows.order_by("-edition").first()
        return (_with_wording(found, row), row) if row else (found, None)

    def of_response(self, response: Response) -> Instrument:
        """A form as it was put when it was begun, whatever was loaded since."""
        found = self.get(response.instrument, response.version)
        return _with_wording(found, response.wording) if response.wording else found

    def is_offered(self, key: str) -> bool:
        """May the newest version be put to patients?"""
        found = self.get(key)
        return found.is_offered_to_patients or (found.key, found.version) in self._worded

    @property
    def battery(self) -> tuple[Instrument, ...]:
        return instruments.BATTERY

    @property
    def others(self) -> tuple[Instrument, ...]:
        """What else may be filled in: the house's further forms, then the clinic's own."""
        return (*instruments.OTHERS, *self._own_newest.values())

    @property
    def offered(self) -> tuple[Instrument, ...]:
        """What may be put to patients, in the order of the pages."""
        return tuple(one for one in (*self.battery, *self.others) if self.is_offered(one.key))

    def in_order(self, keys: Iterable[str]) -> list[Instrument]:
        """The newest version of each, in the order of the registry, then the clinic's own by title."""
        wanted = set(keys)
        ours = [one for key, one in instruments.NEWEST.items() if key in wanted]
        if len(ours) == len(wanted):
            return ours
        return ours + [one for key, one in self._own_newest.items() if key in wanted - instruments.KEYS]

    @cached_property
    def _worded(self) -> frozenset[tuple[str, str]]:
        rows = self._rows(FileKind.WORDING)
        return frozenset(rows.values_list("instrument", "version"))

    @cached_property
    def _own(self) -> dict[tuple[str, str], Instrument]:
        """By key and version, the version loaded last at the end."""
        rows = self._rows(FileKind.INSTRUMENT).order_by("loaded_at", "id")
        loaded = (instrument_from(row.data) for row in rows)
        return {(one.key, one.version): one for one in loaded}

    @cached_property
    def _own_newest(self) -> dict[str, Instrument]:
        newest = {one.key: one for one in self._own.values()}
        return dict(sorted(newest.items(), key=lambda pair: pair[1].title.casefold()))

    def _rows(self, kind: FileKind) -> QuerySet[LoadedInstrument]:
        return LoadedInstrument.objects.filter(clinic=self.clinic_id, kind=kind)


def _with_wording(form: Instrument, row: LoadedInstrument) -> Instrument:
    return worded(form, wording_from(row.data, form))


def refuse_unoffered(catalogue: Catalogue, asked: Instrument) -> None:
    """Patients are only offered what they can read, and what somebody watches."""
    if not catalogue.is_offered(asked.key):
        why = f"The wording of {asked.title} is not loaded here."
        if asked.has_wording:
            why = f"{asked.title} can show a danger sign that nobody sees at night; it is for staff to ask."
        raise DomainError("not_offered", why, "instrument")
