"""The story side of the storyboard in one query: who, idea, goals, what was tried, medicines, danger signs.

Small lists come back as JSON arrays of one row, so that the number of queries stays the same for everybody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from chart.presenters.words import fuzzy_day
from chart.selectors.header import Header, Member, header_columns
from chart.selectors.prepared import PreparedRow, objects
from intake.models import Hypothesis, Intake, Medication, TreatmentTried
from intake.rules.attempts import head, tail
from intake.rules.words import IdeaStatus
from intake.selectors.tried import FIELDS, attempt_of
from outcomes.models import Goal, RedFlagAnswer
from outcomes.rules.frequency import frequency_words
from outcomes.rules.red_flag_further import judged
from outcomes.rules.red_flags import KeptAnswer, RedFlagVerdict, standing
from outcomes.rules.words import FlagAnswer, GoalStatus
from people.models import Patient

#: Lists are cut here, far above what fits; the page says how many more there are.
MOST_ROWS = 40


@dataclass(frozen=True)
class Idea:
    statement: str
    evidence_for: str
    evidence_against: str
    planned_test: str
    status: IdeaStatus
    set_on: date
    set_by: str


@dataclass(frozen=True)
class GoalLine:
    rank: int
    words: str
    target: Decimal
    unit: str
    frequency: str
    baseline: Decimal | None
    measure_id: str | None


@dataclass(frozen=True)
class TriedLine:
    """One attempt as the ledger reads it; `glyph` tells “did nothing” from “could not be had” at a glance."""

    what: str
    note: str
    glyph: str


@dataclass(frozen=True)
class MedicineLine:
    title: str
    dose: str
    since: str


@dataclass(frozen=True)
class IntakeLine:
    id: str
    is_signed: bool
    most_urgent: str
    also_in_play: tuple[str, ...]


@dataclass(frozen=True)
class Story:
    header: Header
    ideas: tuple[Idea, ...]
    intake: IntakeLine | None
    goals: tuple[GoalLine, ...]
    tried: tuple[TriedLine, ...]
    medicines: tuple[MedicineLine, ...]
    flags: dict[str, FlagAnswer]

    @property
    def idea(self) -> Idea | None:
        return next((idea for idea in self.ideas if idea.status != IdeaStatus.CHALLENGED), None)

    @property
    def challenged(self) -> tuple[Idea, ...]:
        return tuple(idea for idea in self.ideas if idea.status == IdeaStatus.CHALLENGED)

    @cached_property
    def red_flags(self) -> RedFlagVerdict:
        """The newest answer to each danger sign, judged by outcomes."""
        return judged(self.flags)


def story_of(patient: Patient, *, zone: ZoneInfo, sees_sensitive: bool) -> Story:
    """For someone who reaches this chart, and sees or does not see what is sensitive: the caller has checked
    both. Days are the clinic's, by `zone`.
    """
    row = _ROW.of(patient)
    team = tuple(Member(**member) for member in objects(row["team"]))
    return Story(
        header=Header(True, team, tuple(row["allergy_titles"]), row["due"], row["none_known"]),
        ideas=tuple(_idea(one, zone) for one in objects(row["ideas"])),
        intake=next((_intake(one) for one in objects(row["intake_rows"])), None),
        goals=tuple(
            _goal(one) for one in objects(row["goal_rows"]) if sees_sensitive or not one["sensitive"]
        ),
        tried=tuple(_tried(one) for one in objects(row["tried"])),
        medicines=tuple(_medicine(one) for one in objects(row["medicines"])),
        flags=standing(KeptAnswer(**one) for one in objects(row["flags"])),
    )


def _story_columns() -> dict[str, ArraySubquery]:
    return {
        "ideas": _array(
            Hypothesis.objects.exclude(statement="").order_by("-is_working", "-set_at"),
            ["statement", "evidence_for", "evidence_against", "planned_test", "status", "set_at"],
            set_by_name="set_by__name",
        ),
        "intake_rows": _array(
            Intake.objects.order_by("-started_at"), ["id", "status", "most_urgent", "also_in_play"], most=1
        ),
        "goal_rows": _array(
            Goal.objects.filter(status=GoalStatus.ACTIVE, erred_at=None).order_by("rank"),
            ["rank", "words", "target", "unit", "frequency", "times", "per", "baseline", "measure_id"],
            sensitive="measure__sensitive",
        ),
        "tried": _array(
            TreatmentTried.objects.filter(erred_at=None).exclude(what="").order_by("-created_at"),
            FIELDS,
        ),
        "medicines": _array(
            Medication.objects.filter(erred_at=None, status="active").order_by("-started_on", "title"),
            ["title", "dose", "started_on", "started_precision"],
        ),
        "flags": _array(
            RedFlagAnswer.objects.filter(erred_at=None).order_by("flag", "-answered_at").distinct("flag"),
            ["flag", "answer", "source_kind", "source_id"],
            most=None,
        ),
    }


_ROW = PreparedRow(lambda: {**header_columns(), **_story_columns()})


def _array(
    rows: QuerySet, fields: Iterable[str], *, most: int | None = MOST_ROWS, **renamed: str
) -> ArraySubquery:
    shape = JSONObject(**{field: field for field in fields}, **renamed)
    return ArraySubquery(rows.filter(patient=OuterRef("pk")).values(json=shape)[:most])


def _idea(row: dict, zone: ZoneInfo) -> Idea:
    return Idea(
        statement=row["statement"],
        evidence_for=row["evidence_for"],
        evidence_against=row["evidence_against"],
        planned_test=row["planned_test"],
        status=IdeaStatus(row["status"]),
        set_on=_day(row["set_at"], zone),
        set_by=row["set_by_name"],
    )


def _intake(row: dict) -> IntakeLine:
    lines = (line.strip() for line in row["also_in_play"].splitlines())
    also = tuple(line for line in lines if line)
    return IntakeLine(row["id"], row["status"] == "signed", row["most_urgent"], also)


def _goal(row: dict) -> GoalLine:
    return GoalLine(
        rank=row["rank"],
        words=row["words"],
        target=_decimal(row["target"]),
        unit=row["unit"],
        frequency=frequency_words(row["frequency"], row["times"], row["per"]),
        baseline=_decimal(row["baseline"]),
        measure_id=row["measure_id"],
    )


def _tried(row: dict) -> TriedLine:
    attempt = attempt_of(row)
    return TriedLine(head(attempt), tail(attempt), attempt.glyph)


def _medicine(row: dict) -> MedicineLine:
    since = fuzzy_day(_date(row["started_on"]), row["started_precision"])
    return MedicineLine(row["title"], row["dose"] or "dose not stated", since)


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _day(text: str, zone: ZoneInfo) -> date:
    """The day on the clinic's wall of a moment that came as JSON."""
    return datetime.fromisoformat(text).astimezone(zone).date()


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
