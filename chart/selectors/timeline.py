"""Everything of a person that has a place in time, in seven queries however much there is (S02)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from chart.presenters.tracks import Point
from intake.models import Medication, PainProblem, TimelineEntry, TreatmentTried
from intake.rules.fuzzy import FuzzyDate
from intake.rules.reach import Reach
from intake.rules.timeline import Ends, Group, Item, Shape, Told, told
from intake.rules.timeline_rows import (
    EntryFacts,
    MedicineFacts,
    TriedFacts,
    entry_item,
    medicine_item,
    onset_item,
    tried_item,
    when_words,
)
from intake.rules.words import AccessReason, EntryKind, Precision, Side, Teller
from outcomes.models import Flare, Score
from outcomes.rules.instrument import Instrument
from outcomes.rules.order import place
from outcomes.selectors.catalogue import Catalogue
from people.models import Patient
from plans.rules.words import StepKind, StepStatus
from plans.selectors.events import steps_in_time

_ENTRY = (
    *("pk", "kind", "title", "detail", "clinical_status", "problem_id", "relation", "position", "told_by"),
    *("author__name", "referral_id", "revisions"),
)
_ENDS = (
    *("starts_on", "precision", "date_words", "ends_on", "ends_precision", "ends_words"),
    *("anchor__starts_on", "anchor__precision", "anchor__date_words"),
)


@dataclass(frozen=True)
class ScoreLine:
    """The scores of one instrument on the axis of the story, oldest first."""

    instrument: Instrument
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Story:
    """The lanes, what has no date yet, and the scores."""

    told: Told
    scores: tuple[ScoreLine, ...]

    @property
    def began(self) -> date | None:
        """The earliest of what was told: onsets, events and treatments."""
        own = (Group.STORY, Group.TREATMENTS)
        return min((item.first for item in self.told.items if item.group in own and item.first), default=None)

    @property
    def first(self) -> date | None:
        days = [self.told.first, *(line.points[0].on for line in self.scores)]
        return min((day for day in days if day), default=None)


def story_in_time(patient: Patient, *, zone: ZoneInfo) -> Story:
    """For somebody who reaches this chart: the caller has checked that. `zone` is the clinic's."""
    problems = _problems(patient)
    items = [
        *(_onset(row, zone) for row in problems),
        *_entries(patient),
        *_tried(patient, zone),
        *_medicines(patient),
        *_flares(patient),
        *_steps(patient),
    ]
    titles = {str(row["pk"]): _place(row) for row in problems if row["where"]}
    return Story(told((item for item in items if item), titles), _scores(patient))


def _problems(patient: Patient) -> list[dict]:
    rows = PainProblem.objects.filter(patient=patient, erred_at=None).order_by("-created_at", "position")
    found = rows.values("pk", "where", "side", "since", "created_at", "intake_id")
    newest = found[0]["intake_id"] if found else None
    return [row for row in found if row["intake_id"] == newest] if newest else list(found)


def _place(row: dict) -> str:
    """Where it hurts, with the side unless the words have it already."""
    side = row["side"] if row["side"] and row["side"] not in row["where"].lower() else ""
    return ", ".join(filter(None, (row["where"], Side(side).value if side else "")))


def _onset(row: dict, zone: ZoneInfo) -> Item | None:
    return onset_item(str(row["pk"]), row["where"], row["since"], row["created_at"].astimezone(zone).date())


def _entries(patient: Patient) -> Iterator[Item]:
    rows = TimelineEntry.objects.filter(patient=patient, erred_at=None).order_by()
    for row in rows.values_list(*_ENTRY, *_ENDS):
        pk, kind, title, detail, status, problem, relation, position, told_by, *origin = row[:12]
        (author, packet, revisions), ends, anchor = origin, row[12:18], row[18:]
        facts = EntryFacts(
            pk=str(pk),
            kind=EntryKind(kind),
            title=title,
            ends=_ends(*ends),
            detail=detail,
            clinical_status=status,
            problem=str(problem or ""),
            relation=relation,
            anchor=Ends(FuzzyDate(anchor[0], Precision(anchor[1]), anchor[2])) if anchor[0] else None,
            position=position,
            told_by=Teller(told_by),
            author=author or "",
            is_as_sent=packet is not None,
            revisions=revisions,
        )
        yield entry_item(facts, person=patient.goes_by)


def _ends(start, precision, words, end, end_precision, end_words) -> Ends:
    until = FuzzyDate(end, Precision(end_precision), end_words) if end else None
    return Ends(FuzzyDate(start, Precision(precision), words), until)


def _tried(patient: Patient, zone: ZoneInfo) -> Iterator[Item]:
    rows = TreatmentTried.objects.filter(patient=patient, erred_at=None).exclude(what="").order_by()
    fields = ("pk", "what", "when_words", "helped_for", "ended", "access_reason")
    for pk, what, when, helped_for, ended, reason, at, problem, told_by in rows.values_list(
        *fields, "created_at", "problem_id", "told_by"
    ):
        why = AccessReason(reason).label if reason else ""
        told_on = at.astimezone(zone).date()
        facts = TriedFacts(
            str(pk), what, when, helped_for, ended, why, told_on, str(problem or ""), Teller(told_by)
        )
        yield tried_item(facts, person=patient.goes_by)


def _medicines(patient: Patient) -> Iterator[Item]:
    rows = Medication.objects.filter(patient=patient, erred_at=None).order_by()
    dates = ("started_on", "started_precision", "ended_on", "ended_precision")
    for pk, title, dose, status, packet, author, start, precision, end, end_precision in rows.values_list(
        "pk", "title", "dose", "status", "referral_id", "author__name", *dates
    ):
        ends = _ends(start, precision, "", end, end_precision, "")
        is_taken = status == "active"
        yield medicine_item(
            MedicineFacts(str(pk), title, dose, ends, is_taken, packet is not None, author or "")
        )


def _flares(patient: Patient) -> Iterator[Item]:
    rows = Flare.objects.filter(patient=patient, erred_at=None).order_by()
    for pk, start, end, severity in rows.values_list("pk", "started_on", "ended_on", "severity"):
        yield _own(Group.FLARES, "flare", pk, "Flare", start, end, note=severity, is_on=end is None)


def _steps(patient: Patient) -> Iterator[Item]:
    """A procedure is on the day it took place; anything else from its beginning on."""
    for pk, title, kind, status, started_on, delivered_on in steps_in_time(patient):
        if kind == StepKind.PROCEDURE:
            if delivered_on:
                yield _own(Group.PLAN, "procedure", pk, title, delivered_on, delivered_on)
        elif started_on:
            is_on = status == StepStatus.STARTED
            yield _own(Group.PLAN, "step", pk, title, started_on, delivered_on, is_on=is_on)


def _own(
    group: Group,
    kind: str,
    pk: UUID,
    title: str,
    start: date,
    end: date | None,
    *,
    note: str = "",
    is_on: bool = False,
) -> Item:
    """Something of the house, known to the day."""
    ends = _ends(start, Precision.DAY, "", end, Precision.DAY, "")
    is_span = end is not None and end > start
    return Item(
        key=f"{group}-{pk}",
        pk=str(pk),
        group=group,
        kind=kind,
        title=title,
        when=f"since {when_words(ends)}" if is_on else when_words(ends),
        who="",
        note=note,
        shape=Shape.SPAN if is_span else Shape.ONGOING if is_on else Shape.POINT,
        start=Reach(start, start),
        end=Reach(end, end) if is_span and end else None,
    )


def _scores(patient: Patient) -> tuple[ScoreLine, ...]:
    """Those with a number; function before pain."""
    rows = Score.objects.standing().filter(patient=patient, erred_at=None, value__isnull=False)
    grouped: dict[str, dict[date, Point]] = defaultdict(dict)
    for key, on, value in rows.order_by("true_on", "computed_at", "id").values_list(
        "instrument", "true_on", "value"
    ):
        grouped[key][on] = Point(on, value)
    catalogue = Catalogue(patient.clinic_id)
    in_order = sorted(catalogue.in_order(grouped), key=lambda one: place(one.key))
    return tuple(ScoreLine(one, tuple(grouped[one.key].values())) for one in in_order)
