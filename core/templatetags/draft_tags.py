"""Controls that save themselves (static/js/autosave.js)."""

from django import template
from django.db import models
from django.urls import reverse

from core.models import Draft

register = template.Library()


@register.inclusion_tag("components/draft_field.html")
def draft_field(
    route: str, row: Draft, field: str, label: str = "", hint: str = "", rows: int = 3, error: str | None = ""
) -> dict:
    """`{% draft_field "intake:draft-problem" problem "where" label="Where" %}`: one field of a draft.

    A text area for long text, a select for choices, else one line. `label` falls back on the model's name for
    the field; `error` stands beside it until its next save. There is no maxlength: it would cut pasted text
    silently, where the server says what to do.
    """
    id_ = f"{field}-{row.pk}"
    model_field = row._meta.get_field(field)
    return {
        "id": id_,
        "url": reverse(route, args=[row.pk]),
        "field": field,
        "value": getattr(row, field),
        "revision": row.revision_of(field),
        "label": label or str(model_field.verbose_name).capitalize(),
        "hint": hint,
        "error": error,
        "described_by": " ".join(filter(None, [hint and f"{id_}-hint", error and f"{id_}-says"])),
        "rows": rows,
        "choices": model_field.choices,
        "is_long": isinstance(model_field, models.TextField),
        "is_number": isinstance(model_field, models.IntegerField | models.DecimalField),
        "is_date": isinstance(model_field, models.DateField),
    }
