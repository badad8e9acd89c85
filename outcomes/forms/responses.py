"""A questionnaire typed in from paper: one number a row, in the order of the form."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms

from ..rules.instrument import Instrument, Item
from .fields import Digits, TrueOnForm


@dataclass(frozen=True)
class Row:
    """One row: its number; the item whose licensed words stand above it; where a person's own name goes."""

    field: forms.BoundField
    wording: Item | None
    name: forms.BoundField | None


class ResponseForm(TrueOnForm):
    """The rows are the instrument's items; an empty one was left out on the paper.

    Where the rows are the person's own, `names` are those that they gave earlier; a free row asks for one.
    """

    def __init__(self, *args, instrument: Instrument, names: Mapping[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.items = [item.key for item in instrument.items]
        self.wording = {item.key: item for item in instrument.items} if instrument.licence_ref else {}
        self.unnamed = [key for key in self.items if instrument.items_are_own and key not in names]
        self.fields.update({f"name_{key}": _name_field() for key in self.unnamed})
        self.fields.update({item.key: _field(item, names.get(item.key)) for item in instrument.items})
        self.order_fields([*(name for key in self.items for name in (f"name_{key}", key)), "true_on", "mode"])
        for key in self.wording:
            self.fields[key].help_text = ""
        self.shared_hint = "" if self.wording else self._share_hint()

    def _share_hint(self) -> str:
        """What both ends of the scale mean, said once when it is the same in every row."""
        fields = [self.fields[key] for key in self.items]
        hints = {field.help_text for field in fields}
        if len(fields) == 1 or len(hints) > 1:
            return ""
        for field in fields:
            field.help_text = ""
        return f"In every row {hints.pop()}."

    def clean(self) -> dict:
        for key in self.unnamed:
            if self.cleaned_data.get(key) is not None and not self.cleaned_data.get(f"name_{key}"):
                self.add_error(f"name_{key}", "Say which activity this number is about.")
        return self.cleaned_data

    @property
    def rows(self) -> list[Row]:
        return [self._row(key) for key in self.items]

    def _row(self, key: str) -> Row:
        return Row(self[key], self.wording.get(key), self[f"name_{key}"] if key in self.unnamed else None)

    @property
    def answers(self) -> dict[str, int | None]:
        return {key: self.cleaned_data[key] for key in self.items}

    @property
    def new_names(self) -> dict[str, str]:
        """Of the rows that are named with this filling-in."""
        given = {key: self.cleaned_data[f"name_{key}"] for key in self.unnamed}
        return {key: words for key, words in given.items() if words}


def _name_field() -> forms.CharField:
    return forms.CharField(label="Which activity, in their words", required=False, max_length=120)


def _field(item: Item, name: str | None) -> forms.IntegerField:
    low, high = item.scale.low, item.scale.high
    fault = f"Give a whole number from {low} to {high}, or leave it empty."
    return forms.IntegerField(
        label=name or item.label,
        required=False,
        min_value=low,
        max_value=high,
        widget=Digits,
        help_text=item.scale.legend,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), fault),
    )
