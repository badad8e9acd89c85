"""The first conversation as a clinician charts it: words, goals, danger signs, the idea, the signature."""

from collections.abc import Iterator
from datetime import datetime
from uuid import uuid5

from core.models import Draft
from intake import drafts
from intake.models import Intake
from intake.rules.cards import CardState
from intake.rules.exam_tests import BY_KEY as EXAM_TESTS
from intake.rules.fuzzy import FuzzyDate
from intake.rules.medicines import Said
from intake.rules.words import EntryKind, Precision, Taking, Teller
from intake.selectors.cards import source_of
from intake.selectors.medicines import current_medications
from intake.services import conversation, entries, exam, flags, mechanisms, medicines, rows, scans
from intake.services.capture import capture_line
from outcomes import instruments
from outcomes import services as outcomes
from outcomes.rules.red_flag_data import FLAGS
from outcomes.rules.words import FlagAnswer, Mode
from people.drafts import save_draft_field

from . import around, bodies
from .scenes import Chart, Scene
from .story import Event, Idea, Wish

#: What a card holds before anybody wrote in it.
_NOTHING = CardState({}, is_recorded=False)
_KINDS = {kind.name: kind for kind in drafts.KINDS}


def scenes(chart: Chart) -> Iterator[Scene]:
    course, stage = chart.course, chart.stage
    if course.intake_days_ago is None:
        return
    yield Scene(stage.moment(course.intake_days_ago, 9), lambda at: _talk(chart, at))
    if course.intake_signed:
        yield Scene(stage.moment(course.intake_days_ago, 11), lambda at: _sign(chart, at))
    yield from bodies.scenes(chart)


def _talk(chart: Chart, at: datetime) -> None:
    intake = conversation.start_intake(patient=chart.patient, by=chart.physician, at=at)
    course = chart.course
    words = ("good_day", "good_day_frequency", "tried_before", "most_urgent", "also_in_play")
    _write(chart, "intake", intake, at, **{name: getattr(course, name) for name in words})
    for one in course.tried:
        row = rows.add_row(intake=intake, kind="tried", by=chart.physician, at=at)
        _write(
            chart,
            "tried",
            row,
            at,
            what=one.what,
            when_words=one.when,
            helped_for=one.helped_for,
            ended=one.ended,
            **one.more,
        )
    around.tell(chart, intake, at)
    _reconcile(chart, intake, at)
    for rank, wish in enumerate(course.goals, start=1):
        _want(chart, rank, wish, at)
    _first_scores(chart, intake, at)
    _ask_danger_signs(chart, intake, at)
    if course.idea:
        _think(chart, intake, course.idea, at)
    bodies.mark(chart, intake, at)
    _look(chart, intake, at)
    for event in course.events:
        _tell(chart, intake, event, at)
    for number, line in enumerate(course.typed):
        key = uuid5(intake.pk, str(number))
        capture_line(intake=intake, key=key, text=line, by=chart.physician, at=at)


def _tell(chart: Chart, intake: Intake, event: Event, at: datetime) -> None:
    """The story in time; what is said to be before or after something finds it by its name."""
    entries.add_timeline_entry(
        patient=chart.patient,
        kind=EntryKind(event.kind),
        title=event.title,
        when=FuzzyDate(None, Precision.UNKNOWN, event.when),
        detail="",
        told_by=Teller.PATIENT if event.by_patient else Teller.STAFF,
        problem=intake.problems.first() if event.of_problem else None,
        by=chart.physician,
        at=at,
    )


def _reconcile(chart: Chart, intake: Intake, at: datetime) -> None:
    """Medicines as they are really taken; the list is signed off when every line was asked about."""
    listed = {row.title: row for row in current_medications(chart.patient.pk)}
    for one in chart.course.takes:
        medicines.state_medicine(
            patient=chart.patient,
            medication=listed.get(one.title),
            title=one.title,
            said=Said(Taking(one.taking), how=one.how, reason=one.reason),
            by=chart.physician,
            at=at,
        )
    if chart.course.takes:
        medicines.record_review(patient=chart.patient, intake=intake, by=chart.physician, at=at)


def _write(chart: Chart, kind: str, row: Draft, at: datetime, **texts: str) -> None:
    """Field by field, as the page saves itself."""
    for field, text in texts.items():
        if text:
            save_draft_field(
                _KINDS[kind], draft=row, field=field, value=text, revision=0, by=chart.physician, at=at
            )


def _want(chart: Chart, rank: int, wish: Wish, at: datetime) -> None:
    outcomes.set_goal(
        patient=chart.patient,
        rank=rank,
        words=wish.words,
        target=wish.target,
        unit=wish.unit,
        frequency=wish.frequency,
        condition=wish.condition,
        baseline=wish.baseline,
        measure=_baseline(chart, wish.capacity, at) if wish.capacity else None,
        by=chart.physician,
        at=at,
    )


def _baseline(chart: Chart, capacity: str, at: datetime):
    """What the person can do today: the first value of the track, counted before any score (S07)."""
    track = next(one for one in chart.course.tracks if one.capacity == capacity)
    measure = chart.measure_of(track, at)
    outcomes.record_reading(
        measure=measure,
        value=track.values[0][1],
        true_on=chart.patient.today(at),
        mode=Mode.STAFF,
        by=chart.physician,
        at=at,
    )
    return measure


def _first_scores(chart: Chart, intake: Intake, at: datetime) -> None:
    """PEG and ODI of the visit itself; the later ones are in the logbook."""
    for instrument, series in (("peg", chart.course.pegs), ("odi", chart.course.odis)):
        for days_ago, values in series:
            if days_ago == chart.course.intake_days_ago:
                keys = [item.key for item in instruments.get(instrument).items]
                outcomes.record_response(
                    patient=chart.patient,
                    instrument=instrument,
                    answers=dict(zip(keys, values, strict=True)),
                    true_on=chart.patient.today(at),
                    mode=Mode.STAFF,
                    by=chart.physician,
                    at=at,
                    source=source_of(intake),
                )


def _ask_danger_signs(chart: Chart, intake: Intake, at: datetime) -> None:
    """All nine when the intake is finished; a half-done one has only asked what stood out."""
    for sign in FLAGS:
        is_yes = sign.key in chart.course.red_flag_yes
        if is_yes or chart.course.intake_signed:
            answer = FlagAnswer.YES if is_yes else FlagAnswer.NO
            flags.answer_flag(intake=intake, flag=sign.key, answer=answer, by=chart.physician, at=at)


def _think(chart: Chart, intake: Intake, idea: Idea, at: datetime) -> None:
    _write(
        chart,
        "problem",
        intake.problems.first(),
        at,
        where=idea.problem,
        side=idea.side,
        since=idea.since,
        worse_with=idea.worse_with,
        better_with=idea.better_with,
    )
    _write(
        chart,
        "hypothesis",
        intake.hypotheses.first(),
        at,
        statement=idea.statement,
        evidence_for=idea.evidence_for,
        evidence_against=idea.evidence_against,
        planned_test=idea.planned_test,
    )


def _look(chart: Chart, intake: Intake, at: datetime) -> None:
    """Exam, scans, and what kind of pain they come to."""
    who = {"by": chart.physician, "at": at}
    for one in chart.course.exam:
        said = {"left": one.left, "right": one.right, "degrees_left": one.degrees_left}
        test = EXAM_TESTS[one.test]
        exam.save_exam(intake=intake, test=test, values=said, seen=_NOTHING.seen, **who)
    for found in chart.course.scans:
        row = scans.add_scan_finding(intake=intake, **who)
        values = {
            "words": found.words,
            "level": found.level,
            "side": found.side,
            "study_words": found.study,
            "when_words": found.when,
            "relevance": found.relevance,
        }
        scans.save_scan_finding(row=row, values=values, seen=scans.scan_state(row).seen, **who)
    if chart.course.criteria:
        problem, values = intake.problems.get(), dict(chart.course.criteria)
        mechanisms.save_mechanism(
            problem=problem, values=values, seen=mechanisms.mechanism_state(None).seen, **who
        )


def _sign(chart: Chart, at: datetime) -> None:
    intake = chart.patient.intakes.get()
    conversation.sign_intake(intake=intake, by=chart.physician, at=at)
