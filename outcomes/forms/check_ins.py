"""A block of check-ins: what it asks, when it begins, and what comes after it."""

from datetime import date

from django import forms

from people.forms.fields import DateInput

from ..models import Goal
from ..rules.words import AcuteMedicine, MovementUnit
from ..services import Asked


class AskedForm(forms.Form):
    """What a check-in asks beside the day's mark and the sleep."""

    movement_unit = forms.ChoiceField(
        label="Movement in",
        choices=[(MovementUnit.MINUTES, "Minutes moved"), (MovementUnit.STEPS, "Steps, typed by hand")],
        widget=forms.RadioSelect,
    )
    goal = forms.ModelChoiceField(Goal.objects.none(), required=False, label="Own goal", empty_label="None")
    asks_headache = forms.BooleanField(label="Ask about headaches too", required=False)
    headache_medicine = forms.ChoiceField(
        label="For a headache they take",
        required=False,
        choices=[("", "Not said"), *((one.value, one.label) for one in AcuteMedicine)],
        help_text="Its kind says how many days a month are too many.",
    )

    def __init__(self, *args, goals, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["goal"].queryset = goals

    @property
    def asked(self) -> Asked:
        given = self.cleaned_data
        return Asked(MovementUnit(given["movement_unit"]), given["asks_headache"], given["headache_medicine"])


class StartForm(AskedForm):
    """A new block; one that still runs ends the day before."""

    starts_on = forms.DateField(label="First day", widget=DateInput)

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_starts_on(self) -> date:
        """Days that nobody was asked about are no part of a block."""
        starts_on: date = self.cleaned_data["starts_on"]
        if starts_on < self.today:
            raise forms.ValidationError("A block begins today or later.")
        return starts_on


class EndForm(forms.Form):
    then = forms.ChoiceField(
        label="From today on",
        choices=[("weekly", "Ask once a week"), ("nothing", "Ask nothing")],
        widget=forms.RadioSelect,
    )
