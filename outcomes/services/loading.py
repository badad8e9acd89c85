"""Taking a clinic's file: the licensed wording of a form, or an instrument of its own (S62, S64)."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor
from people.models import Clinic

from .. import instruments
from ..models import LoadedInstrument
from ..rules.instrument_file import FileError, FileKind, InstrumentFile, read_instrument_file


@dataclass(frozen=True)
class Loaded:
    """The row that is in force now; `is_new` is False when the same was loaded before."""

    file: InstrumentFile
    row: LoadedInstrument
    is_new: bool


def check_instrument_file(content: bytes) -> InstrumentFile:
    """What a file holds. Raises DomainError, whose sentence names the line; nothing is written."""
    titles = {one.key: one.title for one in instruments.ALL}
    try:
        return read_instrument_file(content, find=instruments.get, titles=titles)
    except FileError as error:
        raise DomainError("bad_file", str(error)) from None


@transaction.atomic
def load_instrument(*, clinic: Clinic, content: bytes, by: Actor, at: datetime) -> Loaded:
    """Keep a file's instrument or wording for one clinic, from now on. The same again changes nothing.

    Another wording of a form is a new edition: what was begun keeps the one it was begun with. An instrument
    of the clinic's own is scored by its version, so a changed one needs a new version.
    """
    if by.clinic_id != clinic.pk:
        raise DomainError("other_clinic", "That is another clinic.")
    file = check_instrument_file(content)
    Clinic.objects.select_for_update().get(pk=clinic.pk)
    one = file.instrument
    rows = LoadedInstrument.objects.filter(clinic=clinic, instrument=one.key, version=one.version)
    latest = rows.order_by("-edition").first()
    kept = json.dumps(file.data, ensure_ascii=False)
    if latest and latest.content == kept:
        return Loaded(file, latest, is_new=False)
    if latest and file.kind == FileKind.INSTRUMENT:
        why = f"{one.title} {one.version} is loaded and says something else. Give this one a new version."
        raise DomainError("version_taken", why)
    row = LoadedInstrument.objects.create(
        clinic=clinic,
        kind=file.kind,
        instrument=one.key,
        version=one.version,
        edition=latest.edition + 1 if latest else 1,
        language=file.language,
        licence_ref=file.licence_ref,
        content=kept,
        loaded_at=at,
    )
    detail = f"{row.kind} {row.instrument} {row.version} edition {row.edition}"
    audit.record("instrument_loaded", by=by, subject=row, detail=detail, at=at)
    return Loaded(file, row, is_new=True)
