"""What a person and the clinic measure over time: readings, scores, the daily log, a watch's days, calls."""

import io
import uuid
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from followup import services as followup
from followup.rules.words import CallResult
from outcomes import instruments
from outcomes import services as outcomes
from outcomes.models import Ask
from outcomes.rules.words import AskState, Mode
from outcomes.services import wearables

from . import watch, weeks
from .days import LoggedDay, logged_days
from .scenes import Chart, Scene
from .story import Track

_NAMESPACE = uuid.UUID("0c5d2f2e-6f0f-5f6b-8f55-0e1d8f7f2f41")


def scenes(chart: Chart) -> Iterator[Scene]:
    course, stage = chart.course, chart.stage
    for track in course.tracks:
        for days_ago, value in track.values:
            yield Scene(stage.moment(days_ago, 10), _reading(chart, track, value))
    for instrument, series in (("peg", course.pegs), ("odi", course.odis)):
        for days_ago, answers in series:
            if days_ago != course.intake_days_ago:
                yield Scene(stage.moment(days_ago, 10, 10), _answers(chart, instrument, answers))
    for days_ago, result, note in course.calls:
        yield Scene(stage.moment(days_ago, 14), _call(chart, result, note))
    yield from _daily_scenes(chart)


def _reading(chart: Chart, track: Track, value: Decimal):
    def act(at: datetime) -> None:
        outcomes.record_reading(
            measure=chart.measure_of(track, at),
            value=value,
            true_on=chart.patient.today(at),
            mode=Mode.STAFF,
            by=chart.physician,
            at=at,
        )

    return act


def _answers(chart: Chart, instrument: str, values: tuple[int, ...]):
    """By the patient's phone when a question was open for them, by staff from paper otherwise."""

    def act(at: datetime) -> None:
        keys = [item.key for item in instruments.get(instrument).items]
        outcomes.open_due_asks(at=at)
        ask = Ask.objects.filter(patient=chart.patient, instrument=instrument, state=AskState.OPEN).first()
        outcomes.record_response(
            patient=chart.patient,
            instrument=instrument,
            answers=dict(zip(keys, values, strict=True)),
            true_on=chart.patient.today(at),
            mode=Mode.PHONE if ask else Mode.PAPER,
            by=chart.self_ if ask else chart.physician,
            at=at,
            ask=ask,
        )

    return act


def _call(chart: Chart, result: str, note: str):
    def act(at: datetime) -> None:
        followup.log_call(
            patient=chart.patient, result=CallResult(result), note=note, reasons=[], by=chart.navigator, at=at
        )

    return act


def _daily_scenes(chart: Chart) -> Iterator[Scene]:
    course, stage = chart.course, chart.stage
    if course.log is None:
        return
    zone = course.person.zone
    today = stage.now.astimezone(ZoneInfo(zone)).date()
    days = list(logged_days(course.log, seed=course.person.mrn, today=today))
    for one in days:
        days_ago = (today - one.day).days
        yield Scene(stage.moment(days_ago, 20, 30, zone=zone), _check_in(chart, one))
    yield from weeks.scenes(chart, days, today=today)
    if course.log.wears_device:
        yield Scene(stage.now, lambda at: _watch_file(chart, days, at))


def _check_in(chart: Chart, one: LoggedDay):
    def act(at: datetime) -> None:
        outcomes.save_day(
            patient=chart.patient,
            operation_id=uuid.uuid5(_NAMESPACE, f"{chart.patient.mrn}/{one.day}"),
            day=one.day,
            mark=one.mark,
            moved_minutes=one.moved_minutes,
            slept_minutes=one.slept_minutes,
            goal_tick=one.goal_tick,
            received_at=at,
            mode=Mode.PHONE,
            by=chart.self_,
        )

    return act


def _watch_file(chart: Chart, days: list[LoggedDay], at: datetime) -> None:
    """The export of a watch, brought in as a clinic would."""
    received = wearables.receive_file(
        patient=chart.patient,
        filename=f"watch-{chart.patient.mrn}.zip",
        content=io.BytesIO(watch.export(days, chart.course.person.zone)),
        by=chart.navigator,
        at=at,
    )
    claimed = wearables.claim(received.file)
    if claimed:
        wearables.import_file(file=claimed, at=at)
