"""A flare that staff write down or put right."""

from datetime import date

from django import forms

from people.forms.fields import DateInput

from ..rules.words import FlareCause, FlareSeverity, Mode
from .fields import HOW


class FlareForm(forms.Form):
    """Only the first day is needed; without a last day it is still on."""

    started_on = forms.DateField(label="First day", widget=DateInput)
    ended_on = forms.DateField(
        label="Last day", required=False, widget=DateInput, help_text="Leave it empty while it is still on."
    )
    severity = forms.ChoiceField(
        label="How bad",
        required=False,
        choices=[("", "Not said"), *((one.value, one.value.capitalize()) for one in FlareSeverity)],
    )
    cause = forms.ChoiceField(
        label="What they suspect",
        required=False,
        choices=[("", "Not said"), *((one.value, one.label) for one in FlareCause)],
    )
    cause_words = forms.CharField(label="In their words", required=False, max_length=120)
    mode = forms.ChoiceField(label="How it reached us", choices=HOW, widget=forms.RadioSelect)

    def __init__(self, *args, today: date, kept: dict | None = None, **kwargs):
        super().__init__(*args, initial=kept or {"started_on": today, "mode": Mode.CALL}, **kwargs)
