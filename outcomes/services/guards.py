"""What every write asserts first."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from core.errors import DomainError
from people.access import Actor, ensure_same_clinic
from people.models import Patient, PatientRow


def ensure_may_write(by: Actor, patient: Patient, *rows: PatientRow | None) -> None:
    """Actor, patient and rows share a clinic, the rows are this patient's, and the record is open."""
    ensure_same_clinic(by, patient)
    for row in rows:
        if row is not None and row.patient_id != patient.pk:
            raise DomainError("wrong_patient", "This belongs to somebody else's record.")
    if not patient.is_open:
        raise DomainError("record_closed", "This record is closed; nothing is added to it.")


def take_turns(patient: Patient) -> None:
    """Two writes about one patient wait for each other until the transaction ends; other rows are free."""
    Patient.objects.select_for_update(no_key=True).values_list("pk").get(pk=patient.pk)


def take_turns_all(patients: Iterable[UUID]) -> None:
    """The same for many people, always in one order, so that two writers never wait for each other."""
    rows = Patient.objects.select_for_update(no_key=True).filter(pk__in=list(patients))
    list(rows.order_by("pk").values_list("pk"))


def ensure_lived(patient: Patient, on: date, *, at: datetime, field: str = "true_on") -> None:
    """A day that the patient has lived: not before birth, not after today where they live."""
    if on > patient.today(at):
        raise DomainError("future", "That day has not come yet.", field)
    if on < patient.birth_date:
        raise DomainError("before_birth", "That is before the birth date.", field)
