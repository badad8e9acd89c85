"""A flare begins, is over, was kept wrongly (S73). Its days are facts about the person, never a verdict."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from audit import services as audit
from core.errors import DomainError
from core.ids import uuid7
from people import selectors as people
from people import services as people_services
from people.access import Actor, ensure_same_clinic
from people.models import Patient
from people.permissions import Role

from ..models import Flare
from ..rules.words import FlareCause, FlareSeverity, Mode
from .guards import ensure_lived, ensure_may_write, take_turns

CORRECTED = "Corrected"


@dataclass(frozen=True)
class FlareFacts:
    """What is said of a flare. No `ended_on`: it is still on. Empty words: nobody said."""

    started_on: date
    ended_on: date | None = None
    severity: FlareSeverity | str = ""
    cause: FlareCause | str = ""
    cause_words: str = ""


@transaction.atomic
def start_flare(
    *,
    patient: Patient,
    operation_id: UUID,
    started_on: date,
    mode: Mode,
    by: Actor,
    at: datetime,
    ended_on: date | None = None,
    severity: FlareSeverity | str = "",
    cause: FlareCause | str = "",
    cause_words: str = "",
) -> Flare:
    """Keep a flare: one that begins now, or (with `ended_on`) one that is past.

    1. The same operation again gives the flare that it made.
    2. From a phone, “it started” while a flare is on gives that one: a second tap starts nothing. One that
       was over on that very day goes on. Staff are told of the other flare instead.
    3. Two flares share no day.
    """
    ensure_may_write(by, patient)
    take_turns(patient)
    if known := Flare.objects.filter(patient=patient, operation_id=operation_id).first():
        return known
    facts = FlareFacts(started_on, ended_on, severity, cause, cause_words.strip())
    _check(patient, facts, at=at)
    if mode == Mode.PHONE and ended_on is None:
        same = _running(patient) or _resumed(patient, started_on, by=by, at=at)
        if same:
            return same
    _refuse_overlap(patient, facts)
    return _keep(patient, operation_id, facts, mode=mode, by=by, at=at)


@transaction.atomic
def end_flare(*, patient: Patient, ended_on: date, by: Actor, at: datetime) -> Flare | None:
    """The running flare is over; `ended_on` is its last day. None while none is on: two taps are one."""
    ensure_may_write(by, patient)
    take_turns(patient)
    flare = _running(patient)
    if flare is None:
        return None
    ensure_lived(patient, ended_on, at=at, field="ended_on")
    _refuse_backwards(flare.started_on, ended_on)
    Flare.objects.filter(pk=flare.pk).update(ended_on=ended_on)
    flare.ended_on = ended_on
    audit.record("flare_ended", by=by, subject=flare, detail=str(ended_on), at=at)
    return flare


@transaction.atomic
def describe_flare(
    *,
    patient: Patient,
    severity: FlareSeverity | str,
    cause: FlareCause | str,
    cause_words: str,
    by: Actor,
    at: datetime,
) -> Flare | None:
    """How bad the running flare is, and what it may come from. None while none is on."""
    ensure_may_write(by, patient)
    take_turns(patient)
    flare = _running(patient)
    if flare is None:
        return None
    facts = FlareFacts(flare.started_on, None, severity, cause, cause_words.strip())
    _check(patient, facts, at=at)
    flare.severity, flare.cause, flare.cause_words = facts.severity, facts.cause, facts.cause_words
    flare.save(update_fields=["severity", "cause", "cause_words"])
    audit.record("flare_described", by=by, subject=flare, at=at)
    return flare


@transaction.atomic
def correct_flare(*, flare: Flare, facts: FlareFacts, mode: Mode, by: Actor, at: datetime) -> Flare:
    """What was kept stays readable as corrected; the new words stand in its place."""
    patient = flare.patient
    ensure_may_write(by, patient, flare)
    take_turns(patient)
    _check(patient, facts, at=at)
    _mark(flare, CORRECTED, by=by, at=at)
    if facts.ended_on is None and _running(patient):
        raise DomainError("flare_is_on", "Another flare is still on. End that one first.", "ended_on")
    _refuse_overlap(patient, facts)
    return _keep(patient, uuid7(), facts, mode=mode, by=by, at=at)


@transaction.atomic
def withdraw_flare(*, flare: Flare, reason: str, by: Actor, at: datetime) -> None:
    """It was no flare, or somebody else's: entered in error. Allowed on a closed record too."""
    ensure_same_clinic(by, flare)
    take_turns(flare.patient)
    if not reason.strip():
        raise DomainError("reason_needed", "Say what was wrong.", "reason")
    _mark(flare, reason.strip(), by=by, at=at)


def _check(patient: Patient, facts: FlareFacts, *, at: datetime) -> None:
    ensure_lived(patient, facts.started_on, at=at, field="started_on")
    if facts.ended_on is not None:
        ensure_lived(patient, facts.ended_on, at=at, field="ended_on")
        _refuse_backwards(facts.started_on, facts.ended_on)
    if facts.severity and facts.severity not in set(FlareSeverity):
        raise DomainError("out_of_range", "Choose mild, moderate or severe.", "severity")
    if facts.cause and facts.cause not in set(FlareCause):
        raise DomainError("out_of_range", "Choose one of the causes, or none.", "cause")


def _refuse_backwards(started_on: date, ended_on: date) -> None:
    if ended_on < started_on:
        raise DomainError("ends_first", "A flare ends on or after the day it started.", "ended_on")


def _refuse_overlap(patient: Patient, facts: FlareFacts) -> None:
    """A flare that is still on reaches as far as any day."""
    others = Flare.objects.filter(patient=patient, erred_at=None)
    others = others.filter(Q(ended_on=None) | Q(ended_on__gte=facts.started_on))
    if facts.ended_on is not None:
        others = others.filter(started_on__lte=facts.ended_on)
    if other := others.first():
        words = f"A flare is kept already from {other.started_on:%-d %b %Y}. Two flares share no day."
        raise DomainError("flare_overlaps", words, "started_on")


def _running(patient: Patient) -> Flare | None:
    return Flare.objects.filter(patient=patient, ended_on=None, erred_at=None).first()


def _resumed(patient: Patient, on: date, *, by: Actor, at: datetime) -> Flare | None:
    """“It is over” was too early: the flare that held this day goes on."""
    flares = Flare.objects.filter(patient=patient, erred_at=None, started_on__lte=on, ended_on__gte=on)
    flare = flares.first()
    if flare is None:
        return None
    flare.ended_on = None
    flare.save(update_fields=["ended_on"])
    audit.record("flare_resumed", by=by, subject=flare, at=at)
    return flare


def _keep(
    patient: Patient, operation_id: UUID, facts: FlareFacts, *, mode: Mode, by: Actor, at: datetime
) -> Flare:
    flare = Flare.objects.create(
        patient=patient,
        clinic_id=patient.clinic_id,
        operation_id=operation_id,
        started_on=facts.started_on,
        ended_on=facts.ended_on,
        severity=facts.severity,
        cause=facts.cause,
        cause_words=facts.cause_words,
        mode=mode,
        recorded_by_id=by.user_id,
        recorded_at=at,
    )
    audit.record("flare_started", by=by, subject=flare, detail=f"{flare.started_on} {mode}", at=at)
    if mode == Mode.PHONE:
        _ask_for_a_call(flare, by=by, at=at)
    return flare


def _ask_for_a_call(flare: Flare, *, by: Actor, at: datetime) -> None:
    """Nobody of the team was there when a phone says it; who writes it down for somebody knows it already."""
    clinic = flare.patient.clinic
    hours = people.policy(clinic, "flare_call_hours", on=clinic.today(at)).value
    people_services.open_task(
        patient=flare.patient,
        reason_code="flare_started",
        sentence=f"A flare started on {flare.started_on:%-d %b}. Go through the flare steps together.",
        owner_role=Role.NAVIGATOR,
        due_at=at + timedelta(hours=float(hours)),
        source=_source(flare),
        by=by,
        at=at,
    )


def _source(flare: Flare) -> tuple[str, str]:
    return "outcomes.flare", str(flare.pk)


def _mark(flare: Flare, reason: str, *, by: Actor, at: datetime) -> None:
    changed = Flare.objects.filter(pk=flare.pk, erred_at=None).update(
        erred_at=at, erred_by_id=by.user_id, erred_reason=reason
    )
    if not changed:
        raise DomainError("already", "This is marked as entered in error already.")
    people_services.cancel_tasks_of(source=_source(flare), reason="The entry was wrong.", by=by, at=at)
    audit.record("entered_in_error", by=by, subject=flare, at=at)
