"""A day that staff enter for somebody: from a paper calendar, or told by phone."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django import forms

from core.ids import uuid7
from people.forms.fields import DateInput

from ..rules.words import DayMark, GoalTick, Headache, Mode
from .fields import HOW, Digits

MINUTES = 60


class DayForm(forms.Form):
    """Only the mark is needed; what was not said stays empty."""

    operation_id = forms.UUIDField(widget=forms.HiddenInput)
    day = forms.DateField(widget=DateInput)
    mark = forms.TypedChoiceField(
        label="Their day",
        choices=[(mark.value, mark.name.capitalize()) for mark in DayMark],
        coerce=int,
        widget=forms.RadioSelect,
    )
    moved_minutes = forms.IntegerField(label="Minutes moved", required=False, min_value=0, widget=Digits)
    moved_steps = forms.IntegerField(
        label="Steps, counted by hand", required=False, min_value=0, widget=Digits
    )
    slept_minutes = forms.DecimalField(
        label="Hours slept", required=False, min_value=0, decimal_places=2, widget=Digits(decimal=True)
    )
    goal_tick = forms.ChoiceField(
        label="Own goal",
        required=False,
        choices=[("", "Not said"), *((tick.value, tick.value.capitalize()) for tick in GoalTick)],
    )
    headache = forms.TypedChoiceField(
        required=False,
        choices=[("", "Not said"), *((level.value, level.name.capitalize()) for level in Headache)],
        coerce=int,
        empty_value=None,
    )
    headache_medicine = forms.TypedChoiceField(
        label="Headache medicine",
        required=False,
        choices=[("", "Not said"), ("yes", "Taken"), ("no", "Not taken")],
        coerce=lambda said: said == "yes",
        empty_value=None,
    )
    mode = forms.ChoiceField(label="How it reached us", choices=HOW, widget=forms.RadioSelect)

    def __init__(self, *args, today: date, leave_out: Collection[str], **kwargs):
        initial = {"operation_id": uuid7(), "day": today, "mode": Mode.PAPER}
        super().__init__(*args, initial=initial, **kwargs)
        for name in leave_out:
            del self.fields[name]

    def clean_slept_minutes(self) -> int | None:
        """Typed in hours, kept in minutes."""
        hours: Decimal | None = self.cleaned_data["slept_minutes"]
        return None if hours is None else round(hours * MINUTES)
