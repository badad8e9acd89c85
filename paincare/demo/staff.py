"""Who works at the demonstration clinic."""

from datetime import datetime

from django.conf import settings

from people import services
from people.access import Actor
from people.models import Clinic, User
from people.permissions import Role

_STAFF = [
    ("amara.rao@maple.example", "Dr Amara Rao", Role.PHYSICIAN),
    ("ben.holt@maple.example", "Dr Ben Holt", Role.PHYSICIAN),
    ("nia.silva@maple.example", "Nia Silva", Role.NAVIGATOR),
    ("cleo.lind@maple.example", "Cleo Lind", Role.FRONT_DESK),
    ("moss.berg@maple.example", "Moss Berg", Role.MANAGER),
]


def open_clinic(*, at: datetime) -> tuple[Clinic, dict[str, User]]:
    """The clinic and its staff by first name, all with the demonstration's password."""
    clinic = Clinic.objects.create(
        name="Maple Clinic",
        time_zone="America/New_York",
        phone="555-0100",
        address="12 Maple Street",
        on_call_email="on-call@maple.example",
        second_factor_required=False,
        is_demonstration=True,
    )
    system = Actor.system(clinic.pk)
    staff = {}
    for email, name, role in _STAFF:
        first_name = email.split(".")[0]
        staff[first_name] = services.add_staff(
            clinic=clinic,
            email=email,
            name=name,
            role=role,
            by=system,
            at=at,
            password=settings.DEMO_PASSWORD,
        )
    return clinic, staff
