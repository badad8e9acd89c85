"""Writing device days: one COPY and one guarded upsert, however many there are (docs/adr/0004, 0018)."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper

from people.models import Clinic

from ..models import BroughtDays, Day, Pulse, WearableFile, WearableSource
from ..rules.words import Mode

#: Patient, day, steps, minutes asleep, minutes in bed, and the numbers of the sources of steps and sleep.
Row = tuple[UUID, date, int | None, int | None, int | None, int | None, int | None]


@dataclass(frozen=True)
class Upserted:
    """Days that no device had told before, days that say something else now, and values that were outranked
    by a device that is shown first: steps of a day, sleep of a night."""

    added: int = 0
    changed: int = 0
    steps_outranked: int = 0
    sleep_outranked: int = 0


_STAGE = """
    CREATE TEMPORARY TABLE device_days_in (patient_id uuid, day date, device_steps int,
        device_slept_minutes smallint, device_in_bed_minutes smallint,
        steps_source smallint, sleep_source smallint) ON COMMIT DROP
"""

#: What each file said, whether or not it is shown.
_KEEP = """
    INSERT INTO {brought} (file_id, days, steps, slept_minutes, in_bed_minutes, steps_source, sleep_source)
    SELECT file.id, array_agg(day ORDER BY day), array_agg(device_steps ORDER BY day),
        array_agg(device_slept_minutes ORDER BY day), array_agg(device_in_bed_minutes ORDER BY day),
        array_agg(steps_source ORDER BY day), array_agg(sleep_source ORDER BY day)
    FROM device_days_in told JOIN {files} file USING (patient_id)
    WHERE file.id = ANY(%(files)s::uuid[]) GROUP BY file.id
"""

#: `Source.precedence` in SQL: the source that is shown now stands before the one that comes.
_OUTRANK = """
    UPDATE device_days_in told SET {values}, {source} = NULL
    FROM {days} shown, {sources} here, {sources} new
    WHERE shown.patient_id = told.patient_id AND shown.day = told.day
        AND here.patient_id = shown.patient_id AND here.number = shown.{source}
        AND new.patient_id = told.patient_id AND new.number = told.{source}
        AND (here.rank, new.reaches - here.reaches, -here.number) < (new.rank, 0, -new.number)
"""

#: A file of steps says nothing about sleep: only what it fills is compared and written.
_UPSERT = """
    WITH written AS (
        INSERT INTO {days} AS d (clinic_id, mode, recorded_at, goal_tick, is_late, {columns})
        SELECT %(clinic)s, %(mode)s, %(at)s, '', false, {columns} FROM device_days_in
        WHERE steps_source IS NOT NULL OR sleep_source IS NOT NULL
        ON CONFLICT (patient_id, day) DO UPDATE SET
            device_steps = CASE WHEN excluded.steps_source IS NULL THEN d.device_steps
                ELSE excluded.device_steps END,
            steps_source = coalesce(excluded.steps_source, d.steps_source),
            device_slept_minutes = CASE WHEN excluded.sleep_source IS NULL THEN d.device_slept_minutes
                ELSE excluded.device_slept_minutes END,
            device_in_bed_minutes = CASE WHEN excluded.sleep_source IS NULL THEN d.device_in_bed_minutes
                ELSE excluded.device_in_bed_minutes END,
            sleep_source = coalesce(excluded.sleep_source, d.sleep_source)
        RETURNING old.steps_source IS NULL AND old.sleep_source IS NULL
                AND num_nulls(old.device_steps, old.device_slept_minutes, old.device_in_bed_minutes) = 3
                AS is_new,
            (old.device_steps, old.device_slept_minutes, old.device_in_bed_minutes) IS DISTINCT FROM
            (new.device_steps, new.device_slept_minutes, new.device_in_bed_minutes) AS is_changed
    )
    SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new AND is_changed) FROM written
"""

_PULSE = """
    INSERT INTO {pulses} AS p (patient_id, clinic_id, last_device_day, updated_at)
    SELECT patient_id, %(clinic)s, max(day), %(at)s FROM device_days_in GROUP BY patient_id
    ON CONFLICT (patient_id) DO UPDATE SET
        last_device_day = excluded.last_device_day, updated_at = excluded.updated_at
    WHERE p.last_device_day IS NULL OR p.last_device_day < excluded.last_device_day
"""

_COLUMNS = (
    "patient_id, day, device_steps, device_slept_minutes, device_in_bed_minutes, steps_source, sleep_source"
)
_NAMES = {
    "columns": _COLUMNS,
    "days": Day._meta.db_table,
    "pulses": Pulse._meta.db_table,
    "files": WearableFile._meta.db_table,
    "sources": WearableSource._meta.db_table,
    "brought": BroughtDays._meta.db_table,
}
_KINDS = (
    ("steps_source", "device_steps = NULL"),
    ("sleep_source", "device_slept_minutes = NULL, device_in_bed_minutes = NULL"),
)


def upsert_device_days(
    clinic: Clinic, rows: Sequence[Row], *, files: Sequence[WearableFile], at: datetime
) -> Upserted:
    """Keep what `files`, one for each person in `rows`, say of their days. Runs in the caller's transaction.

    1. Each file's own words are kept as they are (`BroughtDays`).
    2. A value that a better source told is left alone; every other is written with its source.
    3. The people's own columns are not named, so they stay. The pulse learns the last device day.
    """
    if not rows:
        return Upserted()
    names: dict[str, Any] = {
        "clinic": clinic.pk,
        "mode": Mode.DEVICE.value,
        "at": at,
        "files": [file.pk for file in files],
    }
    with connection.cursor() as cursor:
        cursor.execute(_STAGE)
        cursor.copy_expert("COPY device_days_in FROM STDIN", io.StringIO("".join(_copy_lines(rows))))
        cursor.execute(_KEEP.format(**_NAMES), names)
        steps, sleep = _outrank(cursor, files)
        cursor.execute(_UPSERT.format(**_NAMES), names)
        added, changed = cursor.fetchone()
        cursor.execute(_PULSE.format(**_NAMES), names)
        cursor.execute("DROP TABLE device_days_in")
    return Upserted(added, changed, steps, sleep)


def _outrank(cursor: CursorWrapper, files: Sequence[WearableFile]) -> tuple[int, int]:
    """How many values of steps and of sleep gave way. People without another file are not looked at."""
    people = [file.patient_id for file in files]
    others = WearableSource.objects.filter(patient__in=people).exclude(file__in=files)
    if not others.exists():
        return 0, 0
    counts = []
    for source, values in _KINDS:
        cursor.execute(_OUTRANK.format(source=source, values=values, **_NAMES))
        counts.append(cursor.rowcount)
    return counts[0], counts[1]


def _copy_lines(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        yield "\t".join(r"\N" if cell is None else str(cell) for cell in row) + "\n"
