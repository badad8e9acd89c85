"""Goals, what the person can do, and its values."""

from django import forms

from core.models import choices
from people.forms.fields import DateInput
from people.models import Patient

from ..models import Measure
from ..rules.words import Capacity, Direction, GoalStatus
from .fields import Digits, TrueOnForm


def _number(label: str, **kwargs) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_digits=9, decimal_places=2, widget=Digits(decimal=True), **kwargs
    )


class GoalForm(forms.Form):
    """What the person wants back, in their words, with a number."""

    words = forms.CharField(label="In their own words", max_length=200)
    target = _number("How much")
    unit = forms.CharField(max_length=30, help_text="Minutes, blocks, kg, times.")
    frequency = forms.CharField(label="How often", required=False, max_length=60, help_text="Every morning.")
    condition = forms.CharField(
        label="On what terms", required=False, max_length=120, help_text="With no flare."
    )
    baseline = _number("Where they start", required=False)
    target_on = forms.DateField(label="By when", required=False, widget=DateInput)
    measure = forms.ModelChoiceField(
        label="Counted by", required=False, queryset=None, empty_label="Nothing that is tracked"
    )

    def __init__(self, *args, patient: Patient, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["measure"].queryset = Measure.objects.filter(patient=patient, erred_at=None)


class CloseGoalForm(forms.Form):
    status = forms.ChoiceField(choices=[(GoalStatus.MET, "Met"), (GoalStatus.LEFT, "Let go")])


class MeasureForm(forms.Form):
    """Something that the person can do, with its unit."""

    capacity = forms.ChoiceField(label="What kind", choices=choices(Capacity))
    label = forms.CharField(label="In words", max_length=120, help_text="Sits in a meeting.")
    unit = forms.CharField(max_length=30, help_text="Minutes, flights, kg.")
    direction = forms.ChoiceField(
        label="Which way is better", choices=choices(Direction), initial=Direction.HIGHER_IS_BETTER
    )
    limiter = forms.CharField(label="What stops them", required=False, max_length=120)
    sensitive = forms.BooleanField(
        label="Sensitive", required=False, help_text="Marked, so that it is not read out in passing."
    )


class ReadingForm(TrueOnForm):
    """One value of a measure."""

    value = _number("Value")

    field_order = ["value", "true_on", "mode"]
