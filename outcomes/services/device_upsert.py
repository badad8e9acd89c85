"""Writing device days: one COPY and one guarded upsert, however many there are (docs/adr/0004)."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from people.models import Clinic

from ..models import Day, Pulse
from ..rules.words import Mode

#: Patient, day, steps, minutes asleep, minutes in bed.
Row = tuple[UUID, date, int | None, int | None, int | None]

_COLUMNS = ("patient_id", "day", "device_steps", "device_slept_minutes", "device_in_bed_minutes")

#: A file of steps says nothing about sleep: only the columns that it fills are compared and written.
_UPSERT = """
    WITH written AS (
        INSERT INTO {days} AS d (clinic_id, mode, recorded_at, goal_tick, is_late, {columns})
        SELECT %(clinic)s, %(mode)s, %(at)s, '', false, {columns} FROM device_days_in
        ON CONFLICT (patient_id, day) DO UPDATE SET
            device_steps = coalesce(excluded.device_steps, d.device_steps),
            device_slept_minutes = coalesce(excluded.device_slept_minutes, d.device_slept_minutes),
            device_in_bed_minutes = coalesce(excluded.device_in_bed_minutes, d.device_in_bed_minutes)
        WHERE (d.device_steps, d.device_slept_minutes, d.device_in_bed_minutes) IS DISTINCT FROM (
            coalesce(excluded.device_steps, d.device_steps),
            coalesce(excluded.device_slept_minutes, d.device_slept_minutes),
            coalesce(excluded.device_in_bed_minutes, d.device_in_bed_minutes))
        RETURNING xmax = 0 AS is_new
    )
    SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM written
"""

_PULSE = """
    INSERT INTO {pulses} AS p (patient_id, clinic_id, last_device_day, updated_at)
    SELECT patient_id, %(clinic)s, max(day), %(at)s FROM device_days_in GROUP BY patient_id
    ON CONFLICT (patient_id) DO UPDATE SET
        last_device_day = excluded.last_device_day, updated_at = excluded.updated_at
    WHERE p.last_device_day IS NULL OR p.last_device_day < excluded.last_device_day
"""


def upsert_device_days(clinic: Clinic, rows: Sequence[Row], *, at: datetime) -> tuple[int, int]:
    """How many days are new and how many changed. Runs in the caller's transaction.

    The people's own columns are not named, so they stay; a null leaves what another file brought. The pulse
    learns the last device day of each person.
    """
    if not rows:
        return 0, 0
    names: dict[str, UUID | str | datetime] = {"clinic": clinic.pk, "mode": Mode.DEVICE.value, "at": at}
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE device_days_in (patient_id uuid, day date, device_steps int,"
            " device_slept_minutes int, device_in_bed_minutes int) ON COMMIT DROP"
        )
        cursor.copy_expert("COPY device_days_in FROM STDIN", io.StringIO("".join(_copy_lines(rows))))
        cursor.execute(_sql(_UPSERT), names)
        added, changed = cursor.fetchone()
        cursor.execute(_sql(_PULSE), names)
        cursor.execute("DROP TABLE device_days_in")
    return added, changed


def _sql(template: str) -> str:
    """Names of our own tables and columns; values travel as parameters."""
    tables = {"days": Day._meta.db_table, "pulses": Pulse._meta.db_table}
    return template.format(columns=", ".join(_COLUMNS), **tables)


def _copy_lines(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        yield "\t".join(r"\N" if cell is None else str(cell) for cell in row) + "\n"
