"""The clinic, its people, who may be reached through whom, and what is kept of their unsaved work."""

from .clinic import (
    CareTeamMember,
    Clinic,
    MailConsent,
    Patient,
    PatientIdentifier,
    PatientQuerySet,
    PatientRow,
    PatientRowQuerySet,
    Policy,
    Task,
    User,
    Visit,
    default_opening_hours,
    validate_time_zone,
)
from .kept import SetAside, ShelfKey

__all__ = [
    "CareTeamMember",
    "Clinic",
    "MailConsent",
    "Patient",
    "PatientIdentifier",
    "PatientQuerySet",
    "PatientRow",
    "PatientRowQuerySet",
    "Policy",
    "SetAside",
    "ShelfKey",
    "Task",
    "User",
    "Visit",
    "default_opening_hours",
    "validate_time_zone",
]
