"""A step's line: glyph, word, how far along."""

from datetime import date
from types import SimpleNamespace

import pytest

from chart.presenters.steps import step_row
from plans.rules.words import Decision, StepStatus

TODAY = date(2026, 11, 20)


def row_of(status: StepStatus, decision: Decision | None = None, **facts):
    usual = {
        "title": "Walk",
        "weeks": 6,
        "started_on": date(2026, 10, 13),
        "delivered_on": date(2026, 11, 1),
        "not_delivered_reason": "",
    }
    step = SimpleNamespace(status=status, **{**usual, **facts})
    return step_row(step, SimpleNamespace(decision_on=lambda _: decision), TODAY)


@pytest.mark.parametrize(
    ("status", "facts", "glyph", "note"),
    [
        (StepStatus.STARTED, {}, "●", "day 39 of 42"),
        (StepStatus.STARTED, {"weeks": None}, "●", "day 39"),
        (StepStatus.STARTED, {"weeks": 4}, "●", "planned end was 10 Nov"),
        (StepStatus.DELIVERED, {}, "✓", "delivered 1 Nov"),
        (StepStatus.NOT_DELIVERED, {"not_delivered_reason": "no ride"}, "–", "not delivered: no ride"),
        (StepStatus.PLANNED, {}, "○", "6 weeks"),
        (StepStatus.PLANNED, {"weeks": None}, "○", ""),
    ],
)
def test_each_state_has_its_sign_and_words(status, facts, glyph, note):
    row = row_of(status, **facts)
    assert (row.glyph, row.note) == (glyph, note)


def test_a_decision_is_said_beside_the_step():
    assert row_of(StepStatus.DELIVERED, Decision.CANNOT_TELL).note == "delivered 1 Nov · cannot tell yet"
