"""What patients type and tap, parsed once for the page and the JSON address alike."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import format_html

from outcomes.forms import trial_fields
from outcomes.models import Day, Goal
from outcomes.rules.limits import MINUTES_IN_A_DAY
from outcomes.rules.words import DayMark, GoalTick

from .zones import zone_choices


def _open_ended(shown: str, spoken: str) -> str:
    """“30+” for the eye, “30+ or more” for the ear."""
    return format_html('{}<span class="sr"> {}</span>', shown, spoken)


MARKS = [(mark.value, mark.name.capitalize()) for mark in DayMark]
MOVED = [(0, "0"), (10, "10"), (20, "20"), (30, _open_ended("30+", "or more"))]
SLEPT = [
    (240, _open_ended("4−", "or less")),
    (300, "5"),
    (360, "6"),
    (420, "7"),
    (480, _open_ended("8+", "or more")),
]
TICKS = [(tick.value, tick.value.capitalize()) for tick in GoalTick]


def _tiles(label: str, choices: list, *, coerce=int, required: bool = False) -> forms.TypedChoiceField:
    """A row of tiles of which none is chosen beforehand: an answer left out stays None, never zero."""
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        coerce=coerce,
        empty_value=None,
        required=required,
        widget=forms.RadioSelect,
        error_messages={"required": "Tap how your day was: good, okay or hard."},
    )


class DayForm(forms.Form):
    """One day. Only the mark is required; a number typed exactly wins over a tapped one."""

    operation_id = forms.UUIDField(widget=forms.HiddenInput)
    day = forms.DateField(widget=forms.HiddenInput)
    claimed_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    mark = _tiles("My day", MARKS, required=True)
    moved_minutes = _tiles("Minutes I moved", MOVED)
    slept_minutes = _tiles("Hours I slept", SLEPT)
    goal_tick = _tiles("My own goal", TICKS, coerce=GoalTick)
    moved_exact = forms.IntegerField(
        label="Minutes I moved, as a number",
        required=False,
        min_value=0,
        max_value=MINUTES_IN_A_DAY,
        error_messages={
            "invalid": "Type the minutes as a number, like 25.",
            "min_value": "Type 0 or more.",
            "max_value": "A day has 1440 minutes.",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    slept_exact = forms.DecimalField(
        label="Hours I slept, as a number",
        required=False,
        min_value=0,
        max_value=24,
        decimal_places=2,
        error_messages={
            "invalid": "Type the hours as a number, like 6.5.",
            "min_value": "Type 0 or more.",
            "max_value": "A day has 24 hours.",
        },
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )

    def ask_about(self, goal: str) -> None:
        """Ask about the goal in the person's own words; do not ask when there is none."""
        if goal:
            self.fields["goal_tick"].label = goal
        else:
            del self.fields["goal_tick"]

    @property
    def has_exact(self) -> bool:
        """Whether one of the typed numbers is filled in or wrong, and so has to be seen."""
        return any(self[name].value() or self[name].errors for name in ("moved_exact", "slept_exact"))

    @property
    def said(self) -> dict[str, Any]:
        """The day as `outcomes.services.save_day` takes it."""
        given = self.cleaned_data
        moved, slept = given["moved_exact"], given["slept_exact"]
        return {
            "operation_id": given["operation_id"],
            "day": given["day"],
            "claimed_at": given["claimed_at"],
            "mark": given["mark"],
            "moved_minutes": given["moved_minutes"] if moved is None else moved,
            "slept_minutes": given["slept_minutes"] if slept is None else round(slept * 60),
            "goal_tick": given.get("goal_tick") or "",
        }


def as_tapped(day: Day) -> dict[str, Any]:
    """A saved day as the form shows it: a number that no tile has goes into its own field."""
    tapped: dict[str, Any] = {"mark": day.mark, "goal_tick": day.goal_tick}
    moved, slept = day.moved_minutes, day.slept_minutes
    if moved is not None:
        tapped["moved_minutes" if moved in dict(MOVED) else "moved_exact"] = moved
    if slept in dict(SLEPT):
        tapped["slept_minutes"] = slept
    elif slept is not None:
        tapped["slept_exact"] = f"{Decimal(slept) / 60:.2f}".rstrip("0").rstrip(".")
    return tapped


class GoalWeekForm(forms.Form):
    """How one goal went in one week. Only the tap is needed; the number is for whoever has it."""

    operation_id = forms.UUIDField(widget=forms.HiddenInput)
    week_on = forms.DateField(widget=forms.HiddenInput)
    tick = forms.TypedChoiceField(
        label="Did it go?",
        choices=TICKS,
        coerce=GoalTick,
        widget=forms.RadioSelect,
        error_messages={"required": "Tap how it went: yes, part or no."},
    )
    value = forms.DecimalField(
        required=False,
        min_value=0,
        max_digits=9,
        decimal_places=2,
        error_messages={
            "invalid": "Type a number, like 25.",
            "min_value": "Type 0 or more.",
            "max_digits": "That number is too long. Please check it.",
        },
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )

    def __init__(self, *args, goal: Goal, **kwargs):
        super().__init__(*args, auto_id=f"goal-{goal.rank}-%s", **kwargs)
        self.fields["value"].label = f"Your number ({goal.unit}), if you know it"


class TriesForm(forms.Form):
    """Up to three tries with the clock, or typed. The first is needed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= trial_fields()
        self.fields["trial_1"].error_messages["required"] = "Press Start, or type your minutes."


class BirthYearForm(forms.Form):
    """The second thing that the holder of a link is asked, where the clinic wishes it."""

    birth_year = forms.IntegerField(
        label="The year you were born",
        help_text="Four digits, like 1968.",
        error_messages={"required": "Type the year you were born.", "invalid": "Type the year, like 1968."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "bday-year"}),
    )


class TimeZoneForm(forms.Form):
    """Where the patient's clock stands."""

    time_zone = forms.ChoiceField(label="My time zone", help_text="We mail you by the clock where you live.")

    def __init__(self, *args, current: str, **kwargs):
        super().__init__(*args, initial={"time_zone": current}, **kwargs)
        self.fields["time_zone"].choices = zone_choices(current)
