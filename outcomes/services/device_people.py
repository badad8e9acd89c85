"""Who wears which device."""

from datetime import datetime

from django.db import transaction

from core.errors import DomainError
from people import services as people
from people.access import Actor
from people.models import Clinic, Patient, PatientIdentifier

from ..rules.device_people import DevicePerson, read_device_people
from .device_days import FITBIT


@transaction.atomic
def link_device_people(*, clinic: Clinic, content: bytes, by: Actor, at: datetime) -> list[Patient]:
    """Take in a table of wearers: somebody with that record number is linked, anybody else is registered.

    An id that is linked already is left as it is. Returns the people who were registered.
    """
    registered = []
    for wearer in read_device_people(content):
        if PatientIdentifier.objects.filter(clinic=clinic, system=FITBIT, value=wearer.device_id).exists():
            continue
        patient = _known(clinic, wearer)
        if patient is None:
            patient = _register(clinic, wearer, by=by, at=at)
            registered.append(patient)
        people.link_identifier(patient=patient, system=FITBIT, value=wearer.device_id, by=by, at=at)
    return registered


def _known(clinic: Clinic, wearer: DevicePerson) -> Patient | None:
    """The record with this number. Another birth date in it means that the table or the record is wrong."""
    patient = Patient.objects.filter(clinic=clinic, mrn=wearer.mrn).first() if wearer.mrn else None
    if patient and patient.birth_date != wearer.birth_date:
        raise DomainError("other_person", f"Record {wearer.mrn} has another birth date.")
    return patient


def _register(clinic: Clinic, wearer: DevicePerson, *, by: Actor, at: datetime) -> Patient:
    return people.register_patient(
        clinic=clinic,
        mrn=wearer.mrn or None,
        given_name=wearer.given_name,
        family_name=wearer.family_name,
        birth_date=wearer.birth_date,
        by=by,
        at=at,
    )
