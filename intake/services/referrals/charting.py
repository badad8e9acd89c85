"""A packet's entries into the chart: new ones added, changed ones brought up to date, the rest left alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from people.models import Patient

from ...models import Allergy, Medication, Referral, TimelineEntry
from ...rules.packet import Packet, ReadCondition, ReadImaging, ReadProcedure, When
from ...rules.packet.shapes import Read
from ...rules.words import EntryKind, Teller

Facts = dict[str, Any]
#: By the name under which a report remembers them.
MODELS: Mapping[str, Any] = {"timeline": TimelineEntry, "medication": Medication, "allergy": Allergy}


@dataclass
class Charted:
    """How many rows were new, changed, or here already; `before` is what the changed ones said."""

    new: int = 0
    changed: int = 0
    same: int = 0
    before: list[tuple[str, str, Facts]] = field(default_factory=list)


def chart(packet: Packet, *, patient: Patient, referral: Referral, at: datetime) -> Charted:
    """Write the packet's entries for `patient`, in the caller's transaction."""
    charted = Charted()
    stamp = {"clinic_id": patient.clinic_id, "patient": patient, "referral": referral, "created_at": at}
    for name, rows in _rows_of(packet).items():
        _merge(name, rows, of=patient, stamp=stamp, into=charted)
    return charted


def _rows_of(packet: Packet) -> dict[str, list[tuple[str, Facts]]]:
    timeline: Iterable[Read] = (*packet.conditions, *packet.procedures, *packet.imaging)
    return {
        "timeline": [(row.key, _timeline_facts(row)) for row in timeline],
        "medication": [
            (row.key, {**_code(row), "dose": row.dose, "status": row.status, **_dated("started", row.starts)})
            for row in packet.medications
        ],
        "allergy": [
            (
                row.key,
                {
                    **_code(row),
                    "criticality": row.criticality,
                    "reaction": row.reaction,
                    **_dated("recorded", row.recorded),
                },
            )
            for row in packet.allergies
        ],
    }


def _timeline_facts(row: Read) -> Facts:
    match row:
        case ReadCondition() | ReadProcedure():
            kind = EntryKind.CONDITION if isinstance(row, ReadCondition) else EntryKind.PROCEDURE
            facts = {
                "kind": kind,
                "clinical_status": row.status,
                **_dated("ends", row.ends),
                **_start(row.starts),
            }
        case ReadImaging():
            facts = {"kind": EntryKind.IMAGING, "detail": row.detail, **_start(row.starts)}
        case _:
            raise TypeError(f"{type(row).__name__} has no place on the timeline")
    return {**_code(row), **facts, "told_by": Teller.PACKET}


def _code(row: Read) -> Facts:
    return {"title": row.code.title, "code_system": row.code.system, "code": row.code.code}


def _start(when: When) -> Facts:
    return {"starts_on": when.on, "precision": when.precision, "date_words": when.words}


def _dated(name: str, when: When) -> Facts:
    return {f"{name}_on": when.on, f"{name}_precision": when.precision}


def _identity(key: str, facts: Mapping[str, Any]) -> tuple[str, str]:
    """The sender's id and what it names: two senders may both have a “Condition/1”."""
    return key, facts["code"] or facts["title"]


def _merge(name: str, rows: list[tuple[str, Facts]], *, of: Patient, stamp: Facts, into: Charted) -> None:
    """One table's rows. `stamp` is what every new row carries besides its facts."""
    model = MODELS[name]
    here = model.objects.filter(patient=of, erred_at=None).exclude(source_key="")
    known = {_identity(row.source_key, row.__dict__): row for row in here}
    added, changed = [], []
    for key, facts in rows:
        row = known.get(_identity(key, facts))
        if row is None:
            added.append(model(**facts, **stamp, source_key=key))
        elif before := _update(row, facts):
            changed.append(row)
            into.before.append((name, str(row.pk), before))
        else:
            into.same += 1
    model.objects.bulk_create(added, batch_size=1000)
    if changed:
        fields = sorted({name for _, facts in rows for name in facts})
        model.objects.bulk_update(changed, fields=fields, batch_size=500)
    into.new += len(added)
    into.changed += len(changed)


def _update(row: TimelineEntry | Medication | Allergy, facts: Facts) -> Facts:
    """Set what differs; returns what those fields said before, ready for JSON."""
    before = {name: getattr(row, name) for name, value in facts.items() if getattr(row, name) != value}
    for name in before:
        setattr(row, name, facts[name])
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in before.items()}


def restore(before: Iterable[tuple[str, str, Facts]]) -> int:
    """Put back what an import changed, in rows that nobody marked as wrong since. Returns how many."""
    return sum(
        MODELS[name].objects.filter(pk=key, erred_at=None).update(**facts) for name, key, facts in before
    )


def mark_in_error(referral: Referral, *, user_id: object, reason: str, at: datetime) -> int:
    """Every row that an import added is marked entered in error; a chart loses nothing. Returns how many."""
    return sum(
        model.objects.filter(referral=referral, erred_at=None).update(
            erred_at=at, erred_by_id=user_id, erred_reason=reason
        )
        for model in MODELS.values()
    )
