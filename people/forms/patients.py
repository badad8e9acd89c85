"""A person's record: opening it, keeping it right, closing it."""

from datetime import date

from django import forms

from core.models import choices

from ..models import Clinic, Patient
from ..permissions import Role
from ..rules.states import ClosedReason, Sex
from ..selectors import clinicians
from .fields import DateInput, TimeZoneField


class ContactForm(forms.Form):
    """How to reach somebody, and what to call them."""

    preferred_name = forms.CharField(label="Goes by", required=False, max_length=80)
    pronouns = forms.CharField(required=False, max_length=30)
    occupation = forms.CharField(label="Work", required=False, max_length=120)
    phone = forms.CharField(required=False, max_length=40, widget=forms.TextInput(attrs={"type": "tel"}))
    email = forms.EmailField(label="E-mail", required=False)
    address = forms.CharField(required=False, max_length=200)
    time_zone = TimeZoneField(
        label="Time zone", help_text="Messages keep to this person's own day and night."
    )


class IdentityForm(forms.Form):
    """Who somebody is on record."""

    given_name = forms.CharField(label="Given name", max_length=80)
    family_name = forms.CharField(label="Family name", max_length=80)
    birth_date = forms.DateField(label="Birth date", widget=DateInput)
    sex = forms.ChoiceField(label="Sex on record", choices=choices(Sex), initial=Sex.UNKNOWN)


class RegisterForm(IdentityForm, ContactForm):
    """A new record by hand. A likely double is shown first, and needs a tick to go on."""

    mrn = forms.CharField(
        label="Medical record number",
        required=False,
        max_length=40,
        help_text="Leave empty for the next number.",
    )
    lead = forms.ModelChoiceField(
        label="Lead",
        queryset=None,
        help_text="Who answers for this person's care.",
        empty_label="Choose who",
    )
    not_a_double = forms.BooleanField(label="This is somebody else", required=False, widget=forms.HiddenInput)

    field_order = [
        "given_name",
        "family_name",
        "preferred_name",
        "pronouns",
        "birth_date",
        "sex",
        "mrn",
        "lead",
    ]

    def __init__(self, *args, clinic: Clinic, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.clinic, self.today = clinic, today
        self.fields["lead"].queryset = clinicians(clinic.pk).filter(role=Role.PHYSICIAN)
        self.fields["time_zone"].initial = clinic.time_zone
        self.fields["birth_date"].widget.attrs["max"] = today.isoformat()
        self.doubles: list[Patient] = []

    def clean(self) -> dict:
        data = super().clean()
        if not self.errors and not data["not_a_double"]:
            self._look_for_doubles(data)
        return data

    def _look_for_doubles(self, data: dict) -> None:
        self.doubles = list(
            Patient.objects.filter(
                clinic=self.clinic,
                birth_date=data["birth_date"],
                family_name__iexact=data["family_name"],
                given_name__iexact=data["given_name"],
            )
        )
        if self.doubles:
            self.add_error(None, "Somebody with this name and birth date is already here.")
            self.fields["not_a_double"].widget = forms.CheckboxInput()


class ConsentForm(forms.Form):
    granted = forms.TypedChoiceField(
        label="May we send e-mail?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
    )
    how = forms.ChoiceField(
        label="How did they say so?",
        choices=[("in person", "In person"), ("by phone", "By phone"), ("on paper", "On paper")],
    )


class CareTeamForm(forms.Form):
    user = forms.ModelChoiceField(label="Who joins", queryset=None, empty_label="Choose who")
    as_lead = forms.BooleanField(label="As the new lead", required=False)

    def __init__(self, *args, patient: Patient, **kwargs):
        super().__init__(*args, **kwargs)
        members = patient.care_team.filter(ended_at=None, is_lead=True).values("user_id")
        self.fields["user"].queryset = clinicians(patient.clinic_id).exclude(pk__in=members)


class CloseRecordForm(forms.Form):
    reason = forms.ChoiceField(choices=choices(ClosedReason))
    died_on = forms.DateField(label="Died on", required=False, widget=DateInput)

    def clean(self) -> dict:
        data = super().clean()
        if data.get("died_on") and data.get("reason") != ClosedReason.DIED:
            self.add_error("died_on", "A date of death goes with the reason “Died”.")
        return data
