"""The sleep diary, typed in by staff from paper or told by phone (clinical.md 8)."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor
from people.models import Patient

from ..models import SleepNight
from ..rules.sleep import night
from ..rules.words import Mode
from .guards import ensure_lived, ensure_may_write, take_turns


@transaction.atomic
def record_night(
    *,
    patient: Patient,
    morning: date,
    bed: time,
    asleep: time,
    woke: time,
    up: time,
    awake_minutes: int,
    awakenings: int | None,
    mode: Mode,
    by: Actor,
    at: datetime,
) -> SleepNight:
    """Keep one night, by the clock where the patient lives. The same night again is the one that is there.

    Another one of the same morning is refused: the one that is there is marked as wrong first.
    """
    ensure_may_write(by, patient)
    take_turns(patient)
    ensure_lived(patient, morning, at=at, field="morning")
    zone = ZoneInfo(patient.time_zone)
    said = night(morning, bed=bed, asleep=asleep, woke=woke, up=up, awake_minutes=awake_minutes, zone=zone)
    if said.up_at > at:
        raise DomainError("future", "That moment has not come yet.", "up")
    facts = {**vars(said), "awake_minutes": awake_minutes, "awakenings": awakenings}
    there = SleepNight.objects.filter(patient=patient, morning=morning, erred_at=None).first()
    if there and all(getattr(there, name) == value for name, value in facts.items()):
        return there
    if there:
        why = "This night is there already. If it is wrong, mark it so under Scores; then enter it anew."
        raise DomainError("night_there", why, "morning")
    row = SleepNight.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        morning=morning,
        mode=mode,
        recorded_at=at,
        recorded_by_id=by.user_id,
        **facts,
    )
    audit.record("night_recorded", by=by, subject=row, at=at)
    return row
