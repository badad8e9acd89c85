"""What people type about plans, parsed and shaped. Rules decide; forms only read."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms

from core.models import choices
from outcomes.models import Measure
from outcomes.rules.instrument import Instrument
from outcomes.selectors import Catalogue
from people.forms.fields import DateInput

from .library import TEMPLATES
from .models import Checkpoint, Plan, Step
from .rules.checkpoint import Answer
from .rules.words import (
    CannotTellReason,
    Comparison,
    Decision,
    JudgedBy,
    NotDeliveredReason,
    StepKind,
)
from .selectors.numbers import active_goals

#: The new date that is offered first: a week on. The rule allows up to two.
_WEEK = timedelta(days=7)


class TemplateForm(forms.Form):
    template = forms.ChoiceField(choices=[(key, one.title) for key, one in TEMPLATES.items()])


class GoalForm(forms.Form):
    goal = forms.ModelChoiceField(None, label="The goal that this plan is for", empty_label="Choose a goal")

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, initial={"goal": plan.goal_id}, **kwargs)
        self.fields["goal"].queryset = active_goals(plan.patient)
        self.fields["goal"].widget.attrs["id"] = "goal"


class StepForm(forms.Form):
    kind = forms.ChoiceField(label="What kind", choices=choices(StepKind))
    title = forms.CharField(label="Step", max_length=160)


class StepChoice(forms.TypedChoiceField):
    """One of the plan's own steps, from those that the page has loaded already."""

    def __init__(self, *, empty: str, **kwargs: Any) -> None:
        super().__init__(required=False, coerce=self._step, empty_value=None, **kwargs)
        self.empty, self.steps = empty, {}

    def offer(self, steps: Iterable[Step]) -> None:
        self.steps = {str(step.pk): step for step in steps}
        self.choices = [("", self.empty), *[(key, step.title) for key, step in self.steps.items()]]

    def _step(self, key: str) -> Step:
        return self.steps[key]


class PairForm(forms.Form):
    pair = StepChoice(label="Pairs with", empty="No other step")

    def __init__(self, *args: Any, step: Step, steps: Iterable[Step], **kwargs: Any) -> None:
        super().__init__(*args, initial={"pair": step.pairs_with_id or ""}, **kwargs)
        self.fields["pair"].offer(one for one in steps if one.pk != step.pk)
        self.fields["pair"].widget.attrs["id"] = f"step-{step.pk}-pair"


class ShapeForm(forms.Form):
    """Which number answers a checkpoint, how it is held against its line, and where each answer leads."""

    number = forms.ChoiceField(label="Measured by")
    comparison = forms.ChoiceField(label="Has to be", choices=choices(Comparison))
    yes_step = StepChoice(label="If yes, go on with", empty="No step: ask the lead")
    no_step = StepChoice(label="If no, go on with", empty="A new plan")

    def __init__(
        self,
        *args: Any,
        checkpoint: Checkpoint,
        steps: Iterable[Step],
        measures: Iterable[Measure],
        catalogue: Catalogue,
        **kwargs: Any,
    ) -> None:
        initial = {
            "number": _number_of(checkpoint),
            "comparison": checkpoint.comparison,
            "yes_step": checkpoint.yes_step_id or "",
            "no_step": checkpoint.no_step_id or "",
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.measures = {str(one.pk): one for one in measures}
        self.fields["number"].choices = [("", "Choose a number"), *self._numbers(checkpoint, catalogue)]
        others = [step for step in steps if step.pk != checkpoint.step_id]
        for name in ("yes_step", "no_step"):
            self.fields[name].offer(others)
        for name, field in self.fields.items():
            anchor = "measure" if name == "number" else name
            field.widget.attrs["id"] = f"checkpoint-{checkpoint.pk}-{anchor}"

    def _numbers(self, checkpoint: Checkpoint, catalogue: Catalogue) -> list[tuple[str, Any]]:
        own = [(f"measure:{key}", f"{one.label} ({one.unit})") for key, one in self.measures.items()]
        scores = _score_choices(catalogue.battery)
        rest = [("More questionnaires", _score_choices(catalogue.others))]
        block = [("block:", "Relief after the block (%)")] if checkpoint.step.is_block else []
        return [*own, *scores, *block, *rest]

    @property
    def shape(self) -> dict[str, Any]:
        """The arguments of `shape_checkpoint`."""
        judged_by, _, key = self.cleaned_data["number"].partition(":")
        return {
            "judged_by": JudgedBy(judged_by),
            "measure": self.measures.get(key),
            "instrument": key if judged_by == JudgedBy.INSTRUMENT else "peg",
            "comparison": Comparison(self.cleaned_data["comparison"]),
            "yes_step": self.cleaned_data["yes_step"],
            "no_step": self.cleaned_data["no_step"],
        }


def _score_choices(offered: Iterable[Instrument]) -> list[tuple[str, str]]:
    return [(f"instrument:{one.key}", f"{one.title} score") for one in offered if one.has_score]


def _number_of(checkpoint: Checkpoint) -> str:
    match checkpoint.judged_by:
        case JudgedBy.MEASURE:
            return f"measure:{checkpoint.measure_id}" if checkpoint.measure_id else ""
        case JudgedBy.INSTRUMENT:
            return f"instrument:{checkpoint.instrument}"
    return "block:"


class OnForm(forms.Form):
    on = forms.DateField(label="On", widget=DateInput)


class NotDeliveredForm(forms.Form):
    reason = forms.ChoiceField(
        label="Why it did not take place", choices=[("", "Choose why"), *choices(NotDeliveredReason)]
    )


class BlockForm(forms.Form):
    percent = forms.IntegerField(label="Relief of the main pain, %", min_value=0, max_value=100)
    hours = forms.DecimalField(label="For how many hours", min_value=Decimal(0), decimal_places=1)
    on = forms.DateField(label="On", widget=DateInput)


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Why", max_length=300)


class DecisionForm(forms.Form):
    """Three equal answers: nothing is chosen beforehand."""

    decision = forms.ChoiceField(
        label="Your answer",
        choices=choices(Decision),
        error_messages={"required": "Choose one of the three answers."},
    )
    reason = forms.CharField(
        label="What you saw",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    new_idea = forms.CharField(label="The new idea, if there is one", required=False, max_length=300)
    cannot_tell_reason = forms.ChoiceField(
        label="Why it cannot be told yet",
        required=False,
        choices=[("", "Choose why"), *choices(CannotTellReason)],
    )
    new_date = forms.DateField(label="Look again on", required=False, widget=DateInput)

    def __init__(self, *args: Any, today: date, max_days: int, **kwargs: Any) -> None:
        super().__init__(*args, initial={"new_date": today + _WEEK}, **kwargs)
        limits = {"min": today + timedelta(days=1), "max": today + timedelta(days=max_days)}
        self.fields["new_date"].widget.attrs |= {name: day.isoformat() for name, day in limits.items()}

    @property
    def answer(self) -> Answer:
        given = self.cleaned_data
        why = given["cannot_tell_reason"]
        return Answer(
            decision=Decision(given["decision"]),
            reason=given["reason"],
            cannot_tell_reason=CannotTellReason(why) if why else None,
            new_date=given["new_date"],
            new_idea=given["new_idea"],
        )
