"""Goal attainment scaling: words, levels over time, T beside them; and who may write of a goal."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from core.errors import DomainError
from core.ids import uuid7
from outcomes import selectors, services
from outcomes.models import GoalLevel, GoalScale, GoalWeek
from outcomes.rules.words import Capacity, Mode
from tests.factories.outcomes import (
    GoalFactory,
    GoalLevelFactory,
    GoalScaleFactory,
)
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db
TODAY, MONDAY = date(2026, 11, 20), date(2026, 11, 16)
WORDS = ("Stands up after 5 minutes", "Sits 10", "Sits 30", "Sits 45", "Sits through the hour")


def tell(goal, by, tick="yes", **changes):
    given = {"operation_id": uuid7(), "week_on": MONDAY, "mode": Mode.PHONE, "at": NOON, **changes}
    return services.save_goal_week(goal=goal, tick=tick, by=by, **given)


def scale(goal, by, **changes):
    return services.set_goal_scale(goal=goal, by=by, **{"words": WORDS, "at": NOON, **changes})


def line_of(patient, on=TODAY):
    return selectors.measures_page(patient, on=on).goals[0]


def test_a_scale_begins_at_its_start(pia_record, amara, audited):
    goal = GoalFactory(patient=pia_record)
    scale(goal, amara, importance=3, difficulty=2)
    line = line_of(pia_record).scale
    assert (line.weight, line.latest.level, line.latest.on) == (6, -1, TODAY)
    assert line.latest_words == "Sits 10"
    assert audited(pia_record) == ["goal_scale_set", "goal_level_recorded"]


def test_a_scale_is_reworded_until_a_later_level_rests_on_it(pia_record, amara):
    goal = GoalFactory(patient=pia_record)
    scale(goal, amara)
    scale(goal, amara, words=("A", "B", "C", "D", "E"))
    assert GoalScale.objects.get().expected == "C"
    assert GoalLevel.objects.count() == 1
    level(goal, amara, 1, NOON + timedelta(days=1))
    with pytest.raises(DomainError, match="Levels were chosen"):
        scale(goal, amara)
    assert GoalScale.objects.get().expected == "C"


def level(goal, by, number, at=NOON):
    return services.record_goal_level(
        goal=goal, level=number, true_on=goal.patient.today(at), mode=Mode.STAFF, by=by, at=at
    )


def test_a_level_is_kept_once_a_day_and_corrected_by_the_next(pia_record, amara):
    goal = GoalScaleFactory(goal__patient=pia_record).goal
    assert level(goal, amara, 0) == level(goal, amara, 0)
    level(goal, amara, 1, NOON + timedelta(hours=1))
    assert GoalLevel.objects.count() == 2
    assert [one.level for one in line_of(pia_record).scale.levels] == [1]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words": WORDS[:4]}, None),
        ({"words": ("A", "B", " ", "D", "E")}, "expected"),
        ({"words": ("A", "B", "B", "D", "E")}, "expected"),
        ({"importance": 4}, "importance"),
        ({"difficulty": 0}, "importance"),
        ({"start": 3}, "level"),
    ],
)
def test_a_scale_that_cannot_be_is_refused_whole(pia_record, amara, changes, field):
    with pytest.raises(DomainError) as refused:
        scale(GoalFactory(patient=pia_record), amara, **changes)
    assert (refused.value.field or None) == field
    assert not GoalScale.objects.exists()


def test_a_level_needs_a_scale_and_the_database_holds_the_range(pia_record, amara):
    goal = GoalFactory(patient=pia_record)
    with pytest.raises(DomainError, match="five outcomes first"):
        level(goal, amara, 0)
    with pytest.raises(IntegrityError), transaction.atomic():
        GoalLevelFactory(goal=goal, level=3)


def test_t_is_told_over_the_goals_that_have_levels(pia_record):
    """Weights 2, 1, 3 and levels 0, 1, 2 give 65.4; three goals at -1 with weight 1 start at 36.3."""
    for rank, (weight, latest) in enumerate([(2, 0), (1, 1), (3, 2)], start=1):
        goal = GoalFactory(patient=pia_record, rank=rank)
        GoalScaleFactory(goal=goal, importance=weight)
        GoalLevelFactory(goal=goal, level=-1)
        GoalLevelFactory(goal=goal, level=latest, true_on=TODAY)
    told = selectors.measures_page(pia_record, on=TODAY).attainment
    assert (round(told.now, 1), told.goals) == (Decimal("65.4"), 3)
    assert told.start < 50
    GoalScale.objects.update(importance=1)
    assert round(selectors.measures_page(pia_record, on=TODAY).attainment.start, 1) == Decimal("36.3")


def test_without_a_scale_there_is_no_t(pia_record):
    GoalFactory(patient=pia_record)
    assert selectors.measures_page(pia_record, on=TODAY).attainment is None


def test_other_clinics_and_closed_records_are_refused(pia_record, quin_record, amara, stranger):
    goal = GoalScaleFactory(goal__patient=pia_record).goal
    writes = [
        lambda by: tell(goal, by, mode=Mode.STAFF),
        lambda by: scale(goal, by),
        lambda by: level(goal, by, 0),
        lambda by: services.track_goal(goal=goal, capacity=Capacity.SIT, label="Sits", by=by, at=NOON),
    ]
    for write in writes:
        with pytest.raises(PermissionDenied):
            write(stranger)
    pia_record.closed_at, pia_record.closed_reason = NOON, "moved"
    pia_record.save()
    goal.refresh_from_db()
    for write in writes:
        with pytest.raises(DomainError, match="closed"):
            write(amara)
    assert not GoalWeek.objects.exists()
    assert not GoalLevel.objects.exists()
