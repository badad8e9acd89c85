"""Booking and changing visits, on the clinic's wall clock."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone

from core.models import choices

from ..models import Clinic
from ..rules.states import VisitKind, VisitStatus
from ..selectors import clinicians
from .fields import DateTimeInput

#: Minutes that a visit may take (S01 fixes 45 to 90 for the first; 20 is the urgent slot of S75).
_MINUTES = (20, 30, 45, 60, 75, 90)


class WallTimeField(forms.DateTimeField):
    """A time as a clock on a wall shows it. The form knows which wall, and checks what its clocks skip."""

    def to_python(self, value):
        with timezone.override("UTC"):
            return super().to_python(value)


class _Booking(forms.Form):
    """When, on the clinic's clock, and with whom of those who work here now."""

    starts_at = WallTimeField(label="Starts", widget=DateTimeInput)
    with_user = forms.ModelChoiceField(label="With", queryset=None, empty_label="Choose who")

    def __init__(self, *args, clinic: Clinic, **kwargs):
        super().__init__(*args, **kwargs)
        self.clinic = clinic
        self.fields["starts_at"].help_text = f"Clinic time ({clinic.time_zone.replace('_', ' ')})."
        self.fields["with_user"].queryset = clinicians(clinic.pk)

    def clean_starts_at(self) -> datetime:
        """The typed wall-clock time, in the clinic's zone. A time that the clocks skip is refused."""
        wall = self.cleaned_data["starts_at"].replace(tzinfo=None)
        zone = ZoneInfo(self.clinic.time_zone)
        aware = wall.replace(tzinfo=zone)
        if aware.astimezone(ZoneInfo("UTC")).astimezone(zone).replace(tzinfo=None) != wall:
            raise forms.ValidationError("The clocks change over this time. Choose another.")
        return aware


class BookVisitForm(_Booking):
    kind = forms.ChoiceField(choices=choices(VisitKind))
    minutes = forms.TypedChoiceField(
        label="How long", choices=[(m, f"{m} minutes") for m in _MINUTES], coerce=int, initial=60
    )

    field_order = ["kind", "starts_at", "minutes", "with_user"]


class MoveVisitForm(_Booking):
    """Nobody chosen: with whom it was booked."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["with_user"].required = False


class CancelVisitForm(forms.Form):
    reason = forms.CharField(label="Why is it cancelled?", max_length=200)


class MarkVisitForm(forms.Form):
    status = forms.ChoiceField(
        choices=[(s.value, s.value) for s in (VisitStatus.ARRIVED, VisitStatus.DONE, VisitStatus.MISSED)]
    )
