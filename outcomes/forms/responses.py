"""A questionnaire typed in from paper: one number a row, in the order of the form."""

from django import forms

from ..rules.instrument import Instrument, Item
from .fields import Digits, TrueOnForm


class ResponseForm(TrueOnForm):
    """The rows are the instrument's items; an empty one was left out on the paper."""

    def __init__(self, *args, instrument: Instrument, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = [item.key for item in instrument.items]
        self.wording = {item.key: item for item in instrument.items} if instrument.licence_ref else {}
        self.fields.update({item.key: _field(item) for item in instrument.items})
        self.order_fields([*self.items, "true_on", "mode"])
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

    @property
    def rows(self) -> list[tuple[forms.BoundField, Item | None]]:
        """Each row with the item whose licensed words are shown above it, if the clinic loaded them."""
        return [(self[key], self.wording.get(key)) for key in self.items]

    @property
    def answers(self) -> dict[str, int | None]:
        return {key: self.cleaned_data[key] for key in self.items}


def _field(item: Item) -> forms.IntegerField:
    low, high = item.scale.low, item.scale.high
    fault = f"Give a whole number from {low} to {high}, or leave it empty."
    return forms.IntegerField(
        label=item.label,
        required=False,
        min_value=low,
        max_value=high,
        widget=Digits,
        help_text=item.scale.legend,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), fault),
    )
