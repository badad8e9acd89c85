"""Scores that came from outside, without their answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from audit import services as audit
from people.access import Actor, ensure_same_clinic
from people.models import Patient

from .. import instruments
from ..models import Score
from ..rules.scoring import kept
from ..rules.words import Mode


@dataclass(frozen=True)
class ImportedScore:
    """One number as a packet states it. `source_key` is the id that the sender gave it."""

    instrument: str
    value: Decimal
    true_on: date
    source_key: str


@dataclass(frozen=True)
class ImportedScores:
    """How many were new, how many were here already, and which were refused, each with its sentence."""

    taken: int
    known: int
    refused: tuple[tuple[ImportedScore, str], ...]


@transaction.atomic
def import_scores(
    *, patient: Patient, rows: Sequence[ImportedScore], source: tuple[str, str], by: Actor, at: datetime
) -> ImportedScores:
    """Keep scores from a referral, each once per `source_key`: the same packet twice changes nothing.

    A closed record takes them too: what came with a person who has died is their history, not a new act.
    """
    ensure_same_clinic(by, patient)
    judged = [(row, _why_not(patient, row, on=patient.today(at))) for row in rows]
    new = [_score(patient, row, source, at=at) for row, fault in judged if not fault]
    before = _count(patient)
    Score.objects.bulk_create(new, ignore_conflicts=True)
    taken = _count(patient) - before
    if taken:
        audit.record("scores_imported", by=by, subject=patient, detail=f"{taken} from {source[0]}", at=at)
    refused = tuple((row, fault) for row, fault in judged if fault)
    return ImportedScores(taken, len(new) - taken, refused)


@transaction.atomic
def withdraw_scores(*, source: tuple[str, str], reason: str, by: Actor, at: datetime) -> int:
    """Mark everything that a source brought as entered in error (an undone import). Returns how many."""
    kind, key = source
    brought = Score.objects.filter(source_kind=kind, source_id=str(key), erred_at=None)
    patients = list(Patient.objects.filter(scores__in=brought).distinct())
    ensure_same_clinic(by, *patients)
    count = brought.update(erred_at=at, erred_by_id=by.user_id, erred_reason=reason)
    for patient in patients:
        audit.record("scores_withdrawn", by=by, subject=patient, detail=kind, at=at)
    return count


def _why_not(patient: Patient, row: ImportedScore, *, on: date) -> str:
    """One sentence when the number cannot be kept; empty when it can."""
    asked = instruments.get(row.instrument)
    if not asked.low <= row.value <= asked.high:
        return f"{asked.title} runs from {asked.low} to {asked.high}, not {row.value}."
    if row.true_on < patient.birth_date:
        return f"{row.true_on} is before the birth date."
    if row.true_on > on:
        return f"{row.true_on} is in the future."
    return "" if row.source_key else "It has no id of its own."


def _score(patient: Patient, row: ImportedScore, source: tuple[str, str], *, at: datetime) -> Score:
    asked = instruments.get(row.instrument)
    return Score(
        clinic_id=patient.clinic_id,
        patient=patient,
        instrument=asked.key,
        version=asked.version,
        value=kept(row.value),
        true_on=row.true_on,
        computed_at=at,
        mode=Mode.IMPORT,
        source_kind=source[0],
        source_id=str(source[1]),
        source_key=row.source_key,
    )


def _count(patient: Patient) -> int:
    return Score.objects.filter(patient=patient).count()
