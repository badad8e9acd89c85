"""Forms around a wearable's file: dropping it, naming the columns of a table, taking it back."""

from typing import Any

from django import forms

from ..rules.wearables import ColumnChoice, DateOrder, SleepUnit

_NONE = ("", "Not in this table")
#: Words shown of a column, so that a long one does not push the page wide.
_LONGEST = 40


class WearableForm(forms.Form):
    """One file; an empty one is refused by the service, with the same sentence everywhere."""

    file = forms.FileField(
        label="File from the watch or phone",
        allow_empty_file=True,
        max_length=500,
        error_messages={"required": "Choose a file first."},
    )


class ColumnsForm(forms.Form):
    """Which column holds what. `table` is a `TableShape` as it was kept; our guess is chosen first."""

    day = forms.TypedChoiceField(label="The day", coerce=int)
    date_order = forms.ChoiceField(
        label="A day is written like", choices=[(order.value, order.label) for order in DateOrder]
    )
    steps = forms.TypedChoiceField(label="Steps", coerce=int, empty_value=None, required=False)
    slept = forms.TypedChoiceField(label="Time asleep", coerce=int, empty_value=None, required=False)
    in_bed = forms.TypedChoiceField(label="Time in bed", coerce=int, empty_value=None, required=False)
    sleep_unit = forms.ChoiceField(
        label="Sleep is written in", choices=[(unit.value, unit.label) for unit in SleepUnit]
    )

    def __init__(self, *args: Any, table: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, initial=table["guess"] or {}, **kwargs)
        columns = [(n, _title(n, name)) for n, name in enumerate(table["header"])]
        self.fields["day"].choices = columns
        for name in ("steps", "slept", "in_bed"):
            self.fields[name].choices = [_NONE, *columns]
        if not table["is_date_order_certain"]:
            self.fields["date_order"].help_text = "The first days read both ways: please check."

    @property
    def choice(self) -> ColumnChoice:
        said = self.cleaned_data
        return ColumnChoice(
            **{
                **said,
                "sleep_unit": SleepUnit(said["sleep_unit"]),
                "date_order": DateOrder(said["date_order"]),
            }
        )


def _title(number: int, name: str) -> str:
    return f"{number + 1}. {name.strip()[:_LONGEST]}".strip()


class UndoForm(forms.Form):
    reason = forms.CharField(
        label="Why was it wrong?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why the file was wrong."},
    )
