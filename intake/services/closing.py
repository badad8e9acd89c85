"""Closing a conversation: reading it back, the one-page summary, and what is added after signing."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from intake.models import Addendum, Hypothesis, Intake, ReadBack, VisitSummary
from intake.rules.cards import SENSITIVE, title_of
from intake.rules.words import SummaryStatus
from intake.selectors import closing as selectors
from intake.selectors.conversation import charted
from people.access import Actor, ensure_same_clinic

from .conversation import CLOSED, ensure_open, touch

APPROVED = "This page is approved and stays as it was handed over. Write a new version instead."
NOT_SIGNED = "This intake is still open: write it where it belongs."
#: A signed intake is its own first version; each addendum is the next one.
SIGNED_VERSION = 1
#: Characters of a part that is begun from what is charted; a page holds little more.
MOST = 600


@transaction.atomic
def record_read_back(*, intake: Intake, corrections: str, by: Actor, at: datetime) -> ReadBack:
    """Keep what was read to the person just now, and what they corrected.

    The same reading with the same corrections, posted twice, is kept once.
    """
    ensure_same_clinic(by, intake)
    locked = ensure_open(intake)
    lines = [[part.title, list(part.sentences)] for part in selectors.parts_of(locked)]
    if not lines:
        raise DomainError("nothing_to_read", "Nothing is charted yet that could be read back.")
    last = selectors.last_read_back(locked)
    if last and (last.lines, last.corrections) == (lines, corrections.strip()):
        return last
    row = ReadBack.objects.create(
        clinic_id=locked.clinic_id,
        patient=locked.patient,
        intake=locked,
        lines=lines,
        corrections=corrections.strip(),
        read_at=at,
        read_by_id=_person(by),
    )
    touch(locked, at)
    audit.record("intake_read_back", by=by, subject=row, at=at)
    return row


@transaction.atomic
def add_addendum(*, intake: Intake, text: str, by: Actor, at: datetime) -> Addendum:
    """Words after the signature. The same words from the same person, posted twice, are kept once."""
    ensure_same_clinic(by, intake)
    said = text.strip()
    if not said:
        raise DomainError("text_needed", "Write what is to be added.", "text")
    locked = _lock(intake)
    if not locked.is_signed:
        raise DomainError("not_signed", NOT_SIGNED)
    last = locked.addenda.last()
    if last and (last.text, last.added_by_id) == (said, by.user_id):
        return last
    row = Addendum.objects.create(
        clinic_id=locked.clinic_id,
        patient=locked.patient,
        intake=locked,
        version=(last.version if last else SIGNED_VERSION) + 1,
        text=said,
        added_at=at,
        added_by_id=_person(by),
    )
    audit.record("addendum_added", by=by, subject=row, at=at)
    return row


@transaction.atomic
def write_summary(*, intake: Intake, by: Actor, at: datetime) -> VisitSummary:
    """The page that is being written, or a new one.

    The first is begun from what the intake holds, a later one from the version before it.
    """
    ensure_same_clinic(by, intake)
    locked = _lock(intake)
    last = selectors.summary_of(locked)
    if last and not last.is_approved:
        return last
    begun = (
        {field: getattr(last, field) for field in VisitSummary.draft_fields} if last else _begun_from(locked)
    )
    row = VisitSummary.objects.create(
        clinic_id=locked.clinic_id,
        patient=locked.patient,
        intake=locked,
        version=last.version + 1 if last else 1,
        written_at=at,
        written_by_id=_person(by),
        **begun,
    )
    audit.record("visit_summary_begun", by=by, subject=row, at=at)
    return row


def _begun_from(intake: Intake) -> dict[str, object]:
    """What is charted already is not typed twice; the rest is left empty, never made up.

    What is sensitive stays out: the page is read by the whole team and goes home on paper.
    """
    page = charted(intake)
    private = [title_of(slot) for slot in SENSITIVE]
    pairs = page.in_words["goals"] + page.in_words["function"]
    idea = next((one for one in page.ideas if one.statement), None) or Hypothesis()
    measured = [f"{name}: {words}" for name, words in pairs if name not in private]
    return {
        "found": idea.statement,
        "why_now": idea.evidence_for[:MOST],
        "next_steps": idea.planned_test,
        "measured": "\n".join(measured)[:MOST],
    }


@transaction.atomic
def approve_summary(*, summary: VisitSummary, by: Actor, at: datetime) -> VisitSummary:
    """A clinician stands by these words. From now on the person sees them."""
    ensure_same_clinic(by, summary)
    ensure_summary_open(summary)
    locked = VisitSummary.objects.select_related("patient", "intake").get(pk=summary.pk)
    verdict = selectors.verdict_on(locked)
    if not verdict.may_approve:
        raise DomainError("not_ready", verdict.sentence)
    locked.status, locked.approved_at, locked.approved_by_id = SummaryStatus.APPROVED, at, by.user_id
    locked.save(update_fields=["status", "approved_at", "approved_by"])
    audit.record("visit_summary_approved", by=by, subject=locked, at=at)
    return locked


def ensure_summary_open(summary: VisitSummary) -> None:
    """A page changes until it is approved, also after its intake was signed."""
    locked = VisitSummary.objects.select_for_update(no_key=True, of=("self",)).select_related("patient")
    row = locked.get(pk=summary.pk)
    if row.is_approved:
        raise DomainError("approved", APPROVED)
    if not row.patient.is_open:
        raise DomainError("record_closed", CLOSED)


def _lock(intake: Intake) -> Intake:
    rows = Intake.objects.select_for_update(no_key=True, of=("self",)).select_related("patient")
    locked = rows.get(pk=intake.pk)
    if not locked.patient.is_open:
        raise DomainError("record_closed", CLOSED)
    return locked


def _person(by: Actor) -> UUID:
    if by.user_id is None:
        raise DomainError("nobody", "These are somebody's words: PainCare itself has none.")
    return by.user_id
