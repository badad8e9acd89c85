"""The rows of a form whose rows are the person's own keep their names from first to last (PSFS)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor
from people.models import Patient

from ..models import ItemName
from ..rules.instrument import Instrument
from .guards import ensure_may_write, take_turns

_LONGEST = 120


@transaction.atomic
def name_items(
    *, patient: Patient, instrument: Instrument, names: Mapping[str, str], by: Actor, at: datetime
) -> None:
    """Give rows their names, once: a row that has one keeps it, and another name for it is refused."""
    ensure_may_write(by, patient)
    take_turns(patient)
    if not instrument.items_are_own:
        raise DomainError("not_own_rows", f"The rows of {instrument.title} have their names.")
    known = dict(
        ItemName.objects.filter(patient=patient, instrument=instrument.key).values_list("item", "words")
    )
    for item, words in names.items():
        _name(patient, instrument, item, " ".join(words.split()), known, by=by, at=at)


def _name(
    patient: Patient,
    instrument: Instrument,
    item: str,
    words: str,
    known: Mapping[str, str],
    *,
    by: Actor,
    at: datetime,
) -> None:
    if instrument.item(item) is None:
        raise DomainError("unknown_item", f"{instrument.title} has no row “{item}”.")
    if not words or len(words) > _LONGEST:
        raise DomainError("bad_name", f"Give it a name of at most {_LONGEST} letters.", f"name_{item}")
    if known.get(item, words) != words:
        why = "This row has a name already; another activity takes a free row."
        raise DomainError("named", why, f"name_{item}")
    if item not in known:
        row = ItemName.objects.create(
            clinic_id=patient.clinic_id,
            patient=patient,
            instrument=instrument.key,
            item=item,
            words=words,
            named_at=at,
        )
        audit.record("item_named", by=by, subject=row, detail=f"{instrument.key} {item}", at=at)
