"""Staff, the clinic's own facts, and its numbers."""

from datetime import time

from django import forms
from django.core.validators import RegexValidator

from core.models import choices

from ..models import Clinic
from ..permissions import Role
from .fields import DateInput, TimeZoneField

_STAFF_ROLES = [(value, label) for value, label in choices(Role) if value != Role.PATIENT]
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class AddStaffForm(forms.Form):
    name = forms.CharField(max_length=120)
    email = forms.EmailField(label="E-mail", help_text="A link to set a password goes to this address.")
    role = forms.ChoiceField(choices=_STAFF_ROLES)


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=_STAFF_ROLES)


class ClinicForm(forms.ModelForm):
    """The clinic's facts; opening hours are one line a day, empty when closed."""

    time_zone = TimeZoneField(label="Time zone")

    class Meta:
        model = Clinic
        fields = [
            "name",
            "phone",
            "address",
            "time_zone",
            "emergency_number",
            "crisis_line",
            "on_call_email",
            "second_factor_required",
            "link_asks_birth_year",
        ]
        labels = {
            "on_call_email": "On-call e-mail",
            "second_factor_required": "Staff sign in with a second factor",
            "link_asks_birth_year": "Links ask for the year of birth",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number, name in enumerate(_WEEKDAYS, start=1):
            span = self.instance.opening_hours.get(str(number), [])
            self.fields[f"open_{number}"] = forms.CharField(
                label=f"Open on {name}",
                required=False,
                initial=" to ".join(span),
                help_text="For example 08:00 to 17:00. Leave empty when closed." if number == 1 else "",
                validators=[RegexValidator(r"^\d\d:\d\d to \d\d:\d\d$", "Write it like 08:00 to 17:00.")],
            )

    def clean(self) -> dict:
        data = super().clean()
        hours = {}
        for number in range(1, 8):
            words = data.get(f"open_{number}")
            if words:
                hours[str(number)] = self._span(f"open_{number}", words)
        self.instance.opening_hours = hours
        return data

    def _span(self, field: str, words: str) -> list[str]:
        span = words.split(" to ")
        try:
            opens, closes = (time.fromisoformat(text) for text in span)
        except ValueError:
            self.add_error(field, "There is no such time of day.")
            return span
        if closes <= opens:
            self.add_error(field, "The closing time comes after the opening time.")
        return span


class PolicyForm(forms.Form):
    """A clinic's own value for one number, with the reason that makes it trustworthy."""

    value = forms.DecimalField(max_digits=12, decimal_places=3, min_value=0)
    source = forms.CharField(label="Where it comes from", max_length=300)
    effective_from = forms.DateField(label="In force from", widget=DateInput)
