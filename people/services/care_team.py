"""Who cares for a patient. Exactly one of them leads."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from audit import services as audit
from core.errors import DomainError

from ..access import Actor, ensure_same_clinic
from ..models import CareTeamMember, Patient, User
from ..permissions import Permission, Role, reach
from .tasks import cancel_tasks_of, open_task

_LEAD_TASK_DUE = timedelta(days=1)


@transaction.atomic
def join_care_team(
    *, patient: Patient, user: User, by: Actor, at: datetime, as_lead: bool = False
) -> CareTeamMember:
    """Put somebody on the team; joining twice changes nothing. `as_lead` also hands the lead over."""
    ensure_same_clinic(by, patient, user)
    if not user.is_active or reach(Role(user.role), Permission.CHART_VIEW) is None:
        raise DomainError("no_chart_role", f"{user.name} has no role that works with charts.", "user")
    _take_turns(patient.pk)
    member, joined = CareTeamMember.objects.get_or_create(
        clinic_id=patient.clinic_id, patient=patient, user=user, ended_at=None, defaults={"started_at": at}
    )
    if joined:
        audit.record("care_team_joined", by=by, subject=member, at=at)
    if as_lead:
        member = change_lead(member=member, by=by, at=at)
    return member


def ask_for_lead(*, patient: Patient, by: Actor, at: datetime) -> None:
    """Nobody reads a chart without a care team: have the front desk choose a lead for a new record."""
    if patient.care_team.filter(is_lead=True, ended_at=None).exists():
        return
    open_task(
        patient=patient,
        reason_code="no_lead",
        sentence="Nobody leads this person's care yet. Choose a lead on the contact page.",
        owner_role=Role.FRONT_DESK,
        due_at=at + _LEAD_TASK_DUE,
        source=lead_task_source(patient.pk),
        by=by,
        at=at,
    )


def lead_task_source(patient_id: UUID) -> tuple[str, str]:
    return "people.lead", str(patient_id)


@transaction.atomic
def change_lead(*, member: CareTeamMember, by: Actor, at: datetime) -> CareTeamMember:
    """Hand the lead to `member`. Only somebody who may decide checkpoints can lead."""
    ensure_same_clinic(by, member)
    if reach(Role(member.user.role), Permission.CHECKPOINT_DECIDE) is None:
        raise DomainError(
            "cannot_lead", f"{member.user.name} cannot lead: their role decides no checkpoints.", "user"
        )
    member = _locked(member)
    if member.ended_at:
        raise DomainError("left_already", f"{member.user.name} has left this team.", "user")
    if member.is_lead:
        return member
    current = CareTeamMember.objects.filter(patient_id=member.patient_id, ended_at=None)
    current.filter(is_lead=True).update(is_lead=False)
    member.is_lead = True
    member.save(update_fields=["is_lead"])
    audit.record("lead_changed", by=by, subject=member, at=at)
    cancel_tasks_of(source=lead_task_source(member.patient_id), reason="A lead was chosen.", by=by, at=at)
    return member


@transaction.atomic
def leave_care_team(*, member: CareTeamMember, by: Actor, at: datetime) -> CareTeamMember:
    """End a membership. The lead hands over first, so that no chart is left without one."""
    ensure_same_clinic(by, member)
    member = _locked(member)
    if member.ended_at:
        return member
    if member.is_lead:
        raise DomainError("lead_cannot_leave", "Choose another lead first.", "user")
    member.ended_at = at
    member.save(update_fields=["ended_at"])
    audit.record("care_team_left", by=by, subject=member, at=at)
    return member


def _locked(member: CareTeamMember) -> CareTeamMember:
    """As it stands now: handing over and leaving at once must not leave a chart without a lead."""
    _take_turns(member.patient_id)
    return CareTeamMember.objects.select_related("user").get(pk=member.pk)


def _take_turns(patient_id: UUID) -> None:
    Patient.objects.select_for_update(no_key=True).get(pk=patient_id)
