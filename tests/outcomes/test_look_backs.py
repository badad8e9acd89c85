"""Look-backs on the real database: the days that are read, what is kept, and kept once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from core.errors import DomainError
from outcomes.models import Day, SavedLookBack
from outcomes.rules.look_back import (
    Anchor,
    Beside,
    Event,
    EventKind,
    LookBack,
    Numbers,
    Stretch,
    digest,
    look_back,
    snapshot,
)
from outcomes.rules.words import DayMark, GoalTick
from outcomes.selectors import anchor_days, hard_days, saved_look_backs
from outcomes.services import enter_in_error, save_look_back
from people.access import Actor
from people.models import Patient, Visit
from tests.factories.outcomes import DayFactory
from tests.factories.people import NOON, PatientFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 10, 20)
WHOLE = Stretch(ON - timedelta(days=42), ON + timedelta(days=13))
BESIDE = [Beside(date(2026, 10, 15), "Told: Long drive")]


def seen_of(patient: Patient) -> LookBack:
    event = Event(EventKind.FLARE, ON, "a flare began")
    return look_back(event, anchor_days(patient, WHOLE).series, Numbers(14, 28, 50))


def fill(patient: Patient) -> None:
    for offset in range(56):
        DayFactory(
            patient=patient,
            day=WHOLE.first + timedelta(days=offset),
            slept_minutes=(390, 420, 450, 435)[offset % 4] - (90 if offset >= 42 else 0),
        )


def save(patient: Patient, by, **changes) -> SavedLookBack:
    seen = seen_of(patient)
    given = {
        "event_key": "flare-1",
        "look_back": seen,
        "beside": BESIDE,
        "seen_digest": digest(snapshot(seen, BESIDE)),
        "visit": None,
        "at": NOON,
        **changes,
    }
    return save_look_back(patient=patient, by=by, **given)


def test_every_anchor_has_its_own_days_and_none_is_filled(pia_record, django_assert_num_queries):
    one, two, far = ON, ON + timedelta(days=1), WHOLE.last + timedelta(days=1)
    DayFactory(patient=pia_record, day=one, mark=DayMark.HARD, moved_minutes=0, goal_tick=GoalTick.PART)
    DayFactory(patient=pia_record, day=two, mark=None, device_steps=4200, device_slept_minutes=390)
    DayFactory(patient=pia_record, day=far, slept_minutes=400)
    DayFactory(patient=PatientFactory(clinic=pia_record.clinic), day=one, moved_minutes=99)
    with django_assert_num_queries(1):
        series = anchor_days(pia_record, WHOLE).series
    assert {anchor: days for anchor, days in series.items() if days} == {
        Anchor.MOVED: {one: 0.0},
        Anchor.MARK: {one: 3.0},
        Anchor.GOAL: {one: 50.0},
        Anchor.STEPS: {two: 4200.0},
        Anchor.DEVICE_SLEPT: {two: 6.5},
    }


def test_days_of_another_device_are_left_out_and_counted(pia_record):
    """A phone for three days, then a watch: what the watch counts is not held against the phone."""
    for offset, device in enumerate((1, 1, 1, 2, 2)):
        DayFactory(
            patient=pia_record,
            day=ON + timedelta(days=offset),
            device_steps=4000,
            steps_source=device,
            device_slept_minutes=400,
            sleep_source=2,
        )
    days = anchor_days(pia_record, WHOLE)
    assert list(days.series[Anchor.STEPS]) == [ON + timedelta(days=3), ON + timedelta(days=4)]
    assert len(days.series[Anchor.DEVICE_SLEPT]) == 5
    assert days.left_out == 3


def test_hard_days_are_the_persons_own(pia_record):
    for offset, mark in enumerate((DayMark.HARD, DayMark.GOOD, DayMark.HARD)):
        DayFactory(patient=pia_record, day=ON + timedelta(days=offset), mark=mark)
    assert hard_days(pia_record) == [ON, ON + timedelta(days=2)]


def test_what_was_seen_is_kept_whole_for_the_visit(pia_record, amara, dr_amara, audited):
    fill(pia_record)
    visit = Visit.objects.create(
        clinic=pia_record.clinic,
        patient=pia_record,
        kind="follow_up",
        starts_at=NOON,
        minutes=30,
        with_user=dr_amara,
    )
    row = save(pia_record, amara, visit=visit)
    assert (row.visit, row.event_kind, row.event_on) == (visit, EventKind.FLARE, ON)
    assert row.method == row.seen["method"]
    assert audited(pia_record) == ["look_back_saved"]
    (line,) = saved_look_backs(pia_record)
    assert [one.sentence for one in line.worth_asking] == [
        one.sentence for one in seen_of(pia_record).worth_asking
    ]
    assert line.worth_asking
    assert line.beside == ((date(2026, 10, 15), "Told: Long drive"),)
    assert (line.saved_by, line.visit_at) == ("Dr Amara Rao", NOON)


def test_days_that_come_in_later_change_nothing_in_it(pia_record, amara):
    fill(pia_record)
    kept = save(pia_record, amara).seen
    Day.objects.filter(patient=pia_record, day__gte=ON).update(slept_minutes=600)
    assert SavedLookBack.objects.get().seen == kept


def test_twice_is_once_and_another_day_is_another(pia_record, amara, audited):
    fill(pia_record)
    first = save(pia_record, amara)
    assert save(pia_record, amara, at=NOON + timedelta(hours=1)).pk == first.pk
    assert save(pia_record, amara, at=NOON + timedelta(days=1)).pk != first.pk
    assert audited(pia_record) == ["look_back_saved"] * 2


def test_numbers_that_nobody_saw_are_not_saved(pia_record, amara):
    fill(pia_record)
    old = digest(snapshot(seen_of(pia_record), BESIDE))
    Day.objects.filter(patient=pia_record, day=ON).update(slept_minutes=600)
    with pytest.raises(DomainError, match="Look again"):
        save(pia_record, amara, seen_digest=old)
    assert not SavedLookBack.objects.exists()


def test_one_in_error_leaves_the_list_and_may_be_saved_again(pia_record, amara):
    fill(pia_record)
    first = save(pia_record, amara)
    enter_in_error(row=first, reason="the wrong flare", by=amara, at=NOON)
    assert saved_look_backs(pia_record) == []
    assert save(pia_record, amara).pk != first.pk


def test_not_elsewhere_not_on_a_closed_record_not_for_anothers_visit(
    pia_record, quin_record, amara, stranger, dr_amara
):
    fill(pia_record)
    with pytest.raises(PermissionDenied):
        save(pia_record, stranger)
    with pytest.raises(PermissionDenied):
        save(pia_record, Actor.system(pia_record.clinic_id))
    visit = Visit.objects.create(
        clinic=quin_record.clinic,
        patient=quin_record,
        kind="follow_up",
        starts_at=NOON,
        minutes=30,
        with_user=dr_amara,
    )
    with pytest.raises(DomainError):
        save(pia_record, amara, visit=visit)
    pia_record.closed_at = NOON
    with pytest.raises(DomainError, match="closed"):
        save(pia_record, amara)
    assert not SavedLookBack.objects.exists()
