"""Reading what kind of pain a problem is; and a clinician's word on the widespread pattern."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from intake.models import MechanismReading, PainProblem, PatternReview
from intake.rules.cards import CardState, ensure_seen, same
from intake.rules.mechanism import BY_KEY, RULES_VERSION, Answer, typed_words, verdict, why_unfit
from intake.rules.widespread import Pattern
from intake.rules.words import PatternDecision
from people.access import Actor, ensure_same_clinic
from people.models import Patient

from .versions import Card, keep_version_before

CLOSED = "This record is closed; nothing is added to it."
_LONGEST = 300


def newest_reading(problem: PainProblem) -> MechanismReading | None:
    return MechanismReading.objects.filter(problem=problem).first()


def mechanism_values(reading: MechanismReading | None) -> dict[str, str]:
    """The card as it stands: the answers by criterion, the dominant part, the note."""
    if reading is None:
        return {}
    return {**reading.answers, "dominant": reading.dominant, "note": reading.note}


def mechanism_state(reading: MechanismReading | None) -> CardState:
    return CardState(mechanism_values(reading), is_recorded=reading is not None)


@transaction.atomic
def save_mechanism(
    *, problem: PainProblem, values: Mapping[str, str], seen: str, by: Actor, at: datetime
) -> CardState:
    """Keep the answers and grade them by the rules of today.

    A reading that the same person began on the same day goes on; any other is followed by a new one, so that
    earlier readings stay as they were. A dominant part that no longer fits the answers is dropped.
    """
    ensure_same_clinic(by, problem)
    patient = Patient.objects.select_for_update(no_key=True).get(pk=problem.patient_id)
    if not patient.is_open:
        raise DomainError("record_closed", CLOSED)
    newest = newest_reading(problem)
    current = mechanism_state(newest)
    wanted = _clean(values)
    if same(wanted, current.values):
        return current
    ensure_seen(current, wanted, seen)
    reading = newest if newest and _goes_on(newest, patient, by, at) else _begin(problem)
    _grade(reading, wanted)
    reading.read_at, reading.read_by_id = at, by.user_id
    reading.save()
    keep_version_before(card=versions_of(problem, newest), before=current, chosen=wanted, by=by, at=at)
    audit.record("mechanism_read", by=by, subject=reading, detail=reading.kind or "not settled", at=at)
    return mechanism_state(reading)


def versions_of(problem: PainProblem, newest: MechanismReading | None = None) -> Card:
    """`newest` is the reading whose author is asked for."""
    saves = {"object_id": str(newest.pk) if newest else "", "action": "mechanism_read"}
    return Card(problem, "kind-of-pain", typed_words, saves)


def _clean(values: Mapping[str, str]) -> dict[str, str]:
    """What was answered; “not known” says nothing, so it is left out."""
    answers = {key: values.get(key, "") for key in BY_KEY}
    if wrong := [key for key, answer in answers.items() if answer and answer not in set(Answer)]:
        raise DomainError("no_answer", "Choose yes, no or not known.", wrong[0])
    note = values.get("note", "").strip()
    if len(note) > _LONGEST:
        raise DomainError("too_long", f"A note holds at most {_LONGEST} characters.", "note")
    known = {key: answer for key, answer in answers.items() if answer not in ("", Answer.UNKNOWN)}
    judged = verdict({key: Answer(answer) for key, answer in known.items()})
    dominant = values.get("dominant", "")
    return {**known, "dominant": "" if why_unfit(judged, dominant) else dominant, "note": note}


def _goes_on(reading: MechanismReading, patient: Patient, by: Actor, at: datetime) -> bool:
    return reading.read_by_id == by.user_id and patient.today(reading.read_at) == patient.today(at)


def _begin(problem: PainProblem) -> MechanismReading:
    return MechanismReading(clinic_id=problem.clinic_id, patient_id=problem.patient_id, problem=problem)


def _grade(reading: MechanismReading, wanted: Mapping[str, str]) -> None:
    reading.answers = {key: wanted[key] for key in BY_KEY if key in wanted}
    judged = verdict(reading.said)
    reading.grades = {one.mechanism.value: one.grade.value for one in judged.graded}
    reading.kind = judged.kind or ""
    reading.dominant, reading.note = wanted["dominant"], wanted["note"]
    reading.sentence = judged.sentence(reading.dominant)
    reading.rules_version = RULES_VERSION


@transaction.atomic
def review_pattern(
    *, patient: Patient, found: Pattern, decision: PatternDecision, reason: str, by: Actor, at: datetime
) -> PatternReview:
    """Confirm the pattern, or set it aside with a reason. Kept with the reasons that held."""
    ensure_same_clinic(by, patient)
    if not patient.is_open:
        raise DomainError("record_closed", CLOSED)
    if decision == PatternDecision.SET_ASIDE and not reason.strip():
        raise DomainError("reason_needed", "Say why it is set aside.", "reason")
    held = [f"{one.name}: {one.words}" for one in found.holding]
    newest = PatternReview.objects.filter(patient=patient).first()
    if newest and (newest.decision, newest.reason, newest.held) == (decision, reason.strip(), held):
        return newest
    review = PatternReview.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        decision=decision,
        reason=reason.strip()[:_LONGEST],
        held=held,
        reviewed_at=at,
        reviewed_by_id=by.user_id,
    )
    audit.record(f"pattern_{decision}", by=by, subject=review, at=at)
    return review
