"""Fields that several forms share."""

from datetime import date
from decimal import Decimal

from django import forms

from core.words import plain
from people.forms.fields import DateInput

from ..rules.words import Mode

#: How something that staff type reached them.
HOW = [(Mode.PAPER, "On paper"), (Mode.CALL, "Told by phone"), (Mode.STAFF, "Told here, to staff")]


class Digits(forms.TextInput):
    """A number typed with the number keys, without arrows that change it by accident."""

    def __init__(self, *, decimal: bool = False):
        mode = "decimal" if decimal else "numeric"
        super().__init__(attrs={"inputmode": mode, "autocomplete": "off", "class": "w-short"})

    def format_value(self, value: object) -> str | None:
        """60, not 60.00; what somebody typed stays as typed."""
        return plain(value) if isinstance(value, Decimal) else super().format_value(value)


def number(label: str, **kwargs) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_digits=9, decimal_places=2, widget=Digits(decimal=True), **kwargs
    )


class TrueOnForm(forms.Form):
    """When it was true for the patient, and how it reached us."""

    true_on = forms.DateField(label="True on", widget=DateInput)
    mode = forms.ChoiceField(label="How it reached us", choices=HOW, widget=forms.RadioSelect)

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, initial={"true_on": today, "mode": Mode.PAPER}, **kwargs)
