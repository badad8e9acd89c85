"""Registering a person, keeping their contact data right, closing a record."""

from datetime import date, datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models.functions import Length

from audit import services as audit
from core.errors import DomainError

from ..access import Actor, ensure_same_clinic
from ..models import Clinic, MailConsent, Patient, PatientIdentifier, User
from ..permissions import Role
from ..rules.states import ClosedReason, Sex, VisitStatus
from .care_team import join_care_team
from .visits import cancel_visit

_CONTACT_FIELDS = ("preferred_name", "pronouns", "occupation", "email", "phone", "address", "time_zone")
_OLDEST_YEARS = 130


@transaction.atomic
def register_patient(
    *,
    clinic: Clinic,
    given_name: str,
    family_name: str,
    birth_date: date,
    by: Actor,
    at: datetime,
    sex: str = Sex.UNKNOWN,
    mrn: str | None = None,
    lead: User | None = None,
    time_zone: str | None = None,
    **contact: str,
) -> Patient:
    """Open a record. Without `mrn` the clinic's next number is given; `lead` starts the care team.

    `contact` may hold preferred_name, pronouns, occupation, email, phone and address.
    """
    ensure_same_clinic(by, *([lead] if lead else []))
    refuse_impossible_birth(birth_date, on=clinic.today(at))
    _refuse_unknown_fields(contact)
    patient = _insert(
        clinic=clinic,
        mrn=mrn or _next_mrn(clinic),
        given_name=given_name,
        family_name=family_name,
        birth_date=birth_date,
        sex=sex,
        time_zone=time_zone or clinic.time_zone,
        created_at=at,
        **contact,
    )
    audit.record("patient_registered", by=by, subject=patient, at=at)
    if lead:
        join_care_team(patient=patient, user=lead, as_lead=True, by=by, at=at)
    return patient


def _insert(*, clinic: Clinic, mrn: str, **known: object) -> Patient:
    """The database judges the number: of two who type the same at once, it lets in one."""
    try:
        with transaction.atomic():
            return Patient.objects.create(clinic=clinic, mrn=mrn, **known)
    except IntegrityError:
        if not Patient.objects.filter(clinic=clinic, mrn=mrn).exists():
            raise
        raise DomainError("mrn_taken", f"The record number {mrn} is already used here.", "mrn") from None


def refuse_impossible_birth(birth_date: date, *, on: date) -> None:
    """Nobody is born tomorrow, or is older than anybody ever was."""
    if birth_date > on:
        raise DomainError("born_in_future", "The birth date is in the future.", "birth_date")
    if on.year - birth_date.year > _OLDEST_YEARS:
        raise DomainError(
            "born_too_early", f"The birth date is more than {_OLDEST_YEARS} years ago.", "birth_date"
        )


def _refuse_unknown_fields(contact: dict[str, str]) -> None:
    unknown = set(contact) - set(_CONTACT_FIELDS)
    if unknown:
        raise TypeError(f"register_patient has no {', '.join(sorted(unknown))}")


def _next_mrn(clinic: Clinic) -> str:
    """The clinic's own numbers: P-00001 upwards. The clinic's row is locked, so that two take turns."""
    Clinic.objects.select_for_update(no_key=True).get(pk=clinic.pk)
    used = (
        Patient.objects.filter(clinic=clinic, mrn__regex=r"^P-\d{5,}$")
        .order_by(Length("mrn").desc(), "-mrn")
        .values_list("mrn", flat=True)
    )
    last = used.first()
    number = int(last.removeprefix("P-")) if last else 0
    return f"P-{number + 1:05d}"


@transaction.atomic
def correct_contact(*, patient: Patient, by: Actor, at: datetime, **changes: str) -> Patient:
    """Change contact data; only fields that really differ are written and named in the audit."""
    ensure_same_clinic(by, patient)
    _refuse_unknown_fields(changes)
    changed = [name for name, value in changes.items() if getattr(patient, name) != value]
    if not changed:
        return patient
    for name in changed:
        setattr(patient, name, changes[name])
    patient.save(update_fields=changed)
    audit.record("contact_corrected", by=by, subject=patient, detail=" ".join(changed), at=at)
    if "email" in changed:
        _follow_address(patient, by=by, at=at)
    return patient


def _follow_address(patient: Patient, *, by: Actor, at: datetime) -> None:
    """Without an address there is no consent to mail; with a new one the patient signs in with that.

    Otherwise whoever reads the wrong address could still ask for a new password.
    """
    if not patient.email and patient.may_email:
        record_mail_consent(patient=patient, granted=False, how="address removed", by=by, at=at)
    if patient.email and patient.user and patient.user.email != patient.email.lower():
        _refuse_taken_address(patient.email)
        patient.user.email = patient.email.lower()
        patient.user.save(update_fields=["email"])
        # allauth keeps a copy of the old one since the first forgotten password, and would still know it.
        EmailAddress.objects.filter(user=patient.user).delete()
        audit.record("sign_in_address_changed", by=by, subject=patient, at=at)


def _refuse_taken_address(address: str) -> None:
    if User.objects.filter(email__iexact=address).exists():
        raise DomainError("email_taken", "Somebody already signs in with this address.", "email")


@transaction.atomic
def record_mail_consent(*, patient: Patient, granted: bool, how: str, by: Actor, at: datetime) -> MailConsent:
    """What the patient said about e-mail, and how they said it. The latest word counts at once."""
    ensure_same_clinic(by, patient)
    if granted and not patient.email:
        raise DomainError("no_email", "Add an e-mail address first.", "email")
    consent = MailConsent.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        granted=granted,
        how=how,
        at=at,
        recorded_by_id=by.user_id,
    )
    patient.may_email = granted
    patient.save(update_fields=["may_email"])
    audit.record("mail_consent_recorded", by=by, subject=patient, detail="yes" if granted else "no", at=at)
    return consent


@transaction.atomic
def close_record(
    *, patient: Patient, reason: ClosedReason, by: Actor, at: datetime, died_on: date | None = None
) -> Patient:
    """Close a record: from now on nothing is planned for, sent to or asked of this person.

    Visits to come are cancelled; open tasks stay, because somebody has to say how they ended.
    """
    ensure_same_clinic(by, patient)
    locked = Patient.objects.select_for_update(no_key=True).get(pk=patient.pk)
    if locked.closed_at:
        return locked
    _refuse_impossible_death(patient, died_on, on=patient.clinic.today(at))
    for visit in patient.visits.filter(status=VisitStatus.PLANNED, starts_at__gt=at):
        cancel_visit(visit=visit, reason="The record was closed.", by=by, at=at)
    patient.closed_at, patient.closed_reason, patient.died_on = at, reason, died_on
    patient.save(update_fields=["closed_at", "closed_reason", "died_on"])
    audit.record("record_closed", by=by, subject=patient, detail=reason, at=at)
    return patient


def _refuse_impossible_death(patient: Patient, died_on: date | None, *, on: date) -> None:
    if died_on and died_on > on:
        raise DomainError("future", "That day has not come yet.", "died_on")
    if died_on and died_on < patient.birth_date:
        raise DomainError("before_birth", "That is before the birth date.", "died_on")


@transaction.atomic
def link_identifier(
    *, patient: Patient, system: str, value: str, by: Actor, at: datetime
) -> PatientIdentifier:
    """Remember a record number that another system gave this person."""
    ensure_same_clinic(by, patient)
    identifier, created = PatientIdentifier.objects.get_or_create(
        clinic_id=patient.clinic_id, system=system, value=value, defaults={"patient": patient}
    )
    if identifier.patient_id != patient.pk:
        raise DomainError("identifier_taken", f"{value} already belongs to somebody else here.")
    if created:
        audit.record("identifier_linked", by=by, subject=identifier, at=at)
    return identifier


@transaction.atomic
def open_portal_account(*, patient: Patient, password: str | None, by: Actor, at: datetime) -> User:
    """Let the patient sign in with their own e-mail; without a password, “forgotten password” sets one."""
    ensure_same_clinic(by, patient)
    if not patient.is_open:
        raise DomainError("record_closed", "This record is closed, so nobody signs in to it.")
    if not patient.email:
        raise DomainError("no_email", "Add an e-mail address first.", "email")
    if patient.user:
        return patient.user
    _refuse_taken_address(patient.email)
    patient.user = User.objects.create_user(
        email=patient.email,
        password=password,
        clinic_id=patient.clinic_id,
        name=str(patient),
        role=Role.PATIENT,
    )
    patient.save(update_fields=["user"])
    audit.record("portal_account_opened", by=by, subject=patient, at=at)
    return patient.user
