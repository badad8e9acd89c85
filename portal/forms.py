"""What patients type and tap, parsed once for the page and the JSON address alike."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import format_html

from outcomes.forms import trial_fields
from outcomes.models import Day, Goal
from outcomes.rules.limits import MINUTES_IN_A_DAY, MOST_STEPS
from outcomes.rules.words import DayMark, FlareCause, FlareSeverity, GoalTick, Headache

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
STEPS = [
    (2000, _open_ended("2,000−", "or less")),
    (4000, "4,000"),
    (6000, "6,000"),
    (8000, _open_ended("8,000+", "or more")),
]
HEADACHES = list(zip(Headache, ("None", "Mild", "Medium", "Severe"), strict=True))
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


#: The numbers that can be typed instead of tapped.
EXACT = ("moved_exact", "steps_exact", "slept_exact")


class DayForm(forms.Form):
    """One day. Only the mark is required; a number typed exactly wins over a tapped one."""

    operation_id = forms.UUIDField(widget=forms.HiddenInput)
    day = forms.DateField(widget=forms.HiddenInput)
    claimed_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    mark = _tiles("My day", MARKS, required=True)
    moved_minutes = _tiles("Minutes I moved", MOVED)
    moved_steps = _tiles("Steps I took", STEPS)
    slept_minutes = _tiles("Hours I slept", SLEPT)
    goal_tick = _tiles("My own goal", TICKS, coerce=GoalTick)
    headache = _tiles("My head ached", HEADACHES)
    headache_medicine = _tiles(
        "I took something for it", [("yes", "Yes"), ("no", "No")], coerce=lambda said: said == "yes"
    )
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
    steps_exact = forms.IntegerField(
        label="Steps I took, as a number",
        required=False,
        min_value=0,
        max_value=MOST_STEPS,
        error_messages={
            "invalid": "Type the steps as a number, like 3500.",
            "min_value": "Type 0 or more.",
            "max_value": f"More than {MOST_STEPS:,} steps? Check the number.",
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

    def ask(self, goal: str, leave_out: Collection[str]) -> None:
        """Ask about the goal in the person's own words, and not about what is left out.

        What was said is always shown, also when it is not asked any more: a save would lose it.
        """
        self.fields["goal_tick"].label = goal
        for name in {*leave_out, *([] if goal else ["goal_tick"])}:
            if self[name].value() in (None, ""):
                del self.fields[name]

    @property
    def exact(self) -> list[forms.BoundField]:
        return [self[name] for name in EXACT if name in self.fields]

    @property
    def has_exact(self) -> bool:
        """Whether one of the typed numbers is filled in or wrong, and so has to be seen."""
        return any(field.value() or field.errors for field in self.exact)

    @property
    def said(self) -> dict[str, Any]:
        """The day as `outcomes.services.save_day` takes it."""
        given = self.cleaned_data
        same = ("operation_id", "day", "claimed_at", "mark", "headache", "headache_medicine")
        slept = given["slept_exact"]
        return {name: given[name] for name in same} | {
            "moved_minutes": _first(given["moved_exact"], given["moved_minutes"]),
            "moved_steps": _first(given["steps_exact"], given["moved_steps"]),
            "slept_minutes": given["slept_minutes"] if slept is None else round(slept * 60),
            "goal_tick": given["goal_tick"] or "",
        }


def _first(exact: int | None, tapped: int | None) -> int | None:
    return tapped if exact is None else exact


def as_tapped(day: Day) -> dict[str, Any]:
    """A saved day as the form shows it: a number that no tile has goes into its own field."""
    slept, took = day.slept_minutes, day.headache_medicine
    given = {"mark": day.mark, "goal_tick": day.goal_tick, "headache": day.headache}
    given |= _tile_or_exact("moved_minutes", "moved_exact", day.moved_minutes, MOVED)
    given |= _tile_or_exact("moved_steps", "steps_exact", day.moved_steps, STEPS)
    if slept in dict(SLEPT):
        given["slept_minutes"] = slept
    elif slept is not None:
        given["slept_exact"] = f"{Decimal(slept) / 60:.2f}".rstrip("0").rstrip(".")
    if took is not None:
        given["headache_medicine"] = "yes" if took else "no"
    return given


def _tile_or_exact(tile: str, exact: str, value: int | None, choices: list) -> dict[str, Any]:
    if value is None:
        return {}
    return {tile if value in dict(choices) else exact: value}


class FlareForm(forms.Form):
    """How bad a flare is and what may have set it off: all of it can be left out."""

    severity = forms.TypedChoiceField(
        label="How bad is it?",
        choices=[(one.value, one.value.capitalize()) for one in FlareSeverity],
        required=False,
        empty_value="",
        widget=forms.RadioSelect,
    )
    cause = forms.ChoiceField(
        label="What may have set it off?",
        choices=[("", "I would rather not say"), *((one.value, one.label) for one in FlareCause)],
        required=False,
    )
    cause_words = forms.CharField(label="In your words", max_length=120, required=False)


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
