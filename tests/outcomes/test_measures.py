"""What the person can do, each value of it, and the goals that rest on it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from core.errors import DomainError
from outcomes import services
from outcomes.models import Goal, Measure, Reading
from outcomes.rules.words import Capacity, Direction, GoalStatus, Mode
from tests.factories.outcomes import GoalFactory, MeasureFactory
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def track(patient, by, **changes):
    given = {"capacity": Capacity.SIT, "label": "Sits", "unit": "minutes", "at": NOON, **changes}
    return services.set_measure(patient=patient, by=by, **given)


def read(measure, by, value="20", **changes):
    given = {"value": Decimal(value), "true_on": TODAY, "mode": Mode.STAFF, "at": NOON, **changes}
    return services.record_reading(measure=measure, by=by, **given)


def set_goal(patient, by, rank=1, **changes):
    given = {
        "words": "Sit through a meeting",
        "target": Decimal(60),
        "unit": "minutes",
        "at": NOON,
        **changes,
    }
    return services.set_goal(patient=patient, rank=rank, by=by, **given)


def ranks() -> dict[str, int]:
    return dict(Goal.objects.filter(status=GoalStatus.ACTIVE).values_list("words", "rank"))


def test_a_capacity_is_tracked_once_and_reworded_in_place(pia_record, amara, audited):
    first = track(pia_record, amara, limiter="left leg")
    again = track(pia_record, amara, limiter="left foot", sensitive=True)
    assert first == again
    kept = Measure.objects.get()
    assert (kept.limiter, kept.sensitive) == ("left foot", True)
    assert audited(pia_record) == ["measure_set", "measure_set"]


def test_a_measure_is_renamed_but_not_into_another(pia_record, amara):
    sits, stands = track(pia_record, amara), track(pia_record, amara, label="Sits in the car")
    renamed = track(pia_record, amara, measure=stands, label="Drives", direction=Direction.LOWER_IS_BETTER)
    assert renamed.pk == stands.pk
    with pytest.raises(DomainError, match="tracked already"):
        track(pia_record, amara, measure=renamed, label=sits.label)


def test_the_unit_stays_under_its_values(pia_record, amara):
    sits = track(pia_record, amara)
    track(pia_record, amara, unit="hours")
    read(sits, amara, "2")
    with pytest.raises(DomainError, match="values in"):
        track(pia_record, amara, unit="kg")


@pytest.mark.parametrize("changes", [{"label": " "}, {"unit": ""}])
def test_a_measure_needs_its_words(pia_record, amara, changes):
    with pytest.raises(DomainError, match="needed"):
        track(pia_record, amara, **changes)


def test_a_value_is_kept_and_a_resent_one_is_not_kept_twice(pia_record, amara, audited):
    sits = MeasureFactory(patient=pia_record)
    first = read(sits, amara)
    assert read(sits, amara) == first
    read(sits, amara, "25")
    assert [reading.value for reading in Reading.objects.order_by("recorded_at", "id")] == [20, 25]
    assert audited(pia_record) == ["reading_recorded"] * 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"value": "1441"}, "value"),
        ({"value": "-1"}, "value"),
        ({"true_on": TODAY + timedelta(days=1)}, "true_on"),
        ({"true_on": date(1900, 1, 1)}, "true_on"),
    ],
)
def test_a_value_that_cannot_be_is_refused(pia_record, amara, changes, field):
    with pytest.raises(DomainError) as refused:
        read(MeasureFactory(patient=pia_record), amara, **changes)
    assert refused.value.field == field
    assert not Reading.objects.exists()


def test_a_measure_in_error_takes_no_values(pia_record, amara):
    sits = MeasureFactory(patient=pia_record, erred_at=NOON, erred_reason="wrong person")
    with pytest.raises(DomainError, match="entered in error"):
        read(sits, amara)


def test_a_goal_is_written_and_reworded_at_its_rank(pia_record, amara, audited):
    sits = MeasureFactory(patient=pia_record)
    goal = set_goal(pia_record, amara, measure=sits, baseline=Decimal(8), target_on=TODAY)
    again = set_goal(pia_record, amara, words="Sit through a film", frequency="once a week")
    assert goal == again
    assert ranks() == {"Sit through a film": 1}
    assert audited(pia_record) == ["goal_set", "goal_set"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rank": 4}, "rank"),
        ({"words": " "}, "words"),
        ({"unit": ""}, "unit"),
        ({"target": Decimal(-1)}, "target"),
        ({"target": Decimal(2000)}, "target"),
        ({"baseline": Decimal(-1)}, "baseline"),
        ({"target_on": TODAY - timedelta(days=1)}, "target_on"),
    ],
)
def test_a_goal_that_cannot_be_is_refused(pia_record, amara, changes, field):
    with pytest.raises(DomainError) as refused:
        set_goal(pia_record, amara, **changes)
    assert refused.value.field == field
    assert not Goal.objects.exists()


def test_a_goal_speaks_its_measures_unit(pia_record, quin_record, amara):
    with pytest.raises(DomainError, match="measured in minutes"):
        set_goal(
            pia_record, amara, measure=MeasureFactory(patient=pia_record), unit="hours", target=Decimal(1)
        )
    with pytest.raises(DomainError, match="somebody else"):
        set_goal(pia_record, amara, measure=MeasureFactory(patient=quin_record))


def test_promoting_changes_places(pia_record, amara):
    set_goal(pia_record, amara, 1, words="first")
    second = set_goal(pia_record, amara, 2, words="second")
    services.promote_goal(goal=second, by=amara, at=NOON)
    assert ranks() == {"second": 1, "first": 2}
    services.promote_goal(goal=second, by=amara, at=NOON)
    assert ranks() == {"second": 1, "first": 2}


def test_promoting_into_an_empty_place(pia_record, amara):
    third = set_goal(pia_record, amara, 3, words="third")
    services.promote_goal(goal=third, by=amara, at=NOON)
    assert ranks() == {"third": 2}


def test_a_goal_is_met_once(pia_record, amara):
    goal = set_goal(pia_record, amara)
    with pytest.raises(DomainError, match="met or left"):
        services.close_goal(goal=goal, status=GoalStatus.ACTIVE, by=amara, at=NOON)
    services.close_goal(goal=goal, status=GoalStatus.MET, by=amara, at=NOON)
    with pytest.raises(DomainError, match="closed already"):
        services.close_goal(goal=goal, status=GoalStatus.LEFT, by=amara, at=NOON)
    with pytest.raises(DomainError, match="closed already"):
        services.promote_goal(goal=goal, by=amara, at=NOON)
    assert set_goal(pia_record, amara) != goal


def test_other_clinics_and_closed_records_are_refused(pia_record, amara, stranger):
    goal = GoalFactory(patient=pia_record, rank=2)
    sits = MeasureFactory(patient=pia_record)
    writes = [
        lambda by: track(pia_record, by),
        lambda by: read(sits, by),
        lambda by: set_goal(pia_record, by),
        lambda by: services.promote_goal(goal=goal, by=by, at=NOON),
        lambda by: services.close_goal(goal=goal, status=GoalStatus.MET, by=by, at=NOON),
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
