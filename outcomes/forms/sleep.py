"""One night of the sleep diary."""

from datetime import date

from django import forms

from people.forms.fields import DateInput

from ..rules.words import Mode
from .fields import HOW, Digits


class ClockInput(forms.TimeInput):
    """A time of day, to the minute."""

    input_type = "time"

    def __init__(self):
        super().__init__(format="%H:%M", attrs={"class": "w-short"})


def _clock(label: str) -> forms.TimeField:
    faults = {"invalid": "Give a time such as 23:10."}
    return forms.TimeField(label=label, widget=ClockInput, error_messages=faults)


def _count(label: str, most: int, **kwargs) -> forms.IntegerField:
    fault = f"Give a whole number from 0 to {most}."
    faults = dict.fromkeys(("invalid", "min_value", "max_value"), fault)
    return forms.IntegerField(
        label=label, min_value=0, max_value=most, widget=Digits, error_messages=faults, **kwargs
    )


class NightForm(forms.Form):
    """The clock where the patient slept; times after midnight belong to the same night."""

    morning = forms.DateField(label="The night that ended on", widget=DateInput)
    bed = _clock("Went to bed at")
    asleep = _clock("Fell asleep at")
    awakenings = _count("How often awake in between", 99, required=False)
    awake_minutes = _count("Awake in between, minutes in all", 1000)
    woke = _clock("Woke up at")
    up = _clock("Got up at")
    mode = forms.ChoiceField(label="How it reached us", choices=HOW, widget=forms.RadioSelect)

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, initial={"morning": today, "mode": Mode.PAPER}, **kwargs)
