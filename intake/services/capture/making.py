"""What each part of a line makes. Every maker returns what to know for taking it back again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from audit import services as audit
from core.errors import DomainError
from core.words import plain
from intake.models import Intake, PainProblem, Provoker, TreatmentTried
from intake.rules.capture import (
    AbilitySaid,
    AllergySaid,
    EventSaid,
    FlagSaid,
    GoalSaid,
    MedicineSaid,
    NoAllergySaid,
    Part,
    ProvokerSaid,
    TriedSaid,
)
from intake.rules.cards import GOALS, SENSITIVE, TypedCard, title_of
from intake.rules.fuzzy import FuzzyDate
from intake.rules.health_facts import NO_ALLERGIES
from intake.rules.ingredients import ingredients
from intake.rules.words import Precision
from intake.selectors.cards import card_states
from intake.selectors.flags import asked_flags
from outcomes.rules.red_flag_data import FLAGS
from outcomes.rules.red_flags import find
from outcomes.rules.words import FlagAnswer
from people.access import Actor, can
from people.permissions import Permission

from .. import cards, entries, flags, health

#: A made thing, as JSON: `{"row": kind, "pk": …, "was": {field: value}}` or `{"card": slot, "was": values}`.
Made = dict[str, Any]

WORDS_ONLY = "Kept as said. It becomes a goal once it has words, a number and a unit."
#: What a person may change in a row that is no draft.
_FIELDS = {
    "timeline": ("title", "kind", "date_words", "starts_on", "precision", "detail", "problem_id"),
    "medication": ("title", "dose", "status"),
    "allergy": ("title", "reaction"),
    "fact": ("known", "words", "true_on"),
}


@dataclass(frozen=True)
class Making:
    """For whom and by whom rows are made. The intake is locked."""

    intake: Intake
    problems: list[PainProblem]
    by: Actor
    at: datetime

    @property
    def of_intake(self) -> dict[str, Any]:
        intake = self.intake
        return {"clinic_id": intake.clinic_id, "patient_id": intake.patient_id, "intake": intake}

    def problem(self, name: str) -> PainProblem | None:
        """The one that was named, else the only one that there is."""
        if name:
            return next((one for one in self.problems if one.where.lower() == name.lower()), None)
        return self.problems[0] if len(self.problems) == 1 else None


def make(part: Part, making: Making) -> list[Made]:
    """The rows of one part. DomainError says why they cannot be made; the line then stays text."""
    return _MAKERS[type(part)](part, making)


def snapshot(row: Any, fields: tuple[str, ...]) -> dict[str, str]:
    """The fields as texts, to see later whether somebody changed them."""
    return {name: "" if (value := getattr(row, name)) is None else str(value) for name in fields}


def fields_of(kind: str, row: Any) -> tuple[str, ...]:
    return _FIELDS.get(kind) or (*row.draft_fields, "problem_id")


def _made(kind: str, row: Any) -> list[Made]:
    return [{"row": kind, "pk": str(row.pk), "was": snapshot(row, fields_of(kind, row))}]


def _event(part: EventSaid, making: Making) -> list[Made]:
    entry = entries.add_timeline_entry(
        patient=making.intake.patient,
        kind=part.kind,
        title=part.title,
        when=part.when,
        detail="",
        by=making.by,
        at=making.at,
    )
    if part.problem:
        entry.problem = making.problem(part.problem)
        entry.save(update_fields=["problem"])
    entry.refresh_from_db()
    return _made("timeline", entry)


def _tried(part: TriedSaid, making: Making) -> list[Made]:
    """The class stays words of the line: which class of the ledger it is, somebody chooses."""
    said = {
        "what": part.what,
        "region_level": part.region_level,
        "when_words": part.when_words,
        "dose": part.dose,
        "relief_percent": part.relief_percent,
        "helped_for": part.helped_for,
        "helped_with": part.helped_with,
        "not_helped_with": part.not_helped_with,
        "function_change": part.function_change,
        "harms": part.harms,
        "ended": part.ended or "",
        "access_reason": part.access_reason or "",
    }
    return _draft_row("tried", TreatmentTried, said, part.problem, making)


def _provoker(part: ProvokerSaid, making: Making) -> list[Made]:
    said = {"effect": part.effect, "what": part.what, "dose": part.dose, "delay": part.delay}
    return _draft_row("provoker", Provoker, said, part.problem, making)


def _draft_row(
    kind: str,
    model: type[TreatmentTried] | type[Provoker],
    said: dict[str, Any],
    problem: str,
    making: Making,
) -> list[Made]:
    """A row whose said fields count as saved once, so that a page opened before notices the newer text."""
    given = {name: value for name, value in said.items() if value not in ("", None)}
    row = model.objects.create(
        **given,
        revisions=dict.fromkeys(given, 1),
        problem=making.problem(problem),
        created_at=making.at,
        **making.of_intake,
    )
    audit.record(f"{kind}_added", by=making.by, subject=row, at=making.at)
    row.refresh_from_db()
    return _made(kind, row)


def _goal(part: GoalSaid, making: Making) -> list[Made]:
    """The first free card. Words alone wait there for their number."""
    states = card_states(making.intake)
    slot = next((slot for slot in GOALS if not states[slot].values), None)
    if slot is None:
        raise DomainError("no_room", "All three goals are taken: change one of them.")
    number = plain(part.target) if part.target is not None else ""
    typed = {"words": part.quote, "target": number, "unit": part.unit if number else ""}
    typed |= {"frequency": part.frequency, "condition": "", "baseline": "", "measure": ""}
    said = typed | {"target": part.target, "baseline": None} if number else None
    return _card(slot, TypedCard(typed, said, "" if said else WORDS_ONLY), making)


def _ability(part: AbilitySaid, making: Making) -> list[Made]:
    """Only into an empty card: another number that was said today is changed where it stands."""
    slot = part.capacity.value
    if slot in SENSITIVE and not can(making.by, Permission.SENSITIVE):
        raise DomainError("sensitive", f"“{title_of(slot)}” is charted by those of the team who may see it.")
    values = card_states(making.intake)[slot].values
    if values:
        told = " ".join(filter(None, [values.get("value"), values.get("unit")]))
        raise DomainError("taken", f"“{title_of(slot)}” says {told} already: change it there.")
    said: dict[str, Any] = {"value": part.value, "unit": part.unit, "limiter": part.limiter}
    typed = {"value": plain(part.value), "unit": part.unit, "limiter": part.limiter}
    made = _card(slot, TypedCard(typed, said, ""), making)
    state = card_states(making.intake)[slot]
    if not state.is_recorded:
        raise DomainError("unfit", state.sentence)
    return made


def _card(slot: str, card: TypedCard, making: Making) -> list[Made]:
    seen = card_states(making.intake)[slot].seen
    state = cards.save_card(intake=making.intake, slot=slot, card=card, seen=seen, by=making.by, at=making.at)
    making.intake.refresh_from_db(fields=["unfinished"])
    return [{"card": slot, "was": {name: text for name, text in state.values.items() if text}}]


def _flag(part: FlagSaid, making: Making) -> list[Made]:
    """A no in passing never answers over a yes or an unsure; the same answer again makes nothing."""
    before = asked_flags(making.intake).answers.get(part.flag)
    if before == part.answer:
        return []
    if before in (FlagAnswer.YES, FlagAnswer.UNSURE) and part.answer != FlagAnswer.YES:
        name = find(FLAGS, part.flag).name
        raise DomainError("answered", f"{name} is answered {before} already: change it at the question.")
    saved = flags.answer_flag(
        intake=making.intake, flag=part.flag, answer=part.answer, by=making.by, at=making.at
    )
    return [{"row": "flag", "pk": str(saved.answer.pk), "was": {}, "task": bool(saved.task)}]


def _allergy(part: AllergySaid, making: Making) -> list[Made]:
    patient = making.intake.patient
    named = (part.what, f"Allergy to {part.what}")
    if any(row.title.lower() in map(str.lower, named) for row in patient.allergies.filter(erred_at=None)):
        raise DomainError("listed", f"An allergy to {part.what} is charted already: change it there.")
    row = entries.add_allergy(
        patient=patient, title=part.what, reaction=part.reaction, by=making.by, at=making.at
    )
    return _made("allergy", row)


def _no_allergy(part: NoAllergySaid, making: Making) -> list[Made]:
    """The same again makes nothing."""
    was_said = making.intake.health_facts.filter(key=NO_ALLERGIES, erred_at=None).exists()
    row = health.state_no_allergies(intake=making.intake, by=making.by, at=making.at)
    row.refresh_from_db()
    return [] if was_said else _made("fact", row)


def _medicine(part: MedicineSaid, making: Making) -> list[Made]:
    """Onto the list as it is said; one that is there already is stated on its own line."""
    patient = making.intake.patient
    held = ingredients(part.name)
    for row in patient.medications.filter(erred_at=None):
        if row.is_current and ingredients(row.title) == held:
            raise DomainError("listed", f"{row.title} is on the list already: say there how it is taken.")
    row = entries.add_medication(
        patient=patient,
        title=part.name,
        dose=part.dose,
        is_taken=True,
        since=FuzzyDate(None, Precision.UNKNOWN, ""),
        by=making.by,
        at=making.at,
    )
    return _made("medication", row)


_MAKERS: dict[type, Callable[[Any, Making], list[Made]]] = {
    EventSaid: _event,
    TriedSaid: _tried,
    ProvokerSaid: _provoker,
    GoalSaid: _goal,
    AbilitySaid: _ability,
    FlagSaid: _flag,
    AllergySaid: _allergy,
    NoAllergySaid: _no_allergy,
    MedicineSaid: _medicine,
}
