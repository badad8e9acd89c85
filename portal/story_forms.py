"""The pages of the story before a visit, as forms: nothing is chosen beforehand, all may be left out."""

from collections.abc import Mapping

from django import forms

from core.ids import uuid7
from intake.models import Medication, PreVisit
from intake.rules.body_regions import REGIONS
from intake.rules.previsit import MOST_WANTS, TAKING_WORDS, Ending, PageKind
from intake.rules.words import Taking


def _line(label: str, most: int, *, help_text: str = "", required: bool = False) -> forms.CharField:
    typed = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=help_text,
        widget=typed,
        error_messages={"max_length": f"Please use fewer words: this line holds {most} letters."},
    )


def _text(label: str, most: int, *, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=False,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": f"Please use fewer words: this box holds {most} letters."},
    )


def _tiles(label: str, choices: list[tuple[str, str]], *, missing: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=bool(missing),
        widget=forms.RadioSelect,
        error_messages={"required": missing},
    )


class AnswersForm(forms.Form):
    """One page of free answers, kept in the fields of the story that bear their names."""

    @classmethod
    def kept(cls, previsit: PreVisit) -> dict[str, object]:
        return {name: getattr(previsit, name) for name in cls.base_fields}

    @property
    def answers(self) -> dict[str, object]:
        return dict(self.cleaned_data)


class WantsForm(AnswersForm):
    want_1 = _line("First", 200)
    want_2 = _line("Second", 200)
    want_3 = _line("Third", 200)

    @classmethod
    def kept(cls, previsit: PreVisit) -> dict[str, object]:
        return {f"want_{rank}": want for rank, want in enumerate(previsit.wants, start=1)}

    @property
    def answers(self) -> dict[str, object]:
        """Ranked without gaps: who leaves the second line free has two wants, not three."""
        wants = [self.cleaned_data[f"want_{rank}"] for rank in range(1, MOST_WANTS + 1)]
        return {"wants": [want for want in wants if want]}


class GoodDayForm(AnswersForm):
    good_day = _text("What do you do on a good day?", 4000)
    good_day_frequency = _line("How often do you have one?", 200, help_text="Like: two days a week.")


class UrgentForm(AnswersForm):
    most_urgent = _text("In your own words", 2000)


class WhereForm(AnswersForm):
    """Where it hurts, by the numbered regions of the body map; its list needs no script."""

    since = _line("Since when?", 120, help_text="Like: since last winter.")

    def __init__(self, data: Mapping[str, str] | None = None, *, initial: Mapping[str, object]):
        super().__init__(data, initial=initial)
        posted = {number for number, region in REGIONS.items() if data and region.field in data}
        self.marked = set(initial["regions"]) if data is None else posted

    @classmethod
    def kept(cls, previsit: PreVisit) -> dict[str, object]:
        return {"since": previsit.since, "regions": previsit.regions}

    @property
    def answers(self) -> dict[str, object]:
        return super().answers | {"regions": sorted(self.marked)}


class WeekForm(AnswersForm):
    week_work = _line("Work, paid or not", 300, help_text="What you do, and how many hours.")
    week_care = _line("People you look after", 300)
    week_travel = _line("How you get around", 300, help_text="Like: my car, two buses, my son drives me.")
    week_sleep = _line("Hours you sleep", 120, help_text="A usual night.")


class LineForm(forms.Form):
    """One line of a list. The page gives it a name of its own, so that a double tap makes one line."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, str] | None = None):
        super().__init__(data, initial={"key": uuid7()})

    @property
    def line(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.cleaned_data.items()} | {
            "key": self.cleaned_data["key"].hex
        }


class TriedForm(LineForm):
    what = _line("What was it?", 200, help_text="A pill, a shot, a kind of therapy, an operation, rest.")
    when = _line("When, if you know", 60, help_text="Like: last winter.")
    helped_for = _line("How long did it help?", 60, help_text="Like: two days. Or: not at all.")
    ending = _tiles("How did it end?", [(one.value, one.label) for one in Ending])

    named = "what"


class OtherForm(LineForm):
    title = _line("What is it?", 300, help_text="Pills from the store, vitamins, herbs, anything else.")
    how = _line("How much, and how often?", 200)

    named = "title"

    @property
    def line(self) -> dict[str, str]:
        """Nobody here ordered it, so it is taken in the person's own way."""
        return super().line | {"taking": Taking.DIFFERENTLY.value}


class MedicineForm(forms.Form):
    """How one charted medicine is really taken."""

    taking = _tiles(
        "How do you take it?",
        [(taking.value, words) for taking, words in TAKING_WORDS.items()],
        missing="Tap one of the answers, or skip this one.",
    )
    how = _line("How, in your words", 200, help_text="Like: half of it, at night.")
    reason = _line("Why, if you like to say", 300)

    def line(self, medicine: Medication) -> dict[str, str]:
        given = {name: self.cleaned_data[name] for name in ("taking", "how", "reason")}
        return given | {"key": medicine.pk.hex, "title": medicine.title, "medication": str(medicine.pk)}


FORMS: dict[PageKind, type[AnswersForm]] = {
    PageKind.WANTS: WantsForm,
    PageKind.GOOD_DAY: GoodDayForm,
    PageKind.URGENT: UrgentForm,
    PageKind.WHERE: WhereForm,
    PageKind.WEEK: WeekForm,
}
LINES: dict[PageKind, type[LineForm]] = {PageKind.TRIED: TriedForm, PageKind.OTHERS: OtherForm}
