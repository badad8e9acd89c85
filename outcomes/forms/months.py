"""A month typed from paper: one row a day, letters for words, errors beside their cells."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from core.errors import DomainError
from core.ids import uuid7

from ..rules.day_said import DaySaid
from ..rules.words import DayMark, GoalTick, Headache
from ..services.months import KeptDay, PaperDay
from .fields import Digits

MINUTES = 60
MARKS = {"g": DayMark.GOOD, "o": DayMark.OKAY, "h": DayMark.HARD}
TICKS = {"y": GoalTick.YES, "p": GoalTick.PART, "n": GoalTick.NO}
YES_NO = {"y": True, "n": False}
HEADACHES = {str(level.value): level for level in Headache}

#: What stands over each column.
HEADINGS = {
    "mark": "Day g o h",
    "moved_minutes": "Minutes",
    "moved_steps": "Steps",
    "slept_minutes": "Hours slept",
    "goal_tick": "Goal y p n",
    "headache": "Head 0–3",
    "headache_medicine": "Medicine y n",
}


class LetterField(forms.CharField):
    """One letter for a word: the first of it, small or capital; the word itself is taken too."""

    def __init__(self, letters: Mapping[str, object], *, label: str, needed: str):
        widget = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "size": 2})
        super().__init__(label=label, required=False, max_length=8, widget=widget)
        self.letters, self.needed = letters, needed

    def clean(self, value: str) -> object:
        text = super().clean(value).strip().lower()
        if text and text[0] not in self.letters:
            raise forms.ValidationError(self.needed)
        return self.letters[text[0]] if text else None


class PaperRow(forms.Form):
    """One day of the sheet. A row that is left empty was not said; prefix is the day."""

    mark = LetterField(MARKS, label="Day: g good, o okay, h hard", needed="Type g, o or h.")
    moved_minutes = forms.IntegerField(label="Minutes moved", required=False, min_value=0, widget=Digits)
    moved_steps = forms.IntegerField(label="Steps", required=False, min_value=0, widget=Digits)
    slept_minutes = forms.DecimalField(
        label="Hours slept", required=False, min_value=0, decimal_places=2, widget=Digits(decimal=True)
    )
    goal_tick = LetterField(TICKS, label="Own goal: y yes, p part, n no", needed="Type y, p or n.")
    headache = LetterField(HEADACHES, label="Headache: 0 none to 3 severe", needed="Type 0, 1, 2 or 3.")
    headache_medicine = LetterField(YES_NO, label="Headache medicine: y or n", needed="Type y or n.")

    def __init__(self, *args, day: date, leave_out: Sequence[str], **kwargs):
        super().__init__(*args, prefix=day.isoformat(), **kwargs)
        self.day = day
        for name in leave_out:
            del self.fields[name]
        for name, field in self.fields.items():
            field.heading = HEADINGS[name]
            field.label = f"{day:%-d %b}, {field.label[0].lower()}{field.label[1:]}"
            field.widget.attrs["aria-label"] = field.label

    def clean_slept_minutes(self) -> int | None:
        """Typed in hours, kept in minutes."""
        hours: Decimal | None = self.cleaned_data["slept_minutes"]
        return None if hours is None else round(hours * MINUTES)

    def clean(self) -> dict:
        """The rules of a day, so that all that is wrong is shown at once."""
        given = super().clean()
        if self.errors or not self.says_something:
            return given
        if given["mark"] is None:
            self.add_error("mark", "Type g, o or h, or empty the row.")
            return given
        try:
            self.said.check_numbers()
        except DomainError as refused:
            self.add_error(refused.field, refused.message)
        return given

    @property
    def says_something(self) -> bool:
        return any(value not in (None, "") for value in self.cleaned_data.values())

    @property
    def said(self) -> DaySaid:
        given = {name: value for name, value in self.cleaned_data.items() if value is not None}
        return DaySaid(**given)


@dataclass
class SheetRow:
    """One line of the page: what is typed, what is kept already, and whether somebody has to choose."""

    form: PaperRow
    answer: str
    kept: KeptDay | None = None
    is_in_doubt: bool = False


class PaperSheet:
    """All rows of a month, with their answers where paper and what is kept said different things."""

    def __init__(self, data: QueryDict | None, *, days: Sequence[date], leave_out: Sequence[str]):
        self.is_bound = data is not None
        self.refused = ""
        given = data or {}
        self.id = _uuid_or_new(given.get("sheet", ""))
        self.rows = [
            SheetRow(PaperRow(data, day=day, leave_out=leave_out), given.get(f"{day.isoformat()}-answer", ""))
            for day in days
        ]

    @property
    def days(self) -> list[date]:
        return [row.form.day for row in self.rows]

    def is_valid(self) -> bool:
        return all(row.form.is_valid() for row in self.rows)

    @property
    def said(self) -> dict[str, Any]:
        """The sheet as `services.save_paper_days` takes it."""
        filled = [row for row in self.rows if row.form.says_something]
        return {
            "sheet": self.id,
            "days": [PaperDay(row.form.day, row.form.said) for row in filled],
            "answers": {row.form.day: row.answer for row in filled},
        }

    def ask_about(self, days: Collection[date]) -> None:
        for row in self.rows:
            row.is_in_doubt = row.form.day in days

    def show_kept(self, kept: Mapping[date, KeptDay]) -> None:
        for row in self.rows:
            row.kept = kept.get(row.form.day)

    @property
    def columns(self) -> int:
        """Cells of a row: the day, what is typed, what is kept."""
        return len(self.rows[0].form.fields) + 2

    @property
    def in_doubt(self) -> list[SheetRow]:
        return [row for row in self.rows if row.is_in_doubt]

    @property
    def wrong(self) -> list[tuple[str, str, str]]:
        """(id of the cell, its label, what is wrong) for the summary."""
        cells = [cell for row in self.rows if row.form.is_bound for cell in row.form]
        return [(cell.auto_id, cell.label, error) for cell in cells for error in cell.errors]


def _uuid_or_new(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid7()
