"""What the storyboard marks of a plan: what took place, on the day it did."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from chart.selectors.storyboard import storyboard_of
from plans import services
from plans.rules.marks import MarkKind
from tests.factories.people import NOON
from tests.factories.plans import signed

TODAY = NOON.date()


@pytest.fixture
def marks(pia_record, maple, dr_amara, actor_of):
    def drawn():
        zone = ZoneInfo(maple.time_zone)
        board = storyboard_of(pia_record, clinic=maple, today=TODAY, zone=zone, reader=actor_of(dr_amara))
        return sorted((mark.on - TODAY, mark.kind) for mark in board.marks)

    return drawn


def test_marks_come_from_what_took_place(pia_record, dr_amara, actor_of, marks):
    plan, by = signed(pia_record, dr_amara), actor_of(dr_amara)
    procedure, rehab = plan.steps.get(position=2), plan.steps.get(position=3)
    services.start_step(step=procedure, on=TODAY, by=by, at=NOON)
    assert marks() == []  # booked is not done, and education draws no line
    day, later = timedelta(days=1), NOON + timedelta(days=2)
    services.deliver_step(step=procedure, on=TODAY + 2 * day, by=by, at=later)
    services.start_step(step=rehab, on=TODAY + day, by=by, at=later)
    assert marks() == [(day, MarkKind.THERAPY), (2 * day, MarkKind.PROCEDURE)]
