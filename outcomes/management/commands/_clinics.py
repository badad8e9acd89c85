"""Which clinic a command is about."""

from uuid import UUID

from django.core.management.base import CommandError
from django.db.models import Q

from people.models import Clinic


def clinic_named(named: str | None) -> Clinic:
    """By name or id; without one, the only clinic there is."""
    clinics = Clinic.objects.filter(_named(named)) if named else Clinic.objects.all()
    found = list(clinics[:2])
    if len(found) != 1:
        raise CommandError("Name one clinic by --clinic." if found else "There is no such clinic.")
    return found[0]


def _named(named: str) -> Q:
    try:
        return Q(pk=UUID(named))
    except ValueError:
        return Q(name=named)
