"""The patient's day: sent twice, late, out of order, beside a device, and never invented."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from core.errors import DomainError
from core.ids import uuid7
from outcomes import services
from outcomes.models import CheckInEpisode, Day, DayEntry, Pulse
from outcomes.rules.words import DayMark, GoalTick, Mode, MovementUnit
from tests.factories.outcomes import GoalFactory
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)  # NOON is noon in New York, where Pia lives
YESTERDAY = TODAY - timedelta(days=1)


def save(patient, by, **changes):
    given = {
        "operation_id": uuid7(),
        "day": TODAY,
        "mark": DayMark.GOOD,
        "received_at": NOON,
        "mode": Mode.PHONE,
        **changes,
    }
    return services.save_day(patient=patient, by=by, **given)


def row(patient, day=TODAY) -> Day:
    return Day.objects.get(patient=patient, day=day)


def test_two_taps_are_enough_and_the_rest_is_not_said(pia_record, herself, audited):
    saved = save(pia_record, herself, mark=DayMark.HARD)
    day = row(pia_record)
    assert (saved.is_late, saved.is_replay) == (False, False)
    assert (day.mark, day.moved_minutes, day.slept_minutes, day.goal_tick) == (DayMark.HARD, None, None, "")
    assert audited(pia_record) == ["day_saved"]


def test_a_whole_day(pia_record, herself):
    save(pia_record, herself, moved_minutes=0, slept_minutes=420, goal_tick=GoalTick.PART)
    day = row(pia_record)
    assert (day.moved_minutes, day.slept_minutes, day.goal_tick) == (0, 420, GoalTick.PART)
    assert DayEntry.objects.get().body == {"mark": 1, "moved": 0, "slept": 420, "goal": "part"}


def test_steps_and_a_headache_are_kept_for_those_who_are_asked(pia_record, herself):
    save(pia_record, herself, moved_steps=4200, headache=0, headache_medicine=False)
    day = row(pia_record)
    assert (day.moved_steps, day.device_steps, day.moved_minutes) == (4200, None, None)
    assert (day.headache, day.headache_medicine) == (0, False)
    assert DayEntry.objects.get().body["headache"] == 0
    services.withdraw_day(patient=pia_record, day=TODAY, reason="wrong", by=herself, at=NOON)
    day = row(pia_record)
    assert (day.moved_steps, day.headache, day.headache_medicine) == (None, None, None)


def test_a_replay_changes_nothing_however_late(pia_record, herself, audited):
    operation = uuid7()
    save(pia_record, herself, operation_id=operation, mark=DayMark.GOOD)
    again = save(
        pia_record,
        herself,
        operation_id=operation,
        mark=DayMark.GOOD,
        received_at=NOON + timedelta(days=9),
    )
    assert again.is_replay
    assert again.day == TODAY
    assert row(pia_record).mark == DayMark.GOOD
    assert audited(pia_record) == ["day_saved"]


def test_the_same_operation_with_other_answers_is_refused(pia_record, herself):
    operation = uuid7()
    save(pia_record, herself, operation_id=operation, mark=DayMark.GOOD)
    for other in ({"mark": DayMark.HARD}, {"moved_minutes": 5}, {"day": YESTERDAY}):
        with pytest.raises(DomainError, match="saved already, with other answers"):
            save(pia_record, herself, operation_id=operation, **other)
    assert row(pia_record).mark == DayMark.GOOD


def test_the_last_saved_counts_not_the_last_arrived(pia_record, herself):
    save(pia_record, herself, mark=DayMark.OKAY, claimed_at=NOON - timedelta(hours=1))
    save(pia_record, herself, mark=DayMark.HARD, claimed_at=NOON - timedelta(hours=2))
    assert row(pia_record).mark == DayMark.OKAY
    assert DayEntry.objects.count() == 2


def test_what_was_left_out_the_second_time_is_not_said_any_more(pia_record, herself):
    save(pia_record, herself, slept_minutes=420)
    save(pia_record, herself, received_at=NOON + timedelta(minutes=1))
    assert row(pia_record).slept_minutes is None


def test_device_values_are_never_touched(pia_record, herself, maple):
    Day.objects.create(
        patient=pia_record,
        clinic=maple,
        day=TODAY,
        device_steps=5200,
        device_slept_minutes=400,
        mode=Mode.DEVICE,
        recorded_at=NOON,
    )
    save(pia_record, herself, moved_minutes=20)
    day = row(pia_record)
    assert (day.device_steps, day.device_slept_minutes, day.moved_minutes) == (5200, 400, 20)
    assert day.mode == Mode.PHONE


def test_yesterday_may_be_filled_and_is_flagged_late(pia_record, herself):
    assert save(pia_record, herself, day=YESTERDAY).is_late
    assert row(pia_record, YESTERDAY).is_late


def test_an_offline_phone_is_judged_by_when_it_saved(pia_record, herself):
    """Saved on the 10th, delivered on the 20th: not late, and not too late."""
    saved = save(pia_record, herself, day=date(2026, 11, 10), claimed_at=NOON - timedelta(days=10))
    assert not saved.is_late


def test_a_phone_may_not_fill_older_days_but_staff_may(pia_record, herself, amara):
    day = TODAY - timedelta(days=4)
    with pytest.raises(DomainError, match="closed now"):
        save(pia_record, herself, day=day)
    assert not DayEntry.objects.exists()
    save(pia_record, amara, day=day, mode=Mode.PAPER)
    assert row(pia_record, day).recorded_by_id == amara.user_id


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"mark": None}, "mark"),
        ({"mark": 4}, "mark"),
        ({"goal_tick": "maybe"}, "goal_tick"),
        ({"moved_steps": 120_001}, "moved_steps"),
        ({"headache": 4}, "headache"),
        ({"moved_minutes": 1441}, "moved_minutes"),
        ({"slept_minutes": -1}, "slept_minutes"),
        ({"moved_minutes": 800, "slept_minutes": 800}, "slept_minutes"),
        ({"day": TODAY + timedelta(days=1)}, "day"),
        ({"day": date(1983, 3, 11), "mode": Mode.PAPER}, "day"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(pia_record, herself, changes, field):
    with pytest.raises(DomainError) as refused:
        save(pia_record, herself, **changes)
    assert refused.value.field == field
    assert not Day.objects.exists()
    assert not DayEntry.objects.exists()


def test_today_is_the_patients_own(pia_record, herself):
    """At 03:00 UTC on the 21st it is still the 20th in New York."""
    night = datetime(2026, 11, 21, 3, tzinfo=UTC)
    assert not save(pia_record, herself, received_at=night).is_late
    with pytest.raises(DomainError, match="not come yet"):
        save(pia_record, herself, day=date(2026, 11, 21), received_at=night)


def test_the_pulse_knows_the_last_day_its_mark_and_the_usual_gap(pia_record, herself, amara):
    for offset in (8, 6, 4, 2):
        save(pia_record, amara, day=TODAY - timedelta(days=offset), mode=Mode.PAPER)
    save(pia_record, herself, day=TODAY, mark=DayMark.HARD)
    save(pia_record, herself, day=YESTERDAY, mark=DayMark.GOOD)
    pulse = Pulse.objects.get()
    assert (pulse.last_day, pulse.last_mark) == (TODAY, DayMark.HARD)
    assert pulse.usual_gap_days == Decimal(2)


def test_other_clinics_and_closed_records_are_refused(pia_record, amara, stranger):
    with pytest.raises(PermissionDenied):
        save(pia_record, stranger)
    pia_record.closed_at = NOON
    with pytest.raises(DomainError, match="closed"):
        save(pia_record, amara)


def start(patient, by, on=TODAY, **changes):
    return services.start_check_ins(patient=patient, starts_on=on, by=by, at=NOON, **changes)


def test_a_block_runs_six_weeks(pia_record, amara, audited):
    goal = GoalFactory(patient=pia_record)
    block = start(pia_record, amara, goal=goal, asked=services.Asked(MovementUnit.STEPS))
    assert (block.starts_on, block.ends_on) == (TODAY, TODAY + timedelta(days=41))
    assert start(pia_record, amara) == block
    assert Pulse.objects.get().last_day is None
    assert audited(pia_record) == ["check_ins_started"]


def test_a_new_block_ends_the_one_that_runs(pia_record, amara):
    first = start(pia_record, amara)
    start(pia_record, amara, on=TODAY + timedelta(days=7))
    first.refresh_from_db()
    assert (first.ends_on, first.weekly_until) == (TODAY + timedelta(days=6), None)
    assert CheckInEpisode.objects.count() == 2


def test_a_block_taken_back_is_gone_and_the_one_before_runs_on(pia_record, amara, audited):
    first, begun = start(pia_record, amara), NOON + timedelta(days=7)
    services.start_check_ins(patient=pia_record, starts_on=TODAY + timedelta(days=7), by=amara, at=begun)
    services.take_back_check_ins(patient=pia_record, begun_at=begun, by=amara, at=begun)
    assert CheckInEpisode.objects.get() == first
    first.refresh_from_db()
    assert (first.ends_on, first.ended_early_at) == (TODAY + timedelta(days=41), None)
    assert first.weekly_until == first.ends_on + timedelta(days=84)
    assert {"check_ins_taken_back", "check_ins_run_on"} <= set(audited(pia_record))


def test_another_persons_goal_is_refused(pia_record, quin_record, amara):
    with pytest.raises(DomainError, match="somebody else"):
        start(pia_record, amara, goal=GoalFactory(patient=quin_record))


def withdraw(patient, by, **changes):
    services.withdraw_day(
        patient=patient, by=by, **{"day": TODAY, "reason": "another Pia", "at": NOON, **changes}
    )


def test_a_wrong_day_is_taken_back_and_the_device_stays(pia_record, herself, amara, audited):
    operation = uuid7()
    save(pia_record, herself, day=YESTERDAY, mark=DayMark.OKAY)
    save(pia_record, herself, operation_id=operation, moved_minutes=20, goal_tick=GoalTick.YES)
    Day.objects.filter(day=TODAY).update(device_steps=5200)
    withdraw(pia_record, amara)
    day = row(pia_record)
    assert (day.mark, day.moved_minutes, day.goal_tick, day.device_steps) == (None, None, "", 5200)
    assert DayEntry.objects.get(operation_id=operation).erred_reason == "another Pia"
    assert (Pulse.objects.get().last_day, Pulse.objects.get().last_mark) == (YESTERDAY, DayMark.OKAY)
    assert audited(pia_record)[-1] == "day_withdrawn"
    same = {"moved_minutes": 20, "goal_tick": GoalTick.YES}
    assert save(pia_record, herself, operation_id=operation, **same).is_replay
    assert row(pia_record).mark is None


def test_after_a_wrong_day_the_right_one_counts_though_it_was_saved_before(pia_record, herself, amara):
    save(pia_record, herself, mark=DayMark.HARD)
    withdraw(pia_record, amara)
    save(pia_record, herself, mark=DayMark.OKAY, claimed_at=NOON - timedelta(hours=1))
    assert row(pia_record).mark == DayMark.OKAY


def test_the_only_day_is_taken_back(pia_record, herself, amara):
    save(pia_record, herself)
    withdraw(pia_record, amara)
    assert Pulse.objects.get().last_day is None


def test_taking_back_needs_a_day_a_reason_and_the_clinic(pia_record, herself, amara, stranger):
    with pytest.raises(DomainError, match="Nothing is kept"):
        withdraw(pia_record, amara)
    save(pia_record, herself)
    with pytest.raises(DomainError, match="what was wrong"):
        withdraw(pia_record, amara, reason=" ")
    with pytest.raises(PermissionDenied):
        withdraw(pia_record, stranger)


def test_a_block_that_begins_later_is_left_alone(pia_record, amara):
    later = start(pia_record, amara, on=TODAY + timedelta(days=7))
    start(pia_record, amara)
    later.refresh_from_db()
    assert later.ended_early_at is None
