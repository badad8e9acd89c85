"""The own anchor of many patients for the lists: the measure that stands for somebody in one row (C10).

A list has no query to spare, so the anchor is a column of the list's own query: SQL by hand, for the ORM
through `anchor_column` and for the worklist's text through `anchor_sql` (docs/adr/0012, 0025).
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from string import Template

from django.db.models import JSONField
from django.db.models.expressions import RawSQL

from .. import performance
from ..models import Flare, Goal, Measure, Reading
from ..rules.change import ChangeVerdict, Noise, Point
from ..rules.performance import change_of_series
from ..rules.shift import last_of_day
from ..rules.words import Direction, GoalStatus

ANCHOR_DAYS = 90

_TEXT = Template("""(
    SELECT jsonb_build_object(
        'label', measure.label, 'unit', measure.unit, 'direction', measure.direction,
        'test', measure.test, 'test_version', measure.test_version,
        'goal', CASE WHEN goal.unit = measure.unit THEN goal.target END,
        'points', (
            SELECT jsonb_agg(
                jsonb_build_array(one.true_on, one.value, one.protocol)
                ORDER BY one.true_on, one.recorded_at, one.id
            )
            FROM $readings one
            WHERE one.measure_id = measure.id AND one.erred_at IS NULL AND one.true_on <= $today
        ),
        'flares', (
            SELECT jsonb_agg(flare.started_on ORDER BY flare.started_on) FROM $flares flare
            WHERE flare.patient_id = measure.patient_id AND flare.erred_at IS NULL
              AND flare.started_on BETWEEN $today::date - $window AND $today
        )
    )
    FROM $measures measure
    LEFT JOIN LATERAL (
        SELECT wish.rank, wish.target, wish.unit FROM $goals wish
        WHERE wish.measure_id = measure.id AND wish.status = '$active' AND wish.erred_at IS NULL
        ORDER BY wish.rank LIMIT 1
    ) goal ON true
    WHERE measure.patient_id = $patient AND measure.erred_at IS NULL AND NOT measure.sensitive
      AND EXISTS (
          SELECT FROM $readings kept
          WHERE kept.measure_id = measure.id AND kept.erred_at IS NULL AND kept.true_on <= $today
      )
    ORDER BY goal.rank NULLS LAST, measure.created_at, measure.id
    LIMIT 1
)""")


@dataclass(frozen=True)
class AnchorLine:
    """The anchor's values in the 90 days up to and including `on`, oldest first, the days on which a flare
    began, and what changed from its first value ever until now.

    The verdict is that of the storyboard; `points` is empty where nothing was measured in the window.
    """

    label: str
    unit: str
    direction: Direction
    goal: Decimal | None
    latest: Point
    points: tuple[Point, ...]
    flares: tuple[date, ...]
    since: date
    on: date
    verdict: ChangeVerdict


def anchor_sql(patient: str, today: str) -> str:
    """One column: the measure of the patient's first goal, else the first one tracked; of those with a value.
    A sensitive measure is never shown in a list. Null where there is none.

    `patient` and `today` are SQL: a column and a placeholder of the caller's, never a value.
    """
    return _TEXT.substitute(
        patient=patient,
        today=today,
        window=ANCHOR_DAYS - 1,
        active=GoalStatus.ACTIVE,
        readings=Reading._meta.db_table,
        flares=Flare._meta.db_table,
        measures=Measure._meta.db_table,
        goals=Goal._meta.db_table,
    )


def anchor_column(today: date) -> RawSQL:
    """The same as an annotation on Patient. An argument of this module's own is the only one."""
    text = anchor_sql("people_patient.id", "%s")
    return RawSQL(text, [today] * text.count("%s"), output_field=JSONField())  # noqa: S611 -- no value in it


def anchor_line(found: str | dict | None, *, on: date, noise: Noise) -> AnchorLine | None:
    """What the column holds, as the driver or the ORM gives it."""
    if found is None:
        return None
    row = json.loads(found, parse_float=Decimal) if isinstance(found, str) else found
    points = last_of_day(_point(*taken) for taken in row["points"])
    better, since = Direction(row["direction"]), on - timedelta(days=ANCHOR_DAYS - 1)
    return AnchorLine(
        label=row["label"],
        unit=row["unit"],
        direction=better,
        goal=None if row["goal"] is None else Decimal(str(row["goal"])),
        latest=points[-1],
        points=tuple(point for point in points if point.on >= since),
        flares=tuple(date.fromisoformat(day) for day in row["flares"] or ()),
        since=since,
        on=on,
        verdict=change_of_series(
            points,
            direction=better,
            unit=row["unit"],
            noise=noise,
            test=performance.of_measure(row["test"], row["test_version"]),
        ),
    )


def _point(day: str, value: Decimal | float, protocol: str) -> Point:
    return Point(date.fromisoformat(day), Decimal(str(value)), protocol)
