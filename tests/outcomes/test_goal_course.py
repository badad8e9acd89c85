"""How goals go: parts and counts, weeks, scales; and what stands behind a number that was told (S07, S28)."""

from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from core.errors import DomainError
from core.ids import uuid7
from outcomes import migrations, selectors, services
from outcomes.models import Goal, GoalLevel, GoalScale, GoalWeek, Measure, Reading
from outcomes.rules.change import Change
from outcomes.rules.frequency import Frequency
from outcomes.rules.goal_words import PAIN_ONLY
from outcomes.rules.words import Capacity, Direction, GoalStatus, GoalTick, Mode, Per
from tests.factories.outcomes import (
    GoalFactory,
    GoalLevelFactory,
    GoalScaleFactory,
    GoalWeekFactory,
    MeasureFactory,
    ReadingFactory,
)
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db
TODAY, MONDAY = date(2026, 11, 20), date(2026, 11, 16)
WORDS = ("Stands up after 5 minutes", "Sits 10", "Sits 30", "Sits 45", "Sits through the hour")


def set_goal(patient, by, rank=1, **changes):
    given = {
        "words": "Sit through a meeting",
        "target": Decimal(60),
        "unit": "minutes",
        "at": NOON,
        **changes,
    }
    return services.set_goal(patient=patient, rank=rank, by=by, **given)


def tell(goal, by, tick="yes", **changes):
    given = {"operation_id": uuid7(), "week_on": MONDAY, "mode": Mode.PHONE, "at": NOON, **changes}
    return services.save_goal_week(goal=goal, tick=tick, by=by, **given)


def scale(goal, by, **changes):
    return services.set_goal_scale(goal=goal, by=by, **{"words": WORDS, "at": NOON, **changes})


def line_of(patient, on=TODAY):
    return selectors.measures_page(patient, on=on).goals[0]


def counted() -> tuple:
    return Goal.objects.values_list("frequency", "times", "per").get()


# Parts


def test_the_parts_are_kept_and_the_words_verbatim(pia_record, amara):
    set_goal(
        pia_record,
        amara,
        words="  Sit at the table like everybody else ",
        activity="Sit at dinner",
        often=Frequency(3, Per.WEEK),
        condition="without a flare",
        baseline=Decimal(10),
        baseline_on=TODAY - timedelta(days=3),
        target_on=date(2027, 1, 31),
    )
    line = line_of(pia_record)
    assert line.words == "Sit at the table like everybody else"
    assert line.sentence == "Sit at dinner: 60 minutes, 3 times a week, without a flare, by 31 Jan 2027"
    assert (line.baseline, line.baseline_on) == (10, TODAY - timedelta(days=3))
    assert counted() == ("", 3, "week")


@pytest.mark.parametrize(
    ("said", "often", "kept"),
    [
        ("every morning", None, ("every morning", 1, "day")),
        ("when I can", None, ("when I can", None, "")),
        ("when I can", Frequency(2, Per.WEEK), ("when I can", 2, "week")),
        ("twice a week", Frequency(2, Per.WEEK), ("twice a week", 2, "week")),
        ("", None, ("", None, "")),
    ],
)
def test_a_frequency_is_counted_where_it_names_a_count(pia_record, amara, said, often, kept):
    set_goal(pia_record, amara, frequency=said, often=often)
    assert counted() == kept


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"frequency": "every day", "often": Frequency(3, Per.WEEK)}, "times"),
        ({"often": Frequency(25, Per.DAY)}, "times"),
        ({"baseline": Decimal(5), "baseline_on": TODAY + timedelta(days=1)}, "baseline_on"),
        ({"baseline": Decimal(5), "baseline_on": date(1900, 1, 1)}, "baseline_on"),
    ],
)
def test_parts_that_cannot_be_are_refused(pia_record, amara, changes, field):
    with pytest.raises(DomainError) as refused:
        set_goal(pia_record, amara, **changes)
    assert refused.value.field == field
    assert not Goal.objects.exists()


def test_a_page_that_does_not_ask_about_a_part_leaves_it(pia_record, amara):
    set_goal(pia_record, amara, activity="Sit", target_on=date(2027, 1, 31), baseline=Decimal(8))
    later = NOON + timedelta(days=9)
    kept = set_goal(pia_record, amara, words="Sit longer", baseline=Decimal(8), at=later)
    assert (kept.activity, kept.target_on, kept.baseline_on) == ("Sit", date(2027, 1, 31), TODAY)
    emptied = set_goal(pia_record, amara, activity="", target_on=None, baseline=None, at=later)
    assert (emptied.activity, emptied.target_on, emptied.baseline_on) == ("", None, None)


def test_a_new_baseline_is_dated_anew(pia_record, amara):
    set_goal(pia_record, amara, baseline=Decimal(8))
    later = NOON + timedelta(days=9)
    assert set_goal(pia_record, amara, baseline=Decimal(9), at=later).baseline_on == TODAY + timedelta(days=9)


def test_a_pain_score_is_kept_as_a_goal_and_advised_upon(pia_record, amara):
    set_goal(pia_record, amara, words="Pain down to 3", target=Decimal(3), unit="of 10")
    assert line_of(pia_record).advice == PAIN_ONLY


def test_frequencies_that_stood_there_are_counted_without_loss(pia_record):
    """The migration reads the count and leaves the words as they are."""
    for rank, said in ((1, "every morning"), (2, "3 times a week"), (3, "when the sun shines")):
        GoalFactory(patient=pia_record, rank=rank, frequency=said)
    name = next(Path(migrations.__file__).parent.glob("*_goals_as_measures.py")).stem
    import_module(f"outcomes.migrations.{name}").count_frequencies(apps, None)
    assert list(Goal.objects.order_by("rank").values_list("frequency", "times", "per")) == [
        ("every morning", 1, "day"),
        ("3 times a week", 3, "week"),
        ("when the sun shines", None, ""),
    ]


# From a goal to a measure


def test_a_goal_is_tracked_from_its_baseline_on(pia_record, amara, audited):
    goal = set_goal(pia_record, amara, baseline=Decimal(8), baseline_on=TODAY - timedelta(days=4))
    services.track_goal(goal=goal, capacity=Capacity.SIT, label="Sits in a meeting", by=amara, at=NOON)
    measure = Measure.objects.get()
    assert (measure.unit, measure.label, measure.goals.get()) == ("minutes", "Sits in a meeting", goal)
    assert Reading.objects.values_list("value", "true_on").get() == (8, TODAY - timedelta(days=4))
    assert audited(pia_record) == ["goal_set", "measure_set", "goal_tracked", "reading_recorded"]
    assert line_of(pia_record).is_tracked


def test_a_measure_with_values_gets_no_second_beginning(pia_record, amara):
    sits = MeasureFactory(patient=pia_record, label="Sits")
    ReadingFactory(measure=sits)
    goal = set_goal(pia_record, amara, baseline=Decimal(8))
    services.track_goal(goal=goal, capacity=Capacity.SIT, label="Sits", by=amara, at=NOON)
    assert Measure.objects.get() == sits
    assert Reading.objects.count() == 1


def test_a_closed_goal_is_not_tracked(pia_record, amara):
    goal = GoalFactory(patient=pia_record, status=GoalStatus.MET)
    with pytest.raises(DomainError, match="closed already"):
        services.track_goal(goal=goal, capacity=Capacity.SIT, label="Sits", by=amara, at=NOON)
    assert not Measure.objects.exists()


# Weeks


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


def test_a_goal_without_any_number_is_not_judged(pia_record):
    GoalFactory(patient=pia_record)
    line = line_of(pia_record)
    assert (line.latest, line.is_judged, line.is_reached) == (None, False, False)
    assert line.weeks.possible >= 1


# Scales


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


# Guards


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
