"""The working idea over time: challenged ideas stay readable, and one idea is worked with (S21)."""

from datetime import datetime

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor, ensure_same_clinic
from people.models import Patient

from ..models import Hypothesis, IdeaDecision, IdeaEvidence, Intake, PainProblem
from ..rules.words import IdeaStatus, Weighs
from .conversation import ensure_open, touch


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
        is_working=True,
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
    IdeaDecision.objects.create(
        clinic_id=idea.clinic_id,
        patient_id=idea.patient_id,
        idea=idea,
        status=status,
        reason=idea.decided_reason,
        decided_at=at,
        decided_by_id=by.user_id,
    )
    audit.record(f"hypothesis_{status}", by=by, subject=idea, at=at)
    return idea


def decide_idea(*, idea: Hypothesis, status: IdeaStatus, reason: str, by: Actor, at: datetime) -> Hypothesis:
    """Supported, challenged, or open again: always with a reason, and every decision stays readable."""
    if not reason.strip():
        raise DomainError("reason_needed", "Say in a few words why.", "reason")
    if not idea.statement.strip():
        raise DomainError("statement_needed", "Say what the idea is first.", "reason")
    if (idea.status, idea.decided_reason) == (status, reason.strip()[:400]):
        return idea
    return _decide(idea, status, reason.strip(), by, at)


@transaction.atomic
def work_with(*, idea: Hypothesis, by: Actor, at: datetime) -> Hypothesis:
    """From now on the person's plan rests on this idea; the others stay on the board."""
    ensure_same_clinic(by, idea)
    if not idea.statement.strip():
        raise DomainError("statement_needed", "Say what the idea is first.")
    Patient.objects.select_for_update(no_key=True).get(pk=idea.patient_id)
    if Hypothesis.objects.filter(pk=idea.pk, is_working=True).exists():
        return idea
    Hypothesis.objects.filter(patient_id=idea.patient_id, is_working=True).update(is_working=False)
    Hypothesis.objects.filter(pk=idea.pk).update(is_working=True)
    audit.record("hypothesis_worked_with", by=by, subject=idea, at=at)
    return idea


@transaction.atomic
def set_idea_problem(*, idea: Hypothesis, problem: PainProblem | None, by: Actor, at: datetime) -> None:
    """Which of the person's pains the idea is about; None is none. Its words stay as they are."""
    ensure_same_clinic(by, idea, *([problem] if problem else []))
    locked = Hypothesis.objects.select_for_update(no_key=True).get(pk=idea.pk)
    if locked.problem == problem:
        return
    locked.problem = problem
    locked.save(update_fields=["problem"])
    audit.record("hypothesis_of_problem", by=by, subject=locked, at=at)


@transaction.atomic
def add_draft_idea(*, intake: Intake, by: Actor, at: datetime) -> Hypothesis:
    """An empty idea to write in; one that is still empty is used again, so a double press makes one."""
    ensure_same_clinic(by, intake)
    locked = ensure_open(intake)
    if empty := locked.hypotheses.filter(statement="", evidence_for="", planned_test="").first():
        return empty
    if by.user_id is None:
        raise DomainError("nobody", "An idea is somebody's.")
    idea = Hypothesis.objects.create(
        clinic_id=locked.clinic_id,
        patient_id=locked.patient_id,
        intake=locked,
        set_at=at,
        set_by_id=by.user_id,
    )
    touch(locked, at)
    audit.record("hypothesis_added", by=by, subject=idea, at=at)
    return idea


@transaction.atomic
def weigh_evidence(
    *, idea: Hypothesis, source: tuple[str, str], words: str, weighs: Weighs | None, by: Actor, at: datetime
) -> None:
    """A charted row weighs for or against an idea, or no longer (None). What it was stays on record."""
    ensure_same_clinic(by, idea)
    kind, key = source
    Hypothesis.objects.select_for_update(no_key=True).get(pk=idea.pk)
    stands = IdeaEvidence.objects.filter(idea=idea, source_kind=kind, source_id=key, erred_at=None).first()
    if (stands.weighs if stands else None) == weighs:
        return
    if stands:
        stands.erred_at, stands.erred_by_id, stands.erred_reason = at, by.user_id, "weighed anew"
        stands.save(update_fields=["erred_at", "erred_by", "erred_reason"])
    if weighs:
        IdeaEvidence.objects.create(
            clinic_id=idea.clinic_id,
            patient_id=idea.patient_id,
            idea=idea,
            weighs=weighs,
            source_kind=kind,
            source_id=key,
            words=words[:300],
            added_at=at,
            added_by_id=by.user_id,
        )
    audit.record("idea_evidence", by=by, subject=idea, detail=f"{kind} {weighs or 'neither'}", at=at)
