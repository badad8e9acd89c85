"""What is typed about medicines: how one is taken, and one line that adds one."""

from django import forms

from .rules.medicines import Said, taking_words
from .rules.merging import MergeChoice
from .rules.words import Taking


class StatementForm(forms.Form):
    """How one medicine is really taken. Nothing is preselected that nobody said."""

    taking = forms.TypedChoiceField(
        label="How it is taken",
        coerce=Taking,
        choices=[(one.value, one.label) for one in Taking],
        widget=forms.RadioSelect,
        error_messages={"required": "Kept as typed. It is saved once you choose whether it is taken."},
    )
    how = forms.CharField(label="How, as said", required=False, max_length=200)
    last_taken = forms.CharField(label="Last taken", required=False, max_length=60)
    reason = forms.CharField(label="Why", required=False, max_length=300)

    def __init__(self, *args, is_prescribed: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["taking"].choices = [
            (one.value, taking_words(one, is_prescribed=is_prescribed))
            for one in Taking
            if is_prescribed or one is not Taking.DIFFERENTLY
        ]

    @property
    def said(self) -> Said:
        return Said(**self.cleaned_data)


class MedicineLineForm(forms.Form):
    line = forms.CharField(
        label="Add a medicine, vitamin or supplement, with its dose",
        max_length=390,
        error_messages={"required": "Type the medicine, with its dose if it is known."},
    )
    prescribed = forms.TypedChoiceField(
        choices=[("yes", "prescribed"), ("no", "without a prescription")], coerce=lambda said: said == "yes"
    )


class MergeForm(forms.Form):
    choice = forms.TypedChoiceField(
        coerce=MergeChoice, choices=[(one.value, one.value) for one in MergeChoice]
    )
