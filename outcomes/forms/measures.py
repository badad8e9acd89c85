"""What the person can do, and its values."""

from django import forms

from core.models import choices

from ..rules.capacities import INVENTORY
from ..rules.words import Capacity, Direction
from .fields import TrueOnForm, number

CAPACITIES = [(kind.value, INVENTORY[kind].label) for kind in INVENTORY] + [
    (Capacity.OTHER.value, "Something else")
]


class TrackForm(forms.Form):
    """Something to be tracked whose unit is known already: a goal has one."""

    capacity = forms.ChoiceField(label="What kind", choices=CAPACITIES)
    label = forms.CharField(label="In words", max_length=120, help_text="Sits in a meeting.")
    direction = forms.ChoiceField(
        label="Which way is better", choices=choices(Direction), initial=Direction.HIGHER_IS_BETTER
    )
    limiter = forms.CharField(label="What stops them", required=False, max_length=120)
    sensitive = forms.BooleanField(
        label="Sensitive",
        required=False,
        help_text="Marked, so that it is not read out in passing; it stays off their phone.",
    )


class MeasureForm(TrackForm):
    """Something that the person can do, with its unit."""

    unit = forms.CharField(max_length=30, help_text="Minutes, flights, kg.")

    field_order = ["capacity", "label", "unit"]


class ReadingForm(TrueOnForm):
    """One value of a measure."""

    value = number("Value")

    field_order = ["value", "true_on", "mode"]
