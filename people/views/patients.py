"""A person's record: adding it by hand, contact data, consent, care team."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError
from core.forms import domain_errors_on

from .. import clock, services
from ..access import get_patient_or_refuse, get_row_or_refuse, note_read, requires
from ..forms import CareTeamForm, CloseRecordForm, ConsentForm, ContactForm, IdentityForm, RegisterForm
from ..models import CareTeamMember, Patient
from ..permissions import Permission
from ..selectors import care_team


@requires(Permission.PATIENT_REGISTER)
@require_http_methods(["GET", "POST"])
def patient_new(request: HttpRequest) -> HttpResponse:
    """Add a patient by hand."""
    now = clock.now()
    form = RegisterForm(request.POST or None, clinic=request.clinic, today=request.clinic.today(now))
    if request.method == "POST" and form.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if name != "not_a_double"}
        facts["mrn"] = facts["mrn"] or None
        with domain_errors_on(form):
            patient = services.register_patient(clinic=request.clinic, by=request.actor, at=now, **facts)
            messages.success(request, f"{patient} has a record now.")
            return redirect("people:patient-contact", patient.pk)
    return render(request, "people/patient_new.html", {"form": form}, status=422 if form.errors else 200)


@requires(Permission.PATIENT_CONTACT)
@require_http_methods(["GET", "POST"])
def patient_contact(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Contact data, consent to mail, care team: the page that the front desk works on."""
    patient = get_patient_or_refuse(request.actor, pk, Permission.PATIENT_CONTACT)
    form = ContactForm(request.POST or None, initial=_contact_of(patient))
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            services.correct_contact(patient=patient, by=request.actor, at=clock.now(), **form.cleaned_data)
            messages.success(request, "Contact data saved.")
            return redirect("people:patient-contact", pk)
    return _contact_page(request, patient, form)


def _contact_of(patient: Patient) -> dict:
    return {name: getattr(patient, name) for name in ContactForm.base_fields}


def _identity_of(patient: Patient) -> dict:
    return {name: getattr(patient, name) for name in IdentityForm.base_fields}


def _contact_page(
    request: HttpRequest, patient: Patient, form: ContactForm | None = None, **forms
) -> HttpResponse:
    note_read(request, patient, category="contact")
    context = {
        "patient": patient,
        "form": form or ContactForm(initial=_contact_of(patient)),
        "identity_form": forms.get("identity_form") or IdentityForm(initial=_identity_of(patient)),
        "consent_form": forms.get("consent_form") or ConsentForm(),
        "team_form": forms.get("team_form") or CareTeamForm(patient=patient),
        "close_form": forms.get("close_form") or CloseRecordForm(),
        "consents": patient.mail_consents.select_related("recorded_by")[:5],
        "team": care_team(patient),
    }
    refused = any(one.errors for one in context.values() if hasattr(one, "errors"))
    return render(request, "people/patient_contact.html", context, status=422 if refused else 200)


@requires(Permission.PATIENT_CONTACT)
@require_POST
def identity_correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A misspelt name or a wrong birth date is put right."""
    patient = get_patient_or_refuse(request.actor, pk, Permission.PATIENT_CONTACT)
    form = IdentityForm(request.POST)
    if form.is_valid():
        with domain_errors_on(form):
            services.correct_identity(patient=patient, by=request.actor, at=clock.now(), **form.cleaned_data)
            messages.success(request, "The name and birth date on record are corrected.")
            return redirect("people:patient-contact", pk)
    return _contact_page(request, patient, identity_form=form)


@requires(Permission.PATIENT_CONTACT)
@require_POST
def consent_record(request: HttpRequest, pk: UUID) -> HttpResponse:
    patient = get_patient_or_refuse(request.actor, pk, Permission.PATIENT_CONTACT)
    form = ConsentForm(request.POST)
    if form.is_valid():
        with domain_errors_on(form):
            services.record_mail_consent(
                patient=patient, by=request.actor, at=clock.now(), **form.cleaned_data
            )
            messages.success(request, "Noted what they said about e-mail.")
            return redirect("people:patient-contact", pk)
    return _contact_page(request, patient, consent_form=form)


@requires(Permission.PATIENT_CONTACT)
@require_POST
def portal_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let the patient sign in; they set their password by the “forgotten password” page."""
    patient = get_patient_or_refuse(request.actor, pk, Permission.PATIENT_CONTACT)
    try:
        user = services.open_portal_account(patient=patient, password=None, by=request.actor, at=clock.now())
        messages.success(
            request, f"{patient.goes_by} can set a password for {user.email} on the sign-in page."
        )
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect("people:patient-contact", pk)


@requires(Permission.PATIENT_CONTACT)
@require_POST
def record_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    patient = get_patient_or_refuse(request.actor, pk, Permission.PATIENT_CONTACT)
    form = CloseRecordForm(request.POST)
    if form.is_valid():
        with domain_errors_on(form):
            services.close_record(patient=patient, by=request.actor, at=clock.now(), **form.cleaned_data)
            messages.success(request, "The record is closed. Nothing more will be sent.")
            return redirect("people:patient-contact", pk)
    return _contact_page(request, patient, close_form=form)


@requires(Permission.CARE_TEAM_EDIT)
@require_POST
def care_team_join(request: HttpRequest, pk: UUID) -> HttpResponse:
    patient = get_patient_or_refuse(request.actor, pk, Permission.CARE_TEAM_EDIT)
    form = CareTeamForm(request.POST, patient=patient)
    if form.is_valid():
        with domain_errors_on(form):
            services.join_care_team(patient=patient, by=request.actor, at=clock.now(), **form.cleaned_data)
            messages.success(request, "The care team is changed.")
            return redirect("people:patient-contact", pk)
    return _contact_page(request, patient, team_form=form)


@requires(Permission.CARE_TEAM_EDIT)
@require_POST
def care_team_leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    member = get_row_or_refuse(CareTeamMember.objects, request.actor, pk, Permission.CARE_TEAM_EDIT)
    return _change_member(request, member, services.leave_care_team)


@requires(Permission.CARE_TEAM_EDIT)
@require_POST
def care_team_lead(request: HttpRequest, pk: UUID) -> HttpResponse:
    member = get_row_or_refuse(CareTeamMember.objects, request.actor, pk, Permission.CARE_TEAM_EDIT)
    return _change_member(request, member, services.change_lead)


def _change_member(request: HttpRequest, member: CareTeamMember, change) -> HttpResponse:
    try:
        change(member=member, by=request.actor, at=clock.now())
        messages.success(request, "The care team is changed.")
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect("people:patient-contact", member.patient_id)
