"""Where somebody goes next, and when we ask again: nobody falls off."""

from datetime import datetime

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from intake.models import Intake, Triage, TriageDraft
from intake.rules.triage import Decision, lacks, sentence_of
from people.access import Actor, ensure_same_clinic
from people.models import Patient

from .life import lock_record

GONE = "This was decided meanwhile. What stands now is shown here; to change it, decide anew."
NOWHERE = "Choose where this person goes next."


@transaction.atomic
def begin_triage(*, patient: Patient, by: Actor, at: datetime) -> TriageDraft:
    """A decision to write, field by field. The one that is being written is used again."""
    ensure_same_clinic(by, patient)
    lock_record(patient)
    begun = {"clinic_id": patient.clinic_id, "begun_at": at, "begun_by_id": by.user_id}
    draft, _ = TriageDraft.objects.get_or_create(patient=patient, defaults=begun)
    return draft


def ensure_open(draft: TriageDraft) -> None:
    """A decision is written while the record is open."""
    lock_record(draft.patient)


@transaction.atomic
def keep_triage(*, draft: TriageDraft, by: Actor, at: datetime, intake: Intake | None = None) -> Triage:
    """What was written becomes the decision that stands; see `decide_triage`."""
    lock_record(draft.patient)
    written = TriageDraft.objects.filter(pk=draft.pk).first()
    if written is None:
        raise DomainError("gone", GONE)
    if written.decision is None:
        raise DomainError("not_whole", NOWHERE, "disposition")
    row = decide_triage(patient=draft.patient, decision=written.decision, by=by, at=at, intake=intake)
    TriageDraft.objects.filter(pk=draft.pk).delete()
    return row


@transaction.atomic
def decide_triage(
    *, patient: Patient, decision: Decision, by: Actor, at: datetime, intake: Intake | None = None
) -> Triage:
    """Keep the decision; it takes the place of the one that stood, which stays readable.

    The same decision again changes nothing. What is still missing raises DomainError at its field.
    """
    ensure_same_clinic(by, patient)
    lock_record(patient)
    if missing := lacks(decision, today=patient.today(at)):
        raise DomainError("not_whole", missing[0].sentence, missing[0].field)
    standing = standing_triage(patient)
    if standing and standing.decision == decision:
        return standing
    patient.triages.filter(replaced_at=None, erred_at=None).update(replaced_at=at)
    row = Triage.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        intake=intake,
        disposition=decision.disposition,
        reason=decision.reason,
        service=decision.service,
        resources=decision.resources,
        recontact_on=decision.recontact_on,
        sentence=sentence_of(decision),
        decided_at=at,
        decided_by_id=by.user_id,
    )
    audit.record("triage_decided", by=by, subject=row, detail=decision.disposition, at=at)
    return row


def standing_triage(patient: Patient) -> Triage | None:
    """The decision that counts, while nobody has reached the person since."""
    standing = patient.triages.filter(replaced_at=None, contacted_at=None, erred_at=None)
    return standing.order_by("-decided_at").first()


@transaction.atomic
def record_contact(*, triage: Triage, outcome: str, by: Actor, at: datetime) -> Triage:
    """They were reached, and this is what came of it. The first to say so counts."""
    ensure_same_clinic(by, triage)
    if not outcome.strip():
        raise DomainError("outcome_needed", "Say what came of it.", "outcome")
    locked = Triage.objects.select_for_update(of=("self",)).get(pk=triage.pk)
    if locked.is_standing:
        locked.contacted_at, locked.contacted_by_id, locked.outcome = at, by.user_id, outcome.strip()[:300]
        locked.save(update_fields=["contacted_at", "contacted_by", "outcome"])
        audit.record("triage_contacted", by=by, subject=locked, at=at)
    return locked
