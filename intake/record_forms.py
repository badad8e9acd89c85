"""What is typed to ask for an old record."""

from django import forms

from core.models import choices

from .rules.records import AskedBy, RecordKind


class RecordForm(forms.Form):
    what = forms.TypedChoiceField(
        label="What",
        coerce=RecordKind,
        choices=[("", "Choose"), *choices(RecordKind)],
        error_messages={"required": "Choose what it is."},
    )
    detail = forms.CharField(
        label="Which one", max_length=120, required=False, help_text="Like: MRI of the low back, 2024."
    )
    holder = forms.CharField(
        label="From whom", max_length=120, error_messages={"required": "Type who has it."}
    )
    how = forms.TypedChoiceField(
        label="Asked by",
        coerce=AskedBy,
        choices=[("", "Choose"), *choices(AskedBy)],
        error_messages={"required": "Choose how it was asked."},
    )
    asked_on = forms.DateField(
        label="Asked on", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
