"""What happened on a day and was charted: flares, medicines, procedures elsewhere, a long drive (S72)."""

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta

from intake.rules.fuzzy import FuzzyDate
from intake.rules.words import EntryKind, Precision
from intake.services import entries
from outcomes import services as outcomes
from outcomes.rules.words import FlareSeverity, Mode

from .scenes import Chart, Scene
from .story import Happened

_NAMESPACE = uuid.UUID("5a1f8c0e-7d43-5b0e-9a57-3a0a6d1d7c11")
_MEDICINE = "medicine"


def scenes(chart: Chart) -> Iterator[Scene]:
    course, stage = chart.course, chart.stage
    for one in course.happened:
        yield Scene(stage.moment(one.days_ago, 13), _chart(chart, one))
    if course.log and course.log.tells_flares:
        for start, length in course.log.flares:
            yield Scene(stage.moment(start - length, 12), _flare(chart, length))


def _chart(chart: Chart, one: Happened):
    def act(at: datetime) -> None:
        when = FuzzyDate(chart.patient.today(at), Precision.DAY, "")
        given = {"patient": chart.patient, "title": one.title, "by": chart.physician, "at": at}
        if one.kind == _MEDICINE:
            entries.add_medication(dose=one.detail, is_taken=True, since=when, **given)
        else:
            entries.add_timeline_entry(kind=EntryKind(one.kind), when=when, detail=one.detail, **given)

    return act


def _flare(chart: Chart, length: int):
    """Told on the day after it was over."""

    def act(at: datetime) -> None:
        ended_on = chart.patient.today(at) - timedelta(days=1)
        outcomes.start_flare(
            patient=chart.patient,
            operation_id=uuid.uuid5(_NAMESPACE, f"{chart.patient.mrn}/{ended_on}"),
            started_on=ended_on - timedelta(days=length - 1),
            ended_on=ended_on,
            severity=FlareSeverity.MODERATE,
            mode=Mode.STAFF,
            by=chart.navigator,
            at=at,
        )

    return act
