"""Blocks of daily check-ins: begun by a plan, ended by another one, taken back with its signature."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people import selectors as people
from people.access import Actor
from people.models import Patient

from ..models import CheckInEpisode, Goal, Pulse
from ..rules.words import AcuteMedicine, MovementUnit
from .guards import ensure_may_write, take_turns


@dataclass(frozen=True)
class Asked:
    """What a check-in asks beside the mark, the sleep and the goal."""

    movement_unit: MovementUnit = MovementUnit.MINUTES
    asks_headache: bool = False
    headache_medicine: AcuteMedicine | str = ""


@transaction.atomic
def start_check_ins(
    *,
    patient: Patient,
    starts_on: date,
    by: Actor,
    at: datetime,
    goal: Goal | None = None,
    asked: Asked | None = None,
) -> CheckInEpisode:
    """Begin a block of daily check-ins (42 days, S70). A block that still runs ends the day before.

    Starting twice on the same day gives the block that is there, which asks from now on what was said last.
    Where nobody says what is asked (a plan was signed), it is what the block before asked.
    """
    ensure_may_write(by, patient, goal)
    take_turns(patient)
    running = _running(patient, starts_on)
    if running and running.starts_on == starts_on:
        if asked is None:
            return running
        return change_check_ins(episode=running, goal=goal, asked=asked, by=by, at=at)
    if running:
        _end(running, last_day=starts_on - timedelta(days=1), by=by, at=at)
    ends_on = _last_day(patient, starts_on)
    episode = CheckInEpisode.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        starts_on=starts_on,
        ends_on=ends_on,
        weekly_until=_weekly_until(patient, ends_on),
        goal=goal,
        created_at=at,
        **asdict(asked or _asked_before(patient)),
    )
    # Somebody who never writes at all must be found quiet too.
    Pulse.objects.get_or_create(patient=patient, defaults={"clinic_id": patient.clinic_id, "updated_at": at})
    audit.record("check_ins_started", by=by, subject=episode, at=at)
    return episode


@transaction.atomic
def change_check_ins(
    *, episode: CheckInEpisode, goal: Goal | None, asked: Asked, by: Actor, at: datetime
) -> CheckInEpisode:
    """Ask something else from today on; the days of the block stay what they are."""
    patient = episode.patient
    ensure_may_write(by, patient, episode, goal)
    take_turns(patient)
    _refuse_replaced(episode, patient.today(at))
    changed = {"goal": goal, **asdict(asked)}
    for name, value in changed.items():
        setattr(episode, name, value)
    episode.save(update_fields=list(changed))
    audit.record("check_ins_changed", by=by, subject=episode, at=at)
    return episode


@transaction.atomic
def end_check_ins(*, episode: CheckInEpisode, weekly: bool, by: Actor, at: datetime) -> CheckInEpisode:
    """No more daily questions from today on: once a week, or none at all. Ending twice is ending once."""
    patient = episode.patient
    ensure_may_write(by, patient, episode)
    take_turns(patient)
    episode.refresh_from_db(fields=["ends_on", "ended_early_at"])
    _refuse_replaced(episode, patient.today(at))
    yesterday = patient.today(at) - timedelta(days=1)
    if episode.ends_on > yesterday:
        _end(episode, last_day=yesterday, by=by, at=at)
    episode.weekly_until = _weekly_until(patient, episode.ends_on) if weekly else None
    episode.save(update_fields=["weekly_until"])
    audit.record("check_ins_asked_less", by=by, subject=episode, detail=f"weekly {weekly}", at=at)
    return episode


@transaction.atomic
def take_back_check_ins(*, patient: Patient, begun_at: datetime, by: Actor, at: datetime) -> None:
    """Undo what was begun at that very moment, before anybody wrote a day: its link opens nothing any more.

    The block that had to end for it runs on, to the day that was its last.
    """
    ensure_may_write(by, patient)
    take_turns(patient)
    blocks = CheckInEpisode.objects.filter(patient=patient)
    for episode in blocks.filter(created_at=begun_at):
        audit.record("check_ins_taken_back", by=by, subject=episode, at=at)
        episode.delete()
    for episode in blocks.filter(ended_early_at=begun_at):
        episode.ends_on, episode.ended_early_at = _last_day(patient, episode.starts_on), None
        episode.weekly_until = _weekly_until(patient, episode.ends_on)
        episode.save(update_fields=["ends_on", "ended_early_at", "weekly_until"])
        audit.record("check_ins_run_on", by=by, subject=episode, at=at)


def _refuse_replaced(episode: CheckInEpisode, today: date) -> None:
    """To ask by an old block would open its link again."""
    blocks = CheckInEpisode.objects.filter(patient=episode.patient_id, starts_on__lte=today)
    if blocks.filter(starts_on__gt=episode.starts_on).exists():
        raise DomainError("replaced", "A newer block asks instead of this one.")


def _last_day(patient: Patient, starts_on: date) -> date:
    days = int(people.policy(patient.clinic, "checkin_days", on=starts_on).value)
    return starts_on + timedelta(days=days - 1)


def _weekly_until(patient: Patient, ends_on: date) -> date | None:
    """After a block the person is asked once a week, for as long as the clinic says (docs/adr/0021)."""
    days = int(people.policy(patient.clinic, "checkin_weekly_days", on=ends_on).value)
    return ends_on + timedelta(days=days) if days else None


def _asked_before(patient: Patient) -> Asked:
    before = CheckInEpisode.objects.filter(patient=patient).order_by("-starts_on").first()
    if before is None:
        return Asked()
    return Asked(MovementUnit(before.movement_unit), before.asks_headache, before.headache_medicine)


def _running(patient: Patient, on: date) -> CheckInEpisode | None:
    episodes = CheckInEpisode.objects.filter(patient=patient, starts_on__lte=on, ends_on__gte=on)
    return episodes.filter(ended_early_at=None).order_by("-starts_on").first()


def _end(episode: CheckInEpisode, *, last_day: date, by: Actor, at: datetime) -> None:
    """What follows asks instead, so that nothing is asked once a week."""
    episode.ends_on, episode.ended_early_at = max(last_day, episode.starts_on), at
    episode.weekly_until = None
    episode.save(update_fields=["ends_on", "ended_early_at", "weekly_until"])
    audit.record("check_ins_ended", by=by, subject=episode, at=at)
