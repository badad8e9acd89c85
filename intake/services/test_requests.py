"""Asking for a test because its result would change something, and recording which branch it took (S23)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from intake.models import Hypothesis, TestRequest
from intake.rules.testing import BY_KEY, Suspicion
from intake.rules.words import IdeaStatus, ResultBranch
from intake.selectors.testing import stop_before
from people.access import Actor, ensure_same_clinic
from people.models import Patient

from .hypotheses import decide_idea

_LONGEST = 300


@dataclass(frozen=True)
class Wanted:
    """A test as it is asked for; both branches are words, and neither may be empty."""

    kind: str
    region: str
    suspicion: Suspicion
    reason: str
    if_yes: str
    if_no: str
    plain_words: str = ""
    stop_reason: str = ""


@transaction.atomic
def request_test(
    *, patient: Patient, wanted: Wanted, idea: Hypothesis | None, by: Actor, at: datetime
) -> TestRequest:
    """Keep the request. The same study within the clinic's interval asks for a reason; it never blocks."""
    ensure_same_clinic(by, patient, *([idea] if idea else []))
    Patient.objects.select_for_update(no_key=True).get(pk=patient.pk)
    if not patient.is_open:
        raise DomainError("record_closed", "This record is closed; nothing is added to it.")
    for field in ("reason", "if_yes", "if_no"):
        if not getattr(wanted, field).strip():
            raise DomainError("words_needed", "Say it in words: a test is asked for what it changes.", field)
    same = TestRequest.objects.filter(
        patient=patient, kind=wanted.kind, region=wanted.region, reason=wanted.reason, erred_at=None
    ).filter(result="")
    if replayed := same.first():
        return replayed
    stop = stop_before(patient, wanted.kind, wanted.region, at=at)
    if stop and not wanted.stop_reason.strip():
        raise DomainError("again_so_soon", stop, "stop_reason")
    row = TestRequest.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        idea=idea,
        kind=wanted.kind,
        region=wanted.region,
        suspicion=wanted.suspicion,
        reason=wanted.reason,
        if_yes=wanted.if_yes,
        if_no=wanted.if_no,
        plain_words=wanted.plain_words or BY_KEY[wanted.kind].plain,
        stop=stop[:_LONGEST],
        stop_reason=wanted.stop_reason if stop else "",
        asked_at=at,
        asked_by_id=by.user_id,
    )
    audit.record("test_requested", by=by, subject=row, detail=f"{wanted.kind} {wanted.region}", at=at)
    return row


@transaction.atomic
def record_result(
    *,
    request: TestRequest,
    result: str,
    branch: ResultBranch,
    status: IdeaStatus | str,
    by: Actor,
    at: datetime,
) -> TestRequest:
    """Close the request with what it showed; the idea that it tests moves when somebody says so."""
    ensure_same_clinic(by, request)
    locked = TestRequest.objects.select_for_update(of=("self",), no_key=True).select_related("patient")
    row = locked.get(pk=request.pk)
    if not row.is_open:
        raise DomainError("has_result", "This test has its result already.")
    row.result, row.branch, row.result_on = result.strip(), branch, row.patient.today(at)
    row.resulted_at, row.resulted_by_id = at, by.user_id
    row.save(update_fields=["result", "branch", "result_on", "resulted_at", "resulted_by"])
    audit.record("test_result", by=by, subject=row, detail=branch, at=at)
    if row.idea and status:
        reason = f"{BY_KEY[row.kind].label}, {row.region}: {row.result}"
        decide_idea(idea=row.idea, status=IdeaStatus(status), reason=reason, by=by, at=at)
    return row
