"""The story before the visit, read: behind a link, for its person, and beside the fields of an intake."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from outcomes.rules.red_flag_data import FLAGS
from outcomes.rules.tokens import token_hash
from outcomes.rules.words import FlagAnswer
from people.models import Patient

from ..models import Intake, MedicineStatement, PreVisit
from ..rules.previsit import SIGN_WORDS, StoryPage, signs_to_ask, story_pages
from ..rules.words import Teller
from .conversation import Charted, current_medications

_WITH_ALL = ("patient__clinic", "visit")


def previsit_by_token(token: str) -> PreVisit | None:
    """The story behind a link, whatever its state: what an old link shows is the page's affair."""
    if not token:
        return None
    return PreVisit.objects.select_related(*_WITH_ALL).filter(token_hash=token_hash(token)).first()


def previsit_waiting(patient: Patient, *, at: datetime) -> PreVisit | None:
    """The story that this person may tell now."""
    rows = PreVisit.objects.filter(patient=patient).select_related(*_WITH_ALL).order_by("visit__starts_at")
    return next((row for row in rows if row.takes_answers(at)), None)


def pages_of(previsit: PreVisit) -> list[StoryPage]:
    signs = signs_to_ask(FLAGS, self_harm=previsit.asks_self_harm)
    medicines = current_medications(previsit.patient_id).values_list("pk", flat=True)
    return story_pages(signs, [key.hex for key in medicines])


@dataclass(frozen=True)
class Quote:
    """What the person wrote beside one field, and what stands in the field now."""

    name: str
    text: str
    current: str

    @property
    def may_keep(self) -> bool:
        return not self.current

    @property
    def is_kept(self) -> bool:
        return self.current == self.text


@dataclass(frozen=True)
class Theirs:
    """Everything that the person told for this intake."""

    previsit: PreVisit
    quotes: Mapping[str, Quote]
    statements: list[MedicineStatement]

    @property
    def week(self) -> list[tuple[str, str]]:
        return self.previsit.told.week.lines

    @property
    def signs(self) -> dict[str, str]:
        """Danger sign to the answer as it was put: it does not stand for the clinician's own asking."""
        return {flag: SIGN_WORDS[FlagAnswer(answer)] for flag, answer in self.previsit.signs.items()}


def theirs_of(page: Charted) -> Theirs | None:
    """What was told before this conversation; None when nothing was."""
    previsit = told_for(page.intake)
    if previsit is None:
        return None
    told, intake = previsit.told, page.intake
    texts = {
        "good_day": told.good_day,
        "good_day_frequency": told.good_day_frequency,
        "tried_before": told.tried_words,
        "most_urgent": told.most_urgent,
    }
    quotes = {name: Quote(name, text, getattr(intake, name)) for name, text in texts.items() if text}
    if told.since and page.problems:
        quotes["since"] = Quote("since", told.since, page.problems[0].since)
    return Theirs(previsit, quotes, _statements(intake))


def told_for(intake: Intake) -> PreVisit | None:
    return PreVisit.objects.filter(intake=intake).select_related("patient").order_by("-created_at").first()


def _statements(intake: Intake) -> list[MedicineStatement]:
    """The newest statement per medicine, as the person told it."""
    rows = MedicineStatement.objects.filter(
        patient_id=intake.patient_id, told_by=Teller.PATIENT, erred_at=None
    ).order_by("-stated_at", "-id")
    newest: dict[str, MedicineStatement] = {}
    for row in rows:
        newest.setdefault(row.title, row)
    return sorted(newest.values(), key=lambda row: row.title)
