"""What each page of the story shows, and what its last look says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from uuid import UUID

from core.errors import DomainError
from intake.models import Medication, PreVisit
from intake.rules.body_regions import names_of
from intake.rules.previsit import SIGN_WORDS, MedicineLine, PageKind, StoryPage
from intake.services import previsit as services
from outcomes.rules.burden import minutes_of as minutes_of_questions
from outcomes.rules.red_flag_data import FLAGS
from outcomes.rules.red_flags import RedFlag, Tier, find
from outcomes.rules.words import FlagAnswer
from people.models import Clinic
from people.selectors import policy

from .story_forms import FORMS, LINES, LineForm, MedicineForm

LISTS = tuple(LINES)
Posted = Mapping[str, str] | None


@dataclass(frozen=True)
class Place:
    """Where somebody is in their story."""

    previsit: PreVisit
    pages: Sequence[StoryPage]
    at: int

    @property
    def page(self) -> StoryPage:
        return self.pages[self.at]

    @property
    def number(self) -> int:
        return self.at + 1

    @property
    def count(self) -> int:
        return len(self.pages)


@dataclass
class Shown:
    """A page with its form, if it has one; `save` keeps what a whole form says."""

    template: str
    form: object = None
    save: Callable[[Place, dict], None] | None = None
    error: str = ""
    sign: RedFlag | None = None
    answers: Sequence[tuple[str, str, bool]] = ()
    medicine: Medication | None = None
    lines: Sequence[object] = ()

    @property
    def is_filled(self) -> bool:
        """Whether somebody typed or tapped anything in the form of a line."""
        return any(self.form.data.get(name) for name in self.form.fields if name != "key")

    @property
    def has_name(self) -> bool:
        """A line has to say what it is about; what else was typed stays in the form."""
        name = self.form.named
        if not self.form.cleaned_data.get(name):
            self.form.add_error(name, "Type what it is.")
        return not self.form.errors


def shown(place: Place, posted: Posted) -> Shown:
    return _BY_KIND.get(place.page.kind, _answers)(place, posted)


def _sign(place: Place, posted: Posted) -> Shown:
    kept = place.previsit.signs.get(place.page.key)
    answers = [(answer.value, words, answer == kept) for answer, words in SIGN_WORDS.items()]
    return Shown("portal/story_sign.html", sign=find(FLAGS, place.page.key), answers=answers)


def _answers(place: Place, posted: Posted) -> Shown:
    kind = place.page.kind
    form_class = FORMS[kind]
    form = form_class(posted, initial=form_class.kept(place.previsit))

    def save(place: Place, given: dict) -> None:
        services.save_answers(page=place.page, answers=form.answers, **given)

    return Shown(f"portal/story_{kind.replace('-', '_')}.html", form, save)


def _lines(place: Place, posted: Posted) -> Shown:
    kind = place.page.kind
    form: LineForm = LINES[kind](posted)
    return Shown(f"portal/story_{kind}.html", form, lines=_told_lines(place.previsit, kind))


def _told_lines(previsit: PreVisit, kind: PageKind) -> list[tuple[object, bool]]:
    """Each line, and whether it may still be taken out."""
    told = previsit.told
    lines = told.tried if kind == PageKind.TRIED else others(told.medicines)
    taken = {key.split()[0] for key in previsit.taken_in}
    return [(line, line.key not in taken) for line in lines]


def others(medicines: Sequence[MedicineLine]) -> list[MedicineLine]:
    return [line for line in medicines if not line.medication]


def _medicine(place: Place, posted: Posted) -> Shown:
    medicine = Medication.objects.get(pk=UUID(place.page.key), patient_id=place.previsit.patient_id)
    kept = next((line for line in place.previsit.told.medicines if line.key == place.page.key), None)
    initial = {"taking": kept.taking, "how": kept.how, "reason": kept.reason} if kept else {}
    form = MedicineForm(posted, initial=initial)

    def save(place: Place, given: dict) -> None:
        services.save_line(page=place.page, line=form.line(medicine), **given)

    return Shown("portal/story_medicine.html", form, save, medicine=medicine)


_BY_KIND: dict[PageKind, Callable[[Place, Posted], Shown]] = {
    PageKind.SIGN: _sign,
    PageKind.MEDICINE: _medicine,
    PageKind.TRIED: _lines,
    PageKind.OTHERS: _lines,
}


def sign_answer(text: str) -> FlagAnswer:
    if text not in set(FlagAnswer):
        raise DomainError("no_answer", "Tap one of the answers.")
    return FlagAnswer(text)


def is_urgent(flag: RedFlag) -> bool:
    return flag.tier in (Tier.NOW, Tier.SAME_DAY)


def minutes_of(pages: Sequence[StoryPage], clinic: Clinic, at: datetime) -> int:
    """About how long it takes: each page as long as a question of a form, and the same again for words."""
    seconds = policy(clinic, "question_seconds", on=clinic.today(at)).value
    written = sum(page.kind not in (PageKind.SIGN, PageKind.MEDICINE) for page in pages)
    return ceil(minutes_of_questions(len(pages) + written, seconds_each=seconds))


def check_lines(previsit: PreVisit, pages: Sequence[StoryPage]) -> list[tuple[StoryPage, str, str]]:
    """Every page with what was said on it, in a few words; empty where it was skipped."""
    return [(page, *_said(previsit, page)) for page in pages]


def _said(previsit: PreVisit, page: StoryPage) -> tuple[str, str]:
    told = previsit.told
    if page.kind == PageKind.SIGN:
        answer = SIGN_WORDS[FlagAnswer(previsit.signs[page.key])]
        return find(FLAGS, page.key).patient_question, answer
    if page.kind == PageKind.MEDICINE:
        line = next((one for one in told.medicines if one.key == page.key), None)
        return (line.title, line.words.removeprefix(f"{line.title}: ")) if line else ("A medicine", "")
    return CHECK_LABELS[page.kind], _SAID[page.kind](previsit)


CHECK_LABELS = {
    PageKind.WANTS: "What I want back",
    PageKind.GOOD_DAY: "A good day",
    PageKind.TRIED: "What I tried",
    PageKind.URGENT: "What cannot wait",
    PageKind.WHERE: "Where it hurts",
    PageKind.OTHERS: "What else I take",
    PageKind.WEEK: "My week",
}
_SAID: dict[PageKind, Callable[[PreVisit], str]] = {
    PageKind.WANTS: lambda one: "\n".join(f"{rank}. {want}" for rank, want in enumerate(one.wants, 1)),
    PageKind.GOOD_DAY: lambda one: "\n".join(filter(None, [one.good_day, one.good_day_frequency])),
    PageKind.TRIED: lambda one: one.told.tried_words,
    PageKind.URGENT: lambda one: one.most_urgent,
    PageKind.WHERE: lambda one: "\n".join(filter(None, [", ".join(names_of(one.regions)), one.since])),
    PageKind.OTHERS: lambda one: "\n".join(
        ", ".join(filter(None, [line.title, line.how])) for line in others(one.told.medicines)
    ),
    PageKind.WEEK: lambda one: "\n".join(f"{name}: {words}" for name, words in one.told.week.lines),
}
