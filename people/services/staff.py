"""Adding staff, changing what they may do, ending it at once."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from audit import services as audit
from core.errors import DomainError

from ..access import Actor, ensure_same_clinic
from ..models import CareTeamMember, Clinic, Task, User
from ..permissions import Role
from ..rules.states import TaskStatus
from .visits import ask_to_move_visits_of, keep_visits_of


@transaction.atomic
def add_staff(
    *, clinic: Clinic, email: str, name: str, role: Role, by: Actor, at: datetime, password: str | None = None
) -> User:
    """Add a member of staff. Without a password they set one by the “forgotten password” link."""
    if clinic.pk != by.clinic_id:
        raise DomainError("other_clinic", "That is another clinic.")
    if role == Role.PATIENT:
        raise DomainError("not_staff", "A patient is not added as staff.", "role")
    if User.objects.filter(email__iexact=email).exists():
        raise DomainError("email_taken", "Somebody already signs in with this address.", "email")
    user = User.objects.create_user(email=email, password=password, clinic=clinic, name=name, role=role)
    audit.record("staff_added", by=by, subject=user, detail=role, at=at)
    return user


@transaction.atomic
def change_role(*, user: User, role: Role, by: Actor, at: datetime) -> User:
    """Rights change with the next request. Nobody changes their own role."""
    _ensure_other_staff(user, by)
    if role == Role.PATIENT:
        raise DomainError("not_staff", "Staff cannot become a patient.", "role")
    if user.role == role:
        return user
    _refuse_while_leading(user)
    _give_tasks_to_role(user)
    user.role = role
    user.save(update_fields=["role"])
    audit.record("role_changed", by=by, subject=user, detail=role, at=at)
    return user


@transaction.atomic
def deactivate_staff(*, user: User, by: Actor, at: datetime) -> User:
    """End somebody's access: their sessions stop working with the next request.

    Whoever is booked with them is not left without anybody: the front desk moves those visits.
    """
    _ensure_other_staff(user, by)
    _refuse_while_leading(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    CareTeamMember.objects.filter(user=user, ended_at=None).update(ended_at=at)
    _give_tasks_to_role(user)
    _end_sessions(user)
    ask_to_move_visits_of(user, by=by, at=at)
    audit.record("staff_deactivated", by=by, subject=user, at=at)
    return user


@transaction.atomic
def reactivate_staff(*, user: User, by: Actor, at: datetime) -> User:
    """Let somebody sign in again; care teams are joined anew."""
    _ensure_other_staff(user, by)
    user.is_active = True
    user.save(update_fields=["is_active"])
    keep_visits_of(user, by=by, at=at)
    audit.record("staff_reactivated", by=by, subject=user, at=at)
    return user


def _ensure_other_staff(user: User, by: Actor) -> None:
    ensure_same_clinic(by, user)
    if user.role == Role.PATIENT:
        raise DomainError("not_staff", "This is a patient's account.")
    if user.pk == by.user_id:
        raise DomainError("own_account", "Ask another manager to change your own account.")


def _refuse_while_leading(user: User) -> None:
    leads = CareTeamMember.objects.filter(user=user, is_lead=True, ended_at=None).count()
    if leads:
        people = "patient" if leads == 1 else "patients"
        raise DomainError(
            "still_leads", f"{user.name} leads the care of {leads} {people}. Hand them over first."
        )


def _give_tasks_to_role(user: User) -> None:
    """A task of somebody who no longer works it would stand on nobody's list: their role has it then."""
    Task.objects.filter(owner=user, status=TaskStatus.OPEN).update(owner=None)


def _end_sessions(user: User) -> None:
    """Sessions are few and live in the database; a signed session names its user only inside."""
    for session in Session.objects.all().iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
