"""Blocks of daily check-ins: begun by a plan, ended by another one or early."""

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
    days = int(people.policy(patient.clinic, "checkin_days", on=starts_on).value)
    episode = CheckInEpisode.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=days - 1),
        goal=goal,
        movement_unit=movement_unit,
        created_at=at,
    )
    # Somebody who never writes at all must be found quiet too.
    Pulse.objects.get_or_create(patient=patient, defaults={"clinic_id": patient.clinic_id, "updated_at": at})
    audit.record("check_ins_started", by=by, subject=episode, at=at)
    return episode


@transaction.atomic
def end_check_ins(*, patient: Patient, on: date, by: Actor, at: datetime) -> CheckInEpisode | None:
    """End the block that runs on a day, that day being its last. None when there is none."""
    ensure_may_write(by, patient)
    running = _running(patient, on)
    return _end(running, last_day=on, by=by, at=at) if running else None


def _running(patient: Patient, on: date) -> CheckInEpisode | None:
    episodes = CheckInEpisode.objects.filter(patient=patient, starts_on__lte=on, ends_on__gte=on)
    return episodes.filter(ended_early_at=None).order_by("-starts_on").first()


def _end(episode: CheckInEpisode, *, last_day: date, by: Actor, at: datetime) -> CheckInEpisode:
    episode.ends_on, episode.ended_early_at = max(last_day, episode.starts_on), at
    episode.save(update_fields=["ends_on", "ended_early_at"])
    audit.record("check_ins_ended", by=by, subject=episode, at=at)
    return episode
