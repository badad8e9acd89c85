"""Opening a clinic: the one act that nobody in it can do yet."""

from datetime import datetime

from django.db import transaction

from audit import services as audit
from core.errors import DomainError

from ..access import Actor
from ..models import Clinic, User, validate_time_zone
from ..permissions import Role
from .staff import add_staff


@transaction.atomic
def open_clinic(
    *, name: str, time_zone: str, phone: str, manager_email: str, manager_name: str, at: datetime
) -> tuple[Clinic, User]:
    """A new clinic and its first manager, who sets a password by the “forgotten password” link."""
    if Clinic.objects.filter(name__iexact=name).exists():
        raise DomainError("clinic_exists", f"There is already a clinic called {name}.", "name")
    validate_time_zone(time_zone)
    clinic = Clinic.objects.create(name=name, time_zone=time_zone, phone=phone)
    system = Actor.system(clinic.pk)
    audit.record("clinic_opened", by=system, subject=clinic, at=at)
    manager = add_staff(
        clinic=clinic, email=manager_email, name=manager_name, role=Role.MANAGER, by=system, at=at
    )
    return clinic, manager
