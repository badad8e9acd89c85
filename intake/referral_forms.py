"""Forms around a referral packet: dropping it, saying whose it is, taking it back."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from people.models import Patient

NEW_PERSON = "new"


class _SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Any number of files; an empty file is taken too, so that its report can say that it is empty."""

    widget = _SeveralFiles

    def clean(self, data: object, initial: object = None) -> list[UploadedFile]:
        files = data if isinstance(data, list) and data else [None]
        return [super(_FilesField, self).clean(one, initial) for one in files]


class PacketsForm(forms.Form):
    packets = _FilesField(
        label="Referral packets",
        allow_empty_file=True,
        max_length=500,
        help_text="FHIR R4 bundles: .json, .json.gz or .ndjson, 50 MB at most.",
        error_messages={"required": "Choose a packet first."},
        widget=_SeveralFiles(attrs={"accept": ".json,.gz,.ndjson,application/json,application/gzip"}),
    )


class MatchForm(forms.Form):
    """One of the people shown, or a new person. Nothing is chosen beforehand."""

    person = forms.ChoiceField(
        label="Whose packet is this?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the people shown, or a new person."},
    )

    def __init__(self, *args, candidates: tuple[Patient, ...], **kwargs):
        super().__init__(*args, **kwargs)
        self._candidates = {str(one.pk): one for one in candidates}
        people = [(key, f"{one}, record number {one.mrn}") for key, one in self._candidates.items()]
        self.fields["person"].choices = [*people, (NEW_PERSON, "A new person: none of these")]

    @property
    def patient(self) -> Patient | None:
        """The person chosen; None is a new one."""
        return self._candidates.get(self.cleaned_data["person"])


class UndoForm(forms.Form):
    reason = forms.CharField(
        label="Why was it wrong?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why the import was wrong."},
    )
