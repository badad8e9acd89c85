"""Blocks of daily check-ins: begun by a plan, ended by another one, taken back with its signature."""

from datetime import date, datetime, timedelta

from django.db import transaction

from audit import services as audit
from people import selectors as people
from people.access import Actor
from people.models import Patient

from ..models import CheckInEpisode, Goal, Pulse
from ..rules.words import MovementUnit
from .guards import ensure_may_write, take_turns


@transaction.atomic
def start_check_ins(
    *,
    patient: Patient,
    starts_on: date,
    by: Actor,
    at: datetime,
    goal: Goal | None = None,
    movement_unit: MovementUnit = MovementUnit.MINUTES,
) -> CheckInEpisode:
    """Begin a block of daily check-ins (42 days, S70). A block that still runs ends the day before.

    Starting twice on the same day gives the block that is there.
    """
    ensure_may_write(by, patient, goal)
    take_turns(patient)
    running = _running(patient, starts_on)
    if running and running.starts_on == starts_on:
        return running
    if running:
        _end(running, last_day=starts_on - timedelta(days=1), by=by, at=at)
    episode = CheckInEpisode.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        starts_on=starts_on,
        ends_on=_last_day(patient, starts_on),
        goal=goal,
        movement_unit=movement_unit,
        created_at=at,
    )
    # Somebody who never writes at all must be found quiet too.
    Pulse.objects.get_or_create(patient=patient, defaults={"clinic_id": patient.clinic_id, "updated_at": at})
    audit.record("check_ins_started", by=by, subject=episode, at=at)
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
        episode.save(update_fields=["ends_on", "ended_early_at"])
        audit.record("check_ins_run_on", by=by, subject=episode, at=at)


def _last_day(patient: Patient, starts_on: date) -> date:
    days = int(people.policy(patient.clinic, "checkin_days", on=starts_on).value)
    return starts_on + timedelta(days=days - 1)


def _running(patient: Patient, on: date) -> CheckInEpisode | None:
    episodes = CheckInEpisode.objects.filter(patient=patient, starts_on__lte=on, ends_on__gte=on)
    return episodes.filter(ended_early_at=None).order_by("-starts_on").first()


def _end(episode: CheckInEpisode, *, last_day: date, by: Actor, at: datetime) -> None:
    episode.ends_on, episode.ended_early_at = max(last_day, episode.starts_on), at
    episode.save(update_fields=["ends_on", "ended_early_at"])
    audit.record("check_ins_ended", by=by, subject=episode, at=at)
