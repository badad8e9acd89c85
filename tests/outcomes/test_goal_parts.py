"""A goal in its parts: words, counts, a dated baseline, and the measure that it becomes (S07, S28)."""

from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

from core.errors import DomainError
from outcomes import migrations, selectors, services
from outcomes.models import Goal, Measure, Reading
from outcomes.rules.frequency import Frequency
from outcomes.rules.goal_words import PAIN_ONLY
from outcomes.rules.words import Capacity, GoalStatus, Per
from tests.factories.outcomes import (
    GoalFactory,
    MeasureFactory,
    ReadingFactory,
)
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def set_goal(patient, by, rank=1, **changes):
    given = {
        "words": "Sit through a meeting",
        "target": Decimal(60),
        "unit": "minutes",
        "at": NOON,
        **changes,
    }
    return services.set_goal(patient=patient, rank=rank, by=by, **given)


def line_of(patient, on=TODAY):
    return selectors.measures_page(patient, on=on).goals[0]


def counted() -> tuple:
    return Goal.objects.values_list("frequency", "times", "per").get()


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
