"""The patient's day: saved once however often it is sent, and never mixed with what a device says."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people import selectors as people
from people.access import Actor, ensure_same_clinic
from people.models import Patient

from ..models import Day, DayEntry, Pulse
from ..rules.day_said import DaySaid
from ..rules.gaps import usual_gap_days
from ..rules.limits import check_backfill, check_day, is_late, saved_at
from ..rules.words import DayMark, GoalTick, Headache, Mode
from .guards import ensure_may_write, take_turns

_OWN_FIELDS = [
    "mark",
    "moved_minutes",
    "moved_steps",
    "slept_minutes",
    "goal_tick",
    "headache",
    "headache_medicine",
    "is_late",
    "mode",
    "recorded_by",
    "recorded_at",
]
#: Not the last day of a device, which its own ingest keeps.
_OWN_PULSE = ["last_day", "last_mark", "usual_gap_days", "updated_at"]
#: What a day becomes whose words were wrong.
_NOTHING_SAID = dict.fromkeys(field.name for field in fields(DaySaid)) | {"goal_tick": "", "is_late": False}
#: How many logged days the usual gap is taken from.
_RECENT_DAYS = 28


@dataclass(frozen=True)
class DaySaved:
    """Which day it was, and whether this operation had been kept before (then nothing changed)."""

    day: date
    is_late: bool
    is_replay: bool


def save_day(
    *,
    patient: Patient,
    operation_id: UUID,
    day: date,
    mark: DayMark | int,
    received_at: datetime,
    mode: Mode,
    by: Actor,
    moved_minutes: int | None = None,
    slept_minutes: int | None = None,
    goal_tick: GoalTick | str = "",
    claimed_at: datetime | None = None,
    moved_steps: int | None = None,
    headache: Headache | int | None = None,
    headache_medicine: bool | None = None,
) -> DaySaved:
    """Keep what a person says of a day. Only the mark is required; what is left out is “not said”.

    1. The entry is kept as it came. An operation that is known already changes nothing, however late it is.
    2. Of several saves of one day the last *saved* counts, in whatever order they arrive.
    3. Only the person's own columns are written; what a device measured stays as it is.
    4. From a phone a day is open until 48 hours after its midnight; staff may add any day from paper.
    """
    said = DaySaid(mark, moved_minutes, moved_steps, slept_minutes, goal_tick, headache, headache_medicine)
    return keep_day(
        patient=patient,
        operation_id=operation_id,
        day=day,
        said=said,
        received_at=received_at,
        mode=mode,
        by=by,
        claimed_at=claimed_at,
    )


@transaction.atomic
def keep_day(
    *,
    patient: Patient,
    operation_id: UUID,
    day: date,
    said: DaySaid,
    received_at: datetime,
    mode: Mode,
    by: Actor,
    claimed_at: datetime | None = None,
) -> DaySaved:
    """`save_day` for what was put together already."""
    ensure_may_write(by, patient)
    take_turns(patient)
    said.check_words()
    saved = saved_at(claimed_at=claimed_at, received_at=received_at)
    today = patient.today(saved)
    late = is_late(day, today=today)
    if known := DayEntry.objects.filter(patient=patient, operation_id=operation_id).first():
        _refuse_other_words(known, day, said.body)
        return DaySaved(known.day, late, is_replay=True)
    entry = DayEntry.objects.create(
        patient=patient,
        clinic_id=patient.clinic_id,
        operation_id=operation_id,
        day=day,
        body=said.body,
        claimed_at=claimed_at,
        received_at=received_at,
    )
    said.check_numbers()
    check_day(day, today=today, born=patient.birth_date)
    if mode == Mode.PHONE:
        _refuse_too_late(patient, day, at=saved)
    if not _has_later_save(entry, saved):
        row = _day(patient, day, said, late=late, mode=mode, by=by, at=saved)
        Day.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["patient", "day"], update_fields=_OWN_FIELDS
        )
        _keep_pulse(patient, at=received_at)
    audit.record("day_saved", by=by, subject=entry, detail=f"{day} {mode}", at=received_at)
    return DaySaved(day, late, is_replay=False)


def _refuse_too_late(patient: Patient, day: date, *, at: datetime) -> None:
    """Today is always open, so that the commonest save asks for no policy."""
    if day == patient.today(at):
        return
    hours = people.policy(patient.clinic, "checkin_backfill_hours", on=patient.today(at)).value
    check_backfill(day, at=at, zone=patient.time_zone, hours=int(hours))


def _refuse_other_words(entry: DayEntry, day: date, body: dict) -> None:
    if (entry.day, entry.body) != (day, body):
        raise DomainError("key_reused", "This was saved already, with other answers.")


def _has_later_save(entry: DayEntry, saved: datetime) -> bool:
    """Another save of this day that was made after this one and arrived before it."""
    others = DayEntry.objects.filter(patient_id=entry.patient_id, day=entry.day, erred_at=None)
    others = others.exclude(pk=entry.pk)
    return any(
        saved_at(claimed_at=claimed, received_at=received) > saved
        for claimed, received in others.values_list("claimed_at", "received_at")
    )


def _day(
    patient: Patient, day: date, said: DaySaid, *, late: bool, mode: Mode, by: Actor, at: datetime
) -> Day:
    return Day(
        patient=patient,
        clinic_id=patient.clinic_id,
        day=day,
        **asdict(said),
        is_late=late,
        mode=mode,
        recorded_by_id=by.user_id,
        recorded_at=at,
    )


def _keep_pulse(patient: Patient, *, at: datetime) -> None:
    """When we last heard from this person, and how often they usually write."""
    logged = Day.objects.filter(patient=patient, mark__isnull=False).order_by("-day")
    recent = list(logged.values_list("day", "mark")[:_RECENT_DAYS])
    last_day, last_mark = recent[0] if recent else (None, None)
    pulse = Pulse(
        patient=patient,
        clinic_id=patient.clinic_id,
        last_day=last_day,
        last_mark=last_mark,
        usual_gap_days=usual_gap_days([day for day, _ in recent]),
        updated_at=at,
    )
    Pulse.objects.bulk_create(
        [pulse], update_conflicts=True, unique_fields=["patient"], update_fields=_OWN_PULSE
    )


@transaction.atomic
def withdraw_day(*, patient: Patient, day: date, reason: str, by: Actor, at: datetime) -> None:
    """What was said of a day was wrong (another person's, another day's): it counts as not said.

    What arrived stays readable as entered in error; what a device measured stays where it is. Allowed on a
    closed record too.
    """
    ensure_same_clinic(by, patient)
    take_turns(patient)
    if not reason.strip():
        raise DomainError("reason_needed", "Say what was wrong.", "reason")
    said = Day.objects.filter(patient=patient, day=day, mark__isnull=False)
    if not said.update(**_NOTHING_SAID):
        raise DomainError("nothing_said", "Nothing is kept of this day.")
    entries = DayEntry.objects.filter(patient=patient, day=day, erred_at=None)
    entries.update(erred_at=at, erred_by_id=by.user_id, erred_reason=reason.strip())
    _keep_pulse(patient, at=at)
    audit.record("day_withdrawn", by=by, subject=patient, detail=str(day), at=at)
