"""Timed tries, and the result of a performance test."""

from typing import Any

from django import forms

from core.errors import DomainError

from ..rules.performance import PerformanceTest
from ..rules.tolerance import MOST_TRIALS, read_minutes
from ..rules.words import Mode, Side
from .fields import TrueOnForm, number

TRIALS = tuple(f"trial_{n}" for n in range(1, MOST_TRIALS + 1))
#: A test is done here, or was written down while it was done.
HOW_TESTED = [(Mode.STAFF, "Done with staff"), (Mode.PAPER, "Written down on paper")]


class MinutesField(forms.CharField):
    """“12”, “12.5” or “12:30” as whole seconds; None when it is left empty."""

    def __init__(self, **kwargs):
        typed = forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text", "class": "w-short"})
        super().__init__(max_length=8, widget=typed, **kwargs)

    def clean(self, value: str) -> int | None:
        said = super().clean(value)
        if not said:
            return None
        try:
            return read_minutes(said)
        except DomainError as refused:
            raise forms.ValidationError(refused.message) from None


def trial_fields() -> dict[str, MinutesField]:
    """The first is needed; two or three make a better number."""
    names = ("First try", "Second try", "Third try")
    return {
        key: MinutesField(label=name, required=number == 0, help_text="Minutes, like 12 or 12:30.")
        for number, (key, name) in enumerate(zip(TRIALS, names, strict=True))
    }


def trials_of(given: dict[str, Any]) -> list[int]:
    """The tries that were made, in their order."""
    return [given[key] for key in TRIALS if given.get(key) is not None]


class TimedForm(TrueOnForm):
    """Up to three tries; their mean is the value."""

    note = forms.CharField(label="Note", required=False, max_length=100, help_text="What made them stop.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mode"].choices = HOW_TESTED
        self.initial["mode"] = Mode.STAFF
        self.fields |= trial_fields()
        self.order_fields([*TRIALS, "note", "true_on", "mode"])

    @property
    def trials(self) -> list[forms.BoundField]:
        return [self[key] for key in TRIALS]

    @property
    def rest(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in TRIALS]

    @property
    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {name: given[name] for name in ("note", "true_on", "mode")} | {"trials": trials_of(given)}


class PerformanceForm(TrueOnForm):
    """The result of one test; a side where it has one, and what makes it 0 where something does."""

    side = forms.ChoiceField(
        choices=[("", "Choose"), *((side.value, side.value.capitalize()) for side in Side)]
    )
    value = number("Result", error_messages={"required": "Give the result."})
    is_zero = forms.BooleanField(required=False)
    note = forms.CharField(
        label="Note", required=False, max_length=100, help_text="With a stick. What stopped them."
    )

    def __init__(self, *args, test: PerformanceTest, side: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mode"].choices = HOW_TESTED
        self.initial |= {"mode": Mode.STAFF, "side": side}
        self.fields["value"].label = f"Result in {test.unit}"
        self.fields["value"].required = not test.zero_if
        self.fields["is_zero"].label = f"{test.zero_if}: the result is 0"
        for name, is_asked in (("side", test.has_side), ("is_zero", test.zero_if)):
            if not is_asked:
                del self.fields[name]
        self.order_fields(["side", "value", "is_zero", "note", "true_on", "mode"])
