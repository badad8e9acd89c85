"""What is typed into the intake's cards and into entries by hand."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.text import normalize_newlines

from core.models import choices
from outcomes import instruments
from outcomes.models import Measure
from outcomes.rules.capacities import INVENTORY
from outcomes.rules.instrument import Instrument, Item
from outcomes.rules.words import Capacity
from people.models import Patient

from .models import PainProblem, TimelineEntry
from .rules.cards import CAPACITIES, SCORES, TypedCard
from .rules.fuzzy import FuzzyDate, read_date
from .rules.words import EntryKind, Relation

UNITS = {kind.value: [(unit, unit) for unit in words.units] for kind, words in INVENTORY.items()} | {
    Capacity.SLEEP.value: [("hours", "hours a night")]
}


def number(label: str) -> forms.DecimalField:
    """A number that keeps what was typed even when it is no number: a browser's own number field drops it."""
    typed = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_digits=7,
        decimal_places=2,
        widget=typed,
        error_messages={"invalid": "Type a number, like 12.5.", "min_value": "It cannot be less than 0."},
    )


class CardForm(forms.Form):
    """A small form that may be half filled: nothing is required, and `needed` says what makes it whole."""

    needed: tuple[str, ...] = ()
    incomplete = "Not whole yet."

    @property
    def is_whole(self) -> bool:
        return self.is_valid() and all(self.cleaned_data.get(name) not in (None, "") for name in self.needed)

    @property
    def typed(self) -> dict[str, str]:
        """As typed, with a NUL left out: PostgreSQL cannot keep it."""
        texts = {name: self.data.get(self.add_prefix(name), "") for name in self.fields}
        return {name: normalize_newlines(text).replace("\x00", "").strip() for name, text in texts.items()}

    @property
    def card(self) -> TypedCard:
        said = self.said if self.is_whole else None
        return TypedCard(self.typed, said, "" if said else self._sentence)

    @property
    def said(self) -> dict[str, object]:
        """What a whole card says, in the words of its service."""
        return dict(self.cleaned_data)

    @property
    def _sentence(self) -> str:
        """What is wrong, or else what is still needed."""
        for name, errors in self.errors.items():
            label = str(self.fields[name].label)
            return f"{label}{'' if label.endswith('?') else ':'} {errors[0]}"
        return self.incomplete


class CapacityForm(CardForm):
    """How long or how much: a number, its unit, and what stops the person (S07)."""

    needed = ("value",)
    incomplete = "Kept as typed. It counts once there is a number."
    value = number("How much")
    unit = forms.ChoiceField(label="Unit", required=False)
    limiter = forms.CharField(label="What stops you", required=False, max_length=120)

    def __init__(self, *args, capacity: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = UNITS[capacity]

    @property
    def typed(self) -> dict[str, str]:
        """The unit alone says nothing: its list always stands on one."""
        typed = super().typed
        return typed if typed["value"] or typed["limiter"] else dict.fromkeys(typed, "")


class GoalForm(CardForm):
    """What the person wants back, in their words, with a number (S28)."""

    needed = ("words", "target", "unit")
    incomplete = "Kept as typed. It becomes a goal once it has words, a number and a unit."
    words = forms.CharField(label="In their own words", required=False, max_length=200)
    target = number("Number")
    unit = forms.CharField(label="Unit", required=False, max_length=30)
    frequency = forms.CharField(label="How often", required=False, max_length=60)
    condition = forms.CharField(label="On what condition", required=False, max_length=120)
    baseline = number("Now")
    measure = forms.ChoiceField(label="Track", required=False)

    def __init__(self, *args, measures: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = [("", "no track"), *measures]


class ScoreForm(CardForm):
    """The answers of one instrument, item by item. Whole when all are there, or when somebody says that the
    others were left out: a missing answer is never guessed from a pause in typing."""

    left_out = forms.BooleanField(label="The other questions were left out", required=False)

    def __init__(self, *args, instrument: Instrument, **kwargs):
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        for item in instrument.items:
            fault = f"Give a whole number from {item.scale.low} to {item.scale.high}."
            self.fields[item.key] = forms.IntegerField(
                label=item.text or item.label,
                required=False,
                min_value=item.scale.low,
                max_value=item.scale.high,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), fault),
            )
            self.fields[item.key].ends = _ends(item)
        self.order_fields([item.key for item in instrument.items])

    @property
    def said(self) -> dict[str, int | None]:
        """Every answer by item; None was left out."""
        return {item.key: self.cleaned_data[item.key] for item in self.instrument.items}

    @property
    def is_whole(self) -> bool:
        if not self.is_valid():
            return False
        given = self._given
        return given == len(self.instrument.items) or bool(given and self.cleaned_data["left_out"])

    @property
    def incomplete(self) -> str:
        answered = f"{self._given} of {len(self.instrument.items)} answered"
        return f"Kept. {answered}: it counts once all are, or once you say that the others were left out."

    @property
    def _given(self) -> int:
        return sum(value is not None for value in self.said.values())


def card_form(slot: str, data: Mapping[str, str] | None, *, measures: Sequence[Measure]) -> CardForm:
    """The form of one card; several stand on one page, so the ids of its controls begin with its slot."""
    if slot in CAPACITIES:
        return CapacityForm(data, capacity=slot, auto_id=f"{slot}-%s")
    if slot in SCORES:
        return ScoreForm(data, instrument=instruments.get(slot), auto_id=f"{slot}-%s")
    return GoalForm(data, measures=tracks(measures), auto_id=f"{slot}-%s")


def tracks(measures: Sequence[Measure]) -> list[tuple[str, str]]:
    """What a goal may be tracked by, as choices."""
    return [(str(measure.pk), f"{measure.label}, {measure.unit}") for measure in measures]


def _ends(item: Item) -> str:
    """What the two ends of a scale mean; a licensed item has them on the site's own form."""
    if not item.text:
        return ""
    return f"{item.scale.low} = {item.scale.low_words}, {item.scale.high} = {item.scale.high_words}"


class FuzzyDateField(forms.CharField):
    """A day, a month, a year, or words; always a `FuzzyDate`."""

    def clean(self, value: str) -> FuzzyDate:
        return read_date(super().clean(value))


class TimelineEntryForm(forms.Form):
    title = forms.CharField(label="What happened", max_length=300)
    kind = forms.TypedChoiceField(
        coerce=EntryKind,
        choices=choices(EntryKind),
        initial=EntryKind.STORY,
    )
    when = FuzzyDateField(
        required=False,
        max_length=60,
        help_text="As said: 12 Mar 2024, winter 2023, about 2019, 6 weeks ago, before the surgery.",
    )
    until = forms.CharField(required=False, max_length=60, help_text="When it ended, if it did.")
    detail = forms.CharField(required=False, max_length=300)


class QuickEntryForm(forms.Form):
    """One line of the timeline. `key` names the entry before it is written: the same line twice is one."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(label="What happened", max_length=300)
    when = FuzzyDateField(label="When", required=False, max_length=60)
    kind = forms.TypedChoiceField(coerce=EntryKind, choices=choices(EntryKind), initial=EntryKind.STORY)
    problem = forms.ModelChoiceField(
        label="Belongs to",
        queryset=PainProblem.objects.none(),
        required=False,
        empty_label="the whole person",
    )

    def __init__(self, *args, patient: Patient, **kwargs):
        super().__init__(*args, auto_id="quick-%s", **kwargs)
        self.fields["problem"].queryset = lanes_of(patient)


def lanes_of(patient: Patient):
    """The pain problems that have a name."""
    return PainProblem.objects.filter(patient=patient, erred_at=None).exclude(where="").order_by("position")


class LaneForm(forms.Form):
    """Which pain problem an entry belongs to."""

    problem = forms.ModelChoiceField(
        label="Belongs to",
        queryset=PainProblem.objects.none(),
        required=False,
        empty_label="the whole person",
    )

    def __init__(self, *args, entry: TimelineEntry, **kwargs):
        super().__init__(*args, auto_id="lane-%s", initial={"problem": entry.problem_id}, **kwargs)
        self.fields["problem"].queryset = lanes_of(entry.patient)


class BesideForm(forms.Form):
    """Before, during or after another entry, where nobody knows a date."""

    relation = forms.TypedChoiceField(coerce=Relation, label="Or", choices=choices(Relation))
    anchor = forms.ModelChoiceField(
        label="this entry",
        queryset=TimelineEntry.objects.none(),
        error_messages={"required": "Choose an entry.", "invalid_choice": "Choose an entry that has a date."},
    )

    def __init__(self, *args, entry: TimelineEntry, **kwargs):
        initial = {"relation": entry.relation or Relation.BEFORE, "anchor": entry.anchor_id}
        super().__init__(*args, auto_id="beside-%s", initial=initial, **kwargs)
        dated = TimelineEntry.objects.filter(patient=entry.patient, erred_at=None, starts_on__isnull=False)
        self.fields["anchor"].queryset = dated.exclude(pk=entry.pk)


class MedicationForm(forms.Form):
    title = forms.CharField(label="Medicine", max_length=300)
    dose = forms.CharField(
        label="Dose", required=False, max_length=200, help_text="As taken. Left empty: dose not stated."
    )
    since = FuzzyDateField(required=False, max_length=60, help_text="A date, a year, or words.")
    is_taken = forms.BooleanField(label="Takes it now", required=False, initial=True)


class StopForm(forms.Form):
    """Since when a medicine is not taken any more; a date known to the day can be looked back from (S72)."""

    when = FuzzyDateField(
        label="Stopped",
        required=False,
        max_length=60,
        help_text="A date, a year, or words. Left empty: not known.",
    )


class AllergyForm(forms.Form):
    title = forms.CharField(label="Allergy", max_length=300)
    reaction = forms.CharField(label="What happens", required=False, max_length=200)


class ErrorReasonForm(forms.Form):
    reason = forms.CharField(label="What is wrong with it", max_length=300)


class ReadBackForm(forms.Form):
    corrections = forms.CharField(
        label="What the person corrected",
        required=False,
        max_length=2000,
        help_text="In their words. Then change it where it was charted.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AddendumForm(forms.Form):
    text = forms.CharField(label="What is added", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
