"""The working idea over time: challenged ideas stay readable, and one idea is worked with (S21)."""

from datetime import datetime

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor, ensure_same_clinic
from people.models import Patient

from ..models import Hypothesis
from ..rules.words import IdeaStatus


@transaction.atomic
def add_hypothesis(
    *,
    patient: Patient,
    statement: str,
    by: Actor,
    at: datetime,
    evidence_for: str = "",
    evidence_against: str = "",
    planned_test: str = "",
    after: Hypothesis | None = None,
) -> Hypothesis:
    """Work with a new idea from now on. `after` is the one it follows; of the same pain problem."""
    ensure_same_clinic(by, patient, *([after] if after else []))
    if not statement.strip():
        raise DomainError("statement_needed", "Say what the idea is.", "statement")
    if by.user_id is None:
        raise DomainError("nobody", "An idea is somebody's.")
    Patient.objects.select_for_update(no_key=True).get(pk=patient.pk)
    Hypothesis.objects.filter(patient=patient, is_working=True).update(is_working=False)
    idea = Hypothesis.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        problem=after.problem if after else None,
        statement=statement.strip(),
        evidence_for=evidence_for,
        evidence_against=evidence_against,
        planned_test=planned_test,
        set_at=at,
        set_by_id=by.user_id,
    )
    audit.record("hypothesis_added", by=by, subject=idea, at=at)
    return idea


def challenge_hypothesis(*, hypothesis: Hypothesis, reason: str, by: Actor, at: datetime) -> Hypothesis:
    """What was found speaks against it. It stays the working idea until another one is written."""
    if not reason.strip():
        raise DomainError("reason_needed", "Say what speaks against it.", "reason")
    return _decide(hypothesis, IdeaStatus.CHALLENGED, reason.strip(), by, at)


def support_hypothesis(*, hypothesis: Hypothesis, reason: str, by: Actor, at: datetime) -> Hypothesis:
    """What was found speaks for it."""
    return _decide(hypothesis, IdeaStatus.SUPPORTED, reason.strip(), by, at)


@transaction.atomic
def _decide(hypothesis: Hypothesis, status: IdeaStatus, reason: str, by: Actor, at: datetime) -> Hypothesis:
    ensure_same_clinic(by, hypothesis)
    idea = Hypothesis.objects.select_for_update(no_key=True).get(pk=hypothesis.pk)
    idea.status, idea.decided_reason = status, reason[:400]
    idea.decided_at, idea.decided_by_id = at, by.user_id
    idea.save(update_fields=["status", "decided_reason", "decided_at", "decided_by"])
    audit.record(f"hypothesis_{status}", by=by, subject=idea, at=at)
    return idea
