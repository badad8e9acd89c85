"""A block of check-ins: what it asks, changed, ended, and the weeks after it in which less is asked."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from core.errors import DomainError
from outcomes import services
from outcomes.links import running_episode
from outcomes.models import CheckInEpisode
from outcomes.rules.rhythm import Rhythm
from outcomes.rules.words import AcuteMedicine, MovementUnit
from people.services import set_policy
from tests.factories.outcomes import GoalFactory
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
HEADACHE = services.Asked(MovementUnit.STEPS, asks_headache=True, headache_medicine=AcuteMedicine.STRONG)


def start(patient, by, on=TODAY, at=NOON, **changes) -> CheckInEpisode:
    return services.start_check_ins(patient=patient, starts_on=on, by=by, at=at, **changes)


def test_after_six_weeks_it_asks_once_a_week_for_twelve(pia_record, amara):
    block = start(pia_record, amara)
    assert block.weekly_until == block.ends_on + timedelta(days=84)
    rhythms = [block.rhythm_on(TODAY + timedelta(days=n)) for n in (0, 41, 42, 125, 126)]
    assert rhythms == ["daily", "daily", "weekly", "weekly", "free"]
    assert running_episode(pia_record, block.weekly_until) == block
    assert running_episode(pia_record, block.weekly_until + timedelta(days=1)) is None


def test_a_clinic_may_ask_nothing_after_the_block(pia_record, amara, actor_of, boss_moss):
    set_policy(
        clinic=pia_record.clinic,
        key="checkin_weekly_days",
        value=Decimal(0),
        source="Our own",
        effective_from=date(2026, 1, 1),
        by=actor_of(boss_moss),
        at=NOON,
    )
    assert start(pia_record, amara).weekly_until is None


def test_what_is_asked_goes_on_in_the_next_block(pia_record, amara):
    start(pia_record, amara, asked=HEADACHE)
    block = start(pia_record, amara, on=TODAY + timedelta(days=42))
    assert (block.movement_unit, block.asks_headache, block.headache_medicine) == ("steps", True, "strong")


def test_what_is_asked_can_change_within_a_block(pia_record, quin_record, amara, audited):
    block, goal = start(pia_record, amara), GoalFactory(patient=pia_record)
    services.change_check_ins(episode=block, goal=goal, asked=HEADACHE, by=amara, at=NOON)
    block.refresh_from_db()
    assert (block.movement_unit, block.goal, block.ends_on) == ("steps", goal, TODAY + timedelta(days=41))
    assert audited(pia_record)[-1] == "check_ins_changed"
    other = GoalFactory(patient=quin_record)
    with pytest.raises(DomainError, match="somebody else"):
        services.change_check_ins(episode=block, goal=other, asked=HEADACHE, by=amara, at=NOON)


@pytest.mark.parametrize(("weekly", "rhythm"), [(True, Rhythm.WEEKLY), (False, Rhythm.FREE)])
def test_it_is_ended_before_its_time(pia_record, amara, audited, weekly, rhythm):
    block = start(pia_record, amara, on=TODAY - timedelta(days=7))
    services.end_check_ins(episode=block, weekly=weekly, by=amara, at=NOON)
    services.end_check_ins(episode=block, weekly=weekly, by=amara, at=NOON)
    block.refresh_from_db()
    assert block.ends_on == TODAY - timedelta(days=1)
    assert block.rhythm_on(TODAY) == rhythm
    assert audited(pia_record).count("check_ins_ended") == 1


def test_a_block_that_is_over_is_asked_less_still(pia_record, amara):
    block = start(pia_record, amara, on=TODAY - timedelta(days=60))
    services.end_check_ins(episode=block, weekly=False, by=amara, at=NOON)
    block.refresh_from_db()
    assert (block.ends_on, block.weekly_until) == (TODAY - timedelta(days=19), None)


def test_what_was_said_last_is_asked_by_a_block_that_is_begun_twice(pia_record, amara):
    """A plan was signed this morning; then somebody fills in the page of a new block."""
    block = start(pia_record, amara)
    assert start(pia_record, amara, asked=HEADACHE) == block
    block.refresh_from_db()
    assert (block.movement_unit, block.asks_headache) == ("steps", True)
    assert start(pia_record, amara) == block
    assert CheckInEpisode.objects.get().asks_headache


def test_a_block_that_a_newer_one_replaced_is_left_alone(pia_record, amara):
    old = start(pia_record, amara, on=TODAY - timedelta(days=7))
    start(pia_record, amara)
    with pytest.raises(DomainError, match="newer block"):
        services.end_check_ins(episode=old, weekly=True, by=amara, at=NOON)
    with pytest.raises(DomainError, match="newer block"):
        services.change_check_ins(episode=old, goal=None, asked=HEADACHE, by=amara, at=NOON)
    old.refresh_from_db()
    assert (old.weekly_until, old.asks_headache) == (None, False)


def test_another_clinic_changes_nothing(pia_record, amara, stranger):
    block = start(pia_record, amara)
    with pytest.raises(PermissionDenied):
        services.end_check_ins(episode=block, weekly=False, by=stranger, at=NOON)
    with pytest.raises(PermissionDenied):
        services.change_check_ins(episode=block, goal=None, asked=HEADACHE, by=stranger, at=NOON)
