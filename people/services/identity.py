"""Correcting who somebody is: a misspelt name, a wrong birth date. The record number stays."""

from datetime import date, datetime

from django.db import transaction

from audit import services as audit

from ..access import Actor, ensure_same_clinic
from ..models import Patient
from .patients import refuse_impossible_birth


@transaction.atomic
def correct_identity(
    *,
    patient: Patient,
    given_name: str,
    family_name: str,
    birth_date: date,
    sex: str,
    by: Actor,
    at: datetime,
) -> Patient:
    """Write what differs and name it in the audit; the patient's sign-in carries the new name too."""
    ensure_same_clinic(by, patient)
    refuse_impossible_birth(birth_date, on=patient.clinic.today(at))
    right = {"given_name": given_name, "family_name": family_name, "birth_date": birth_date, "sex": sex}
    changed = [name for name, value in right.items() if getattr(patient, name) != value]
    if not changed:
        return patient
    for name in changed:
        setattr(patient, name, right[name])
    patient.save(update_fields=changed)
    if patient.user:
        patient.user.name = str(patient)
        patient.user.save(update_fields=["name"])
    audit.record("identity_corrected", by=by, subject=patient, detail=" ".join(changed), at=at)
    return patient
