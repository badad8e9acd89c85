"""Reads about people."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from .models import CareTeamMember, Clinic, Patient, Policy, User
from .permissions import Role
from .policies import DEFAULTS, PolicyValue


def policy(clinic: Clinic, key: str, *, on: date) -> PolicyValue:
    """The clinic's number in force on a day, or the one that PainCare ships. An unknown key is an error."""
    shipped = DEFAULTS[key]
    own = Policy.objects.filter(clinic=clinic, key=key, effective_from__lte=on).order_by("-version").first()
    return _value_of(own, shipped) if own else shipped


def policies(clinic: Clinic, *, on: date) -> dict[str, PolicyValue]:
    """Every number in force, in one query."""
    own = Policy.objects.filter(clinic=clinic, effective_from__lte=on).order_by("version")
    return {**DEFAULTS, **{row.key: _value_of(row, DEFAULTS[row.key]) for row in own}}


def _value_of(row: Policy, shipped: PolicyValue) -> PolicyValue:
    value = Decimal(row.value)
    return PolicyValue(
        row.key, shipped.label, value, shipped.unit, row.source, row.effective_from, row.version
    )


def lead_of(patient: Patient) -> User | None:
    """The named lead of the care team."""
    member = (
        CareTeamMember.objects.filter(patient=patient, is_lead=True, ended_at=None)
        .select_related("user")
        .first()
    )
    return member.user if member else None


def care_team(patient: Patient) -> QuerySet[CareTeamMember]:
    """Who cares for this patient now, the lead first."""
    return patient.care_team.filter(ended_at=None).select_related("user")


def staff(clinic_id: UUID) -> QuerySet[User]:
    """Everybody who works here, patients left out."""
    return User.objects.filter(clinic_id=clinic_id).exclude(role=Role.PATIENT).order_by("name")


def clinicians(clinic_id: UUID) -> QuerySet[User]:
    """Who may be booked and may join a care team."""
    return staff(clinic_id).filter(role__in=[Role.PHYSICIAN, Role.NAVIGATOR], is_active=True)


def demo_sign_ins() -> list[User]:
    """Whom to sign in as, for the sign-in page of the demonstration clinic; empty anywhere else."""
    if not settings.DEMO_CLINIC:
        return []
    people = User.objects.filter(clinic__is_demonstration=True, is_active=True)
    one_each = people.exclude(role=Role.PATIENT).order_by("role", "created_at").distinct("role")
    return [*one_each, *people.filter(role=Role.PATIENT).order_by("created_at")[:2]]
