"""How a plan's fields and numbers are put on a page."""

from dataclasses import dataclass
from datetime import date

from django import template
from django.db import models
from django.urls import reverse

from people.models import Patient
from plans.models import BlockResponse, Checkpoint, Plan, Step
from plans.rules.words import StepKind
from plans.selectors.sheet import question_words

register = template.Library()

_LONG = 200
_GLYPHS = {
    StepKind.PROCEDURE: "▼",
    StepKind.THERAPY: "◆",
    StepKind.MEDICINE: "●",
    StepKind.EDUCATION: "○",
    StepKind.SELF_CARE: "◇",
}


@dataclass(frozen=True)
class DraftField:
    """One field that saves itself."""

    id: str
    name: str
    label: str
    hint: str
    kind: str
    value: str
    url: str
    revision: int
    most: int | None


@register.inclusion_tag("plans/_draft_field.html")
def draft_field(row: Plan | Step | Checkpoint, name: str, label: str = "", hint: str = "") -> dict:
    """`{% draft_field step "plain" %}`: the label is the model's unless given."""
    kind = row._meta.model_name
    prefix = kind if kind == "plan" else f"{kind}-{row.pk}"
    field = row._meta.get_field(name)
    one = DraftField(
        id=f"{prefix}-{name}",
        name=name,
        label=label or str(field.verbose_name).capitalize(),
        hint=hint,
        kind=_control(field),
        value=_value(getattr(row, name)),
        url=reverse(f"plans:draft-{kind}", args=[row.pk]),
        revision=row.revision_of(name),
        most=field.max_length,
    )
    return {"field": one}


def _control(field: models.Field) -> str:
    if isinstance(field, models.DateField):
        return "date"
    if isinstance(field, models.DecimalField | models.PositiveSmallIntegerField):
        return "number"
    return "text" if (field.max_length or _LONG) < _LONG else "textarea"


def _value(value: object) -> str:
    """As an input holds it: a date as ISO, a number without trailing zeros, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text and text.replace(".", "").isdigit() else text


@register.filter
def kind_glyph(step: Step) -> str:
    """The house alphabet."""
    return _GLYPHS[StepKind(step.kind)]


@register.filter
def filled_question(checkpoint: Checkpoint) -> str:
    """The question with its number, as it will be signed."""
    return question_words(checkpoint, checkpoint.question)


@register.simple_tag
def block_responses(patient: Patient) -> list[BlockResponse]:
    """What each block did, for a page that compares places side by side (S25); newest last."""
    rows = BlockResponse.objects.filter(patient=patient, erred_at=None)
    return list(rows.select_related("step").order_by("step__title", "true_on"))
