"""Two requests at the same moment: each outcome is one that taking turns could have had."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connections

from audit.models import Event
from core.errors import DomainError
from core.ids import uuid7
from outcomes import services
from outcomes.models import Ask, Day, DayEntry, Goal, GoalWeek, Measure, Reading, RedFlagAnswer
from outcomes.rules.goal_weeks import week_of
from outcomes.rules.words import DayMark, FlagAnswer, GoalTick, Mode
from people.models import Task
from tests.factories.outcomes import GoalFactory, ReadingFactory
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act: Callable[[], object], *, times: int = 4) -> list[object]:
    """Call `act` from several threads, each with a connection of its own, all let go together."""
    gate = Barrier(times)

    def call(_) -> object:
        gate.wait()
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(call, range(times)))


def test_one_operation_is_kept_once(pia_record, herself):
    operation = uuid7()
    saved = at_once(
        lambda: services.save_day(
            patient=pia_record,
            operation_id=operation,
            day=NOON.date(),
            mark=DayMark.GOOD,
            received_at=NOON,
            mode=Mode.PHONE,
            by=herself,
        )
    )
    assert sorted(one.is_replay for one in saved) == [False, True, True, True]
    assert Day.objects.count() == DayEntry.objects.count() == 1


def test_one_alarm_is_raised_once(pia_record, amara):
    at_once(
        lambda: services.answer_red_flag(
            patient=pia_record,
            flag="weakness",
            answer=FlagAnswer.YES,
            source=("intake.intake", "7"),
            by=amara,
            at=NOON,
        )
    )
    assert RedFlagAnswer.objects.count() == Task.objects.count() == 1


def test_one_place_is_held_by_one_goal(pia_record, amara):
    at_once(
        lambda: services.set_goal(
            patient=pia_record,
            rank=1,
            words="Walk",
            target=Decimal(20),
            unit="minutes",
            by=amara,
            at=NOON,
        )
    )
    assert Goal.objects.count() == 1


def test_one_source_asks_once(pia_record, amara):
    at_once(
        lambda: services.create_ask(
            patient=pia_record,
            instrument="peg",
            opens_at=NOON,
            due_on=NOON.date(),
            closes_at=NOON.replace(month=12),
            source=("plans.checkpoint", "c1"),
            by=amara,
            at=NOON,
        )
    )
    assert Ask.objects.count() == 1


def test_one_week_is_kept_once_and_a_series_begins_once(pia_record, herself, amara):
    goal, operation = GoalFactory(patient=pia_record), uuid7()
    at_once(
        lambda: services.save_goal_week(
            goal=goal,
            operation_id=operation,
            week_on=week_of(NOON.date()),
            tick=GoalTick.YES,
            mode=Mode.PHONE,
            by=herself,
            at=NOON,
        )
    )
    assert GoalWeek.objects.count() == 1
    at_once(
        lambda: services.record_test(
            patient=pia_record,
            test="chair-stand",
            value=Decimal(9),
            true_on=NOON.date(),
            mode=Mode.STAFF,
            by=amara,
            at=NOON,
        )
    )
    assert Measure.objects.count() == Reading.objects.count() == 1


def test_what_is_wrong_is_marked_once(pia_record, amara):
    reading = ReadingFactory(measure__patient=pia_record)

    def mark() -> str:
        try:
            services.enter_in_error(row=Reading.objects.get(pk=reading.pk), reason="Typo", by=amara, at=NOON)
        except DomainError as refused:
            return refused.code
        return "marked"

    assert Counter(at_once(mark)) == {"marked": 1, "already": 3}
    assert Event.objects.filter(action="entered_in_error").count() == 1
