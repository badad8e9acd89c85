"""Forms of where somebody goes next."""

from django import forms

from core.models import choices
from intake.rules.triage import Decision, Disposition


class TriageForm(forms.Form):
    """Nothing is chosen beforehand. What the decision still needs is for `rules.triage` to say."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="triage-%s", **kwargs)

    disposition = forms.ChoiceField(
        choices=choices(Disposition),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where this person goes next."},
    )
    reason = forms.CharField(max_length=300, required=False, label="Because")
    service = forms.CharField(max_length=120, required=False, label="Which centre or specialty")
    resources = forms.CharField(
        max_length=1000,
        required=False,
        label="Help to hand over, one a line, with phone or link",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    recontact_on = forms.DateField(
        required=False, label="We ask again on", widget=forms.DateInput(attrs={"type": "date"})
    )

    @property
    def decision(self) -> Decision:
        """Once valid."""
        return Decision(**{**self.cleaned_data, "disposition": Disposition(self.cleaned_data["disposition"])})


class ContactForm(forms.Form):
    outcome = forms.CharField(
        max_length=300, label="What came of it", error_messages={"required": "Say what came of it."}
    )
