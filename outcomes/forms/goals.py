"""Goals: what the person wants back, how its weeks go, and its scale."""

from datetime import date
from typing import Any

from django import forms

from core.ids import uuid7
from core.models import choices
from people.forms.fields import DateInput
from people.models import Patient

from ..models import Goal, GoalScale, Measure
from ..rules.frequency import Frequency
from ..rules.goal_weeks import week_of
from ..rules.words import GoalStatus, GoalTick, Mode, Per
from .fields import HOW, Digits, TrueOnForm, number


class GoalForm(forms.Form):
    """What the person wants back, in their words, with its parts."""

    words = forms.CharField(label="In their own words", max_length=200)
    activity = forms.CharField(
        label="The activity", required=False, max_length=120, help_text="Sit through a meeting."
    )
    target = number("How much")
    unit = forms.CharField(max_length=30, help_text="Minutes, blocks, kg, times.")
    times = forms.IntegerField(
        label="How many times", required=False, min_value=1, max_value=300, widget=Digits
    )
    per = forms.ChoiceField(label="In each", required=False, choices=[("", "not counted"), *choices(Per)])
    frequency = forms.CharField(
        label="How often, in their words", required=False, max_length=60, help_text="Every morning."
    )
    condition = forms.CharField(
        label="On what terms", required=False, max_length=120, help_text="Without a flare."
    )
    baseline = number("Where they start", required=False)
    baseline_on = forms.DateField(label="Taken on", required=False, widget=DateInput)
    target_on = forms.DateField(label="By when", required=False, widget=DateInput)
    measure = forms.ModelChoiceField(
        label="Counted by", required=False, queryset=None, empty_label="Nothing that is tracked"
    )

    def __init__(self, *args, patient: Patient, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["measure"].queryset = Measure.objects.filter(patient=patient, erred_at=None)

    def clean(self) -> dict[str, Any]:
        """A count without its stretch of time says nothing, and the other way round."""
        given = super().clean()
        if bool(given.get("times")) != bool(given.get("per")) and not {"times", "per"} & set(self.errors):
            self.add_error("times", "Give both: how many times, and in each day, week or month.")
        return given

    @property
    def said(self) -> dict[str, Any]:
        """The goal as `services.set_goal` takes it."""
        said = dict(self.cleaned_data)
        times, per = said.pop("times"), said.pop("per")
        return said | {"often": Frequency(times, Per(per)) if times else None}


class CloseGoalForm(forms.Form):
    status = forms.ChoiceField(choices=[(GoalStatus.MET, "Met"), (GoalStatus.LEFT, "Let go")])


class GoalWeekForm(forms.Form):
    """A week that staff enter for somebody: told, or from paper. Any day names its week."""

    operation_id = forms.UUIDField(widget=forms.HiddenInput)
    week_on = forms.DateField(
        label="Week", widget=DateInput, help_text="Any day of it. A week begins on Monday."
    )
    tick = forms.ChoiceField(label="Did it go?", choices=choices(GoalTick), widget=forms.RadioSelect)
    value = number("The number", required=False)
    mode = forms.ChoiceField(label="How it reached us", choices=HOW, widget=forms.RadioSelect)

    def __init__(self, *args, goal: Goal, today: date, **kwargs):
        super().__init__(
            *args, initial={"operation_id": uuid7(), "week_on": today, "mode": Mode.STAFF}, **kwargs
        )
        self.fields["value"].help_text = f"In {goal.unit}, only if they said it."

    def clean_week_on(self) -> date:
        return week_of(self.cleaned_data["week_on"])


_WEIGHT = [(1, "1: a little"), (2, "2: fairly"), (3, "3: very")]
#: Field of the scale, and its level with what it stands for.
OUTCOMES = {
    "much_less": "−2, much less than expected",
    "less": "−1, less than expected",
    "expected": "0, as expected",
    "more": "+1, more than expected",
    "much_more": "+2, much more than expected",
}


def _whole(label: str, options: list[tuple[int, str]], **kwargs) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=options, coerce=int, **kwargs)


class GoalScaleForm(forms.Form):
    """Five outcomes in words, each one observable and none beside another."""

    much_less = forms.CharField(label=OUTCOMES["much_less"], max_length=200)
    less = forms.CharField(label=OUTCOMES["less"], max_length=200, help_text="Where most people start.")
    expected = forms.CharField(label=OUTCOMES["expected"], max_length=200)
    more = forms.CharField(label=OUTCOMES["more"], max_length=200)
    much_more = forms.CharField(label=OUTCOMES["much_more"], max_length=200)
    importance = _whole("How important it is to them", _WEIGHT, initial=1)
    difficulty = _whole("How hard it is to reach", _WEIGHT, initial=1)
    start = _whole(
        "Where they are now", [(n, words) for n, words in zip(range(-2, 3), OUTCOMES.values(), strict=True)]
    )

    def __init__(self, *args, scale: GoalScale | None, **kwargs):
        kept = (
            {name: getattr(scale, name) for name in (*OUTCOMES, "importance", "difficulty")} if scale else {}
        )
        super().__init__(*args, initial={"start": -1, **kept}, **kwargs)
        if scale:
            del self.fields["start"]

    @property
    def said(self) -> dict[str, Any]:
        """The scale as `services.set_goal_scale` takes it."""
        said = dict(self.cleaned_data)
        return {"words": [said.pop(name) for name in OUTCOMES], **said}


class GoalLevelForm(TrueOnForm):
    """Where a goal stands on its own scale."""

    level = _whole("Where it stands", [], widget=forms.RadioSelect)

    field_order = ["level", "true_on", "mode"]

    def __init__(self, *args, scale: GoalScale, **kwargs):
        super().__init__(*args, **kwargs)
        signs = ("−2", "−1", "0", "+1", "+2")
        self.fields["level"].choices = [
            (level, f"{sign}: {words}")
            for level, sign, words in zip(range(-2, 3), signs, scale.words, strict=True)
        ]
