"""A flare on the record (S73): one tap each, replays harmless, one at a time, corrected and never lost."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from core.errors import DomainError
from core.ids import uuid7
from outcomes import selectors, services
from outcomes.models import Flare
from outcomes.rules.words import FlareCause, FlareSeverity, Mode
from outcomes.services import FlareFacts
from people.models import Task
from people.services import close_record
from tests.factories.outcomes import FlareFactory
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
YESTERDAY = TODAY - timedelta(days=1)


def start(patient, by, **changes) -> Flare:
    given = {"operation_id": uuid7(), "started_on": TODAY, "mode": Mode.PHONE, "at": NOON, **changes}
    return services.start_flare(patient=patient, by=by, **given)


def end(patient, by, on=TODAY) -> Flare | None:
    return services.end_flare(patient=patient, ended_on=on, by=by, at=NOON)


def test_it_started_and_it_is_over(pia_record, herself, audited):
    flare = start(pia_record, herself)
    assert (flare.started_on, flare.ended_on, flare.severity, flare.cause) == (TODAY, None, "", "")
    assert selectors.running_flare(pia_record).id == flare.id
    assert end(pia_record, herself).ended_on == TODAY
    assert selectors.running_flare(pia_record) is None
    assert audited(pia_record) == ["flare_started", "task_opened", "flare_ended"]


def test_a_replay_and_a_second_tap_start_nothing_new(pia_record, herself):
    operation = uuid7()
    first = start(pia_record, herself, operation_id=operation)
    assert start(pia_record, herself, operation_id=operation) == first
    assert start(pia_record, herself) == first
    end(pia_record, herself)
    assert end(pia_record, herself) is None
    assert start(pia_record, herself, operation_id=operation) == first  # a tap that arrives late
    assert Flare.objects.count() == 1


def test_the_database_itself_keeps_one_running_flare(pia_record):
    FlareFactory(patient=pia_record)
    with pytest.raises(IntegrityError), transaction.atomic():
        FlareFactory(patient=pia_record)
    FlareFactory(patient=pia_record, erred_at=NOON)
    FlareFactory(patient=pia_record, ended_on=TODAY)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"started_on": TODAY + timedelta(days=1)}, "started_on"),
        ({"started_on": date(1900, 1, 1)}, "started_on"),
        ({"ended_on": YESTERDAY}, "ended_on"),
        ({"ended_on": TODAY + timedelta(days=1)}, "ended_on"),
        ({"severity": "terrible"}, "severity"),
        ({"cause": "the moon"}, "cause"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(pia_record, herself, changes, field):
    with pytest.raises(DomainError) as refused:
        start(pia_record, herself, **changes)
    assert refused.value.field == field
    assert not Flare.objects.exists()


def test_a_flare_cannot_end_before_it_began(pia_record, herself):
    start(pia_record, herself)
    with pytest.raises(DomainError, match="on or after"):
        end(pia_record, herself, on=YESTERDAY)
    assert Flare.objects.get().ended_on is None


@pytest.mark.parametrize(
    ("first", "last", "is_free"),
    [(-9, -8, True), (-9, -7, False), (-5, -4, False), (-7, -3, False), (-3, -2, False), (-2, -1, True)],
)
def test_two_flares_share_no_day(pia_record, amara, first, last, is_free):
    days = {n: TODAY + timedelta(days=n) for n in range(-9, 1)}
    FlareFactory(patient=pia_record, started_on=days[-7], ended_on=days[-3])
    given = {"started_on": days[first], "ended_on": days[last], "mode": Mode.STAFF}
    if is_free:
        start(pia_record, amara, **given)
    else:
        with pytest.raises(DomainError, match="share no day"):
            start(pia_record, amara, **given)
    assert Flare.objects.count() == 1 + is_free


def test_a_correction_keeps_what_was_there(pia_record, amara, audited):
    old = FlareFactory(patient=pia_record)
    facts = FlareFacts(YESTERDAY, TODAY, FlareSeverity.SEVERE, FlareCause.OTHER, "long drive")
    new = services.correct_flare(flare=old, facts=facts, mode=Mode.CALL, by=amara, at=NOON)
    old.refresh_from_db()
    assert (old.erred_reason, old.erred_by_id, old.started_on) == (
        "Corrected",
        amara.user_id,
        date(2026, 11, 18),
    )
    line = selectors.flares(pia_record)[0]
    assert (line.id, line.severity, line.cause_words, line.mode) == (new.id, "severe", "long drive", "call")
    assert audited(pia_record) == ["entered_in_error", "flare_started"]
    with pytest.raises(DomainError, match="already"):
        services.correct_flare(flare=old, facts=facts, mode=Mode.CALL, by=amara, at=NOON)


def test_a_correction_cannot_make_a_second_running_flare(pia_record, amara):
    FlareFactory(patient=pia_record)
    past = FlareFactory(patient=pia_record, started_on=date(2026, 11, 1), ended_on=date(2026, 11, 2))
    with pytest.raises(DomainError, match="still on"):
        services.correct_flare(
            flare=past, facts=FlareFacts(date(2026, 11, 1)), mode=Mode.STAFF, by=amara, at=NOON
        )
    past.refresh_from_db()
    assert past.erred_at is None


def test_what_was_wrong_is_marked_with_its_reason(pia_record, amara, audited):
    flare = FlareFactory(patient=pia_record)
    with pytest.raises(DomainError, match="Say what was wrong"):
        services.withdraw_flare(flare=flare, reason=" ", by=amara, at=NOON)
    services.withdraw_flare(flare=flare, reason="Another person", by=amara, at=NOON)
    assert selectors.flares(pia_record) == []
    assert audited(pia_record) == ["entered_in_error"]
    with pytest.raises(DomainError, match="already"):
        services.withdraw_flare(flare=flare, reason="Again", by=amara, at=NOON)


def test_a_flare_that_was_wrong_takes_its_call_along(pia_record, herself, amara):
    flare = start(pia_record, herself)
    assert Task.objects.get().status == "open"
    services.withdraw_flare(flare=flare, reason="A slip of the thumb", by=amara, at=NOON)
    assert Task.objects.get().status == "cancelled"


def test_what_staff_write_down_asks_nobody_to_call(pia_record, amara):
    start(pia_record, amara, mode=Mode.CALL)
    assert not Task.objects.exists()


@pytest.mark.parametrize("ended_on", [None, TODAY])
def test_staff_are_told_of_the_flare_that_is_there(pia_record, amara, ended_on):
    FlareFactory(patient=pia_record, ended_on=ended_on)
    with pytest.raises(DomainError, match="kept already from 18 Nov 2026"):
        start(pia_record, amara, mode=Mode.STAFF, severity=FlareSeverity.MILD)
    assert Flare.objects.get().ended_on == ended_on


def test_days_in_a_flare(pia_record):
    FlareFactory(patient=pia_record, started_on=date(2026, 11, 18))
    FlareFactory(patient=pia_record, started_on=date(2026, 11, 1), ended_on=date(2026, 11, 3))
    FlareFactory(patient=pia_record, started_on=date(2026, 11, 10), ended_on=TODAY, erred_at=NOON)
    found = selectors.flare_days(pia_record, first=date(2026, 11, 2), last=TODAY)
    assert sorted(day.day for day in found) == [2, 3, 18, 19, 20]
    running, past = selectors.flares(pia_record)
    assert (running.days(until=TODAY), past.days(until=TODAY)) == (3, 3)


def test_another_clinic_and_a_closed_record_write_nothing(pia_record, amara, stranger, herself):
    with pytest.raises(PermissionDenied):
        start(pia_record, stranger)
    close_record(patient=pia_record, reason="moved", by=amara, at=NOON)
    with pytest.raises(DomainError, match="closed"):
        start(pia_record, herself)
    assert not Flare.objects.exists()
