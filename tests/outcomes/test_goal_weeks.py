"""A goal week by week: replays, corrections, and what stands behind a number that was told (S28)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.errors import DomainError
from core.ids import uuid7
from outcomes import selectors, services
from outcomes.models import GoalWeek, Reading
from outcomes.rules.change import Change
from outcomes.rules.words import Direction, GoalTick, Mode, Protocol
from tests.factories.outcomes import (
    GoalFactory,
    GoalWeekFactory,
    MeasureFactory,
    ReadingFactory,
)
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db
TODAY, MONDAY = date(2026, 11, 20), date(2026, 11, 16)


def tell(goal, by, tick="yes", **changes):
    given = {"operation_id": uuid7(), "week_on": MONDAY, "mode": Mode.PHONE, "at": NOON, **changes}
    return services.save_goal_week(goal=goal, tick=tick, by=by, **given)


def line_of(patient, on=TODAY):
    return selectors.measures_page(patient, on=on).goals[0]


def test_a_week_is_told_and_a_resent_one_is_not_kept_twice(pia_record, herself, audited):
    goal, operation = GoalFactory(patient=pia_record), uuid7()
    first = tell(goal, herself, operation_id=operation, value=Decimal(20))
    assert tell(goal, herself, operation_id=operation, value=Decimal(20)) == first
    assert (first.recorded_by_id, first.mode) == (herself.user_id, Mode.PHONE)
    assert audited(pia_record) == ["goal_week_saved"]
    with pytest.raises(DomainError, match="with other answers"):
        tell(goal, herself, "no", operation_id=operation)
    assert GoalWeek.objects.count() == 1


def test_a_correction_counts_and_a_late_replay_does_not_undo_it(pia_record, herself):
    goal, operation = GoalFactory(patient=pia_record), uuid7()
    tell(goal, herself, "no", operation_id=operation)
    tell(goal, herself, "part", at=NOON + timedelta(hours=1))
    tell(goal, herself, "no", operation_id=operation, at=NOON + timedelta(hours=2))
    assert [week.tick for week in line_of(pia_record).weeks.told] == [GoalTick.PART]
    assert GoalWeek.objects.count() == 2


def test_a_number_of_the_week_is_a_value_of_the_measure_and_is_corrected_with_it(pia_record, herself):
    sits = MeasureFactory(patient=pia_record)
    goal = GoalFactory(patient=pia_record, measure=sits)
    tell(goal, herself, value=Decimal(20))
    tell(goal, herself, value=Decimal(25), at=NOON + timedelta(days=1))
    counting = Reading.objects.filter(erred_at=None)
    assert counting.values_list("value", "true_on", "mode").get() == (25, TODAY + timedelta(days=1), "phone")
    tell(goal, herself, at=NOON + timedelta(days=2))
    assert not counting.exists()
    assert Reading.objects.filter(erred_reason="corrected in the weekly look").count() == 2


def test_last_weeks_number_is_true_on_its_sunday(pia_record, herself):
    goal = GoalFactory(patient=pia_record, measure=MeasureFactory(patient=pia_record))
    tell(goal, herself, week_on=MONDAY - timedelta(days=7), value=Decimal(20))
    assert Reading.objects.get().true_on == MONDAY - timedelta(days=1)


def test_a_told_number_is_no_result_of_a_test(pia_record, herself):
    walk = MeasureFactory(patient=pia_record, unit="m", test="six-minute-walk", test_version="1")
    goal = GoalFactory(patient=pia_record, measure=walk, unit="m", target=Decimal(400))
    assert tell(goal, herself, value=Decimal(350)).value == 350
    assert not Reading.objects.exists()
    assert line_of(pia_record).latest.value == 350


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"tick": "maybe"}, "tick"),
        ({"week_on": TODAY}, "week_on"),
        ({"week_on": MONDAY + timedelta(days=7)}, "week_on"),
        ({"week_on": MONDAY - timedelta(days=14)}, "week_on"),
        ({"value": Decimal(-1)}, "value"),
        ({"value": Decimal(2000)}, "value"),
    ],
)
def test_a_week_that_cannot_be_is_refused(pia_record, herself, changes, field):
    with pytest.raises(DomainError) as refused:
        tell(GoalFactory(patient=pia_record), herself, **{"tick": "yes", **changes})
    assert refused.value.field == field
    assert not GoalWeek.objects.exists()


def test_staff_may_tell_any_week_that_was(pia_record, amara):
    week = tell(GoalFactory(patient=pia_record), amara, week_on=MONDAY - timedelta(days=70), mode=Mode.PAPER)
    assert (week.mode, week.recorded_by_id) == (Mode.PAPER, amara.user_id)


def test_a_week_in_error_takes_its_number_along(pia_record, herself, amara):
    goal = GoalFactory(patient=pia_record, measure=MeasureFactory(patient=pia_record))
    week = tell(goal, herself, value=Decimal(20))
    services.enter_in_error(row=week, reason="another person's", by=amara, at=NOON)
    assert not Reading.objects.filter(erred_at=None).exists()
    assert line_of(pia_record).weeks.told == ()


def test_a_goal_stands_between_its_start_and_its_target(pia_record):
    goal = GoalFactory(patient=pia_record, baseline=Decimal(10), baseline_on=date(2026, 10, 5))
    GoalWeekFactory(goal=goal, week_on=MONDAY - timedelta(days=7), value=Decimal(25), tick=GoalTick.PART)
    GoalWeekFactory(goal=goal, week_on=MONDAY)
    line = line_of(pia_record)
    assert (line.latest.value, line.latest.on) == (25, MONDAY - timedelta(days=1))
    assert line.verdict.code == Change.CLEAR_SHIFT_BETTER
    assert line.verdict.sentence == "Clear shift, better: from 10 to 25 minutes, 150.0 percent more."
    assert not line.is_reached
    assert line.weeks.by_tick == {"yes": 1, "part": 1, "no": 0}


@pytest.mark.parametrize(
    ("start", "target", "told", "is_reached", "code"),
    [
        ("6", "2", "2", True, Change.CLEAR_SHIFT_BETTER),
        ("6", "2", "7", False, Change.NO_CLEAR_CHANGE),
        ("10", "60", "60", True, Change.CLEAR_SHIFT_BETTER),
        ("10", "60", "12", False, Change.NO_CLEAR_CHANGE),
    ],
)
def test_down_is_better_for_a_goal_below_its_start(pia_record, start, target, told, is_reached, code):
    goal = GoalFactory(
        patient=pia_record,
        baseline=Decimal(start),
        target=Decimal(target),
        unit="times a night",
        baseline_on=date(2026, 10, 5),
    )
    GoalWeekFactory(goal=goal, value=Decimal(told))
    line = line_of(pia_record)
    assert (line.is_reached, line.verdict.code) == (is_reached, code)


def test_the_measures_direction_is_the_goals(pia_record):
    wakes = MeasureFactory(patient=pia_record, unit="times", direction=Direction.LOWER_IS_BETTER)
    GoalFactory(patient=pia_record, measure=wakes, target=Decimal(1), unit="times")
    ReadingFactory(measure=wakes, value=Decimal(3))
    assert not line_of(pia_record).is_reached


def test_a_goal_does_not_hold_a_timed_value_against_a_told_one(pia_record):
    """Told 60, then timed 20 and 30: the change is the one of the clock (S64)."""
    sits = MeasureFactory(patient=pia_record)
    GoalFactory(patient=pia_record, measure=sits)
    ReadingFactory(measure=sits, value=Decimal(60), true_on=TODAY - timedelta(days=30))
    for days, value in ((20, 20), (1, 30)):
        on = TODAY - timedelta(days=days)
        ReadingFactory(measure=sits, value=Decimal(value), true_on=on, protocol=Protocol.TIMED)
    verdict = line_of(pia_record).verdict
    assert (verdict.code, verdict.baseline.value) == (Change.CLEAR_SHIFT_BETTER, 20)


def test_a_goal_without_any_number_is_not_judged(pia_record):
    GoalFactory(patient=pia_record)
    line = line_of(pia_record)
    assert (line.latest, line.is_judged, line.is_reached) == (None, False, False)
    assert line.weeks.possible >= 1


def test_a_number_whose_reading_was_wrong_is_no_number_any_more(pia_record, herself, amara):
    goal = GoalFactory(patient=pia_record, measure=MeasureFactory(patient=pia_record))
    week = tell(goal, herself, value=Decimal(20))
    services.enter_in_error(row=week.reading, reason="another person's", by=amara, at=NOON)
    line = line_of(pia_record)
    assert line.latest is None
    assert [(told.tick, told.value) for told in line.weeks.told] == [("yes", None)]


def test_the_unit_stays_under_the_numbers_that_were_told_in_it(pia_record, herself, amara):
    goal = GoalFactory(patient=pia_record)
    tell(goal, herself)
    changed = {
        "patient": pia_record,
        "rank": 1,
        "words": "Walk",
        "target": Decimal(4),
        "by": amara,
        "at": NOON,
    }
    services.set_goal(unit="blocks", **changed)
    tell(goal, herself, value=Decimal(2), at=NOON + timedelta(hours=1))
    with pytest.raises(DomainError, match="numbers in blocks"):
        services.set_goal(unit="km", **changed)


def test_a_goal_that_a_test_counts_is_judged_by_the_figures_of_the_test(pia_record):
    """62 m matter for a back; 20 percent of 400 m would have called 65 m noise."""
    walk = MeasureFactory(patient=pia_record, unit="m", test="six-minute-walk", test_version="1")
    GoalFactory(
        patient=pia_record,
        measure=walk,
        unit="m",
        target=Decimal(500),
        baseline=Decimal(400),
        baseline_on=date(2026, 10, 5),
    )
    ReadingFactory(measure=walk, value=Decimal(465), protocol="test", true_on=TODAY)
    assert line_of(pia_record).verdict.code == Change.PROBABLY_BETTER
