"""Dates of a checkpoint, what its number says, and what may be answered."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import DomainError
from plans.rules.checkpoint import (
    Answer,
    Delivery,
    FindingCode,
    Line,
    Timing,
    Value,
    delivery_of,
    ensure_may_answer,
    finding,
    needs_cosign,
    timing,
    window,
)
from plans.rules.words import CannotTellReason, Comparison, Decision, StepKind, StepStatus

DUE = date(2026, 11, 22)
SIGNED = date(2026, 11, 1)
SITS = Line("Sits without stopping", Decimal(36), "minutes", Comparison.AT_LEAST)


@pytest.mark.parametrize(
    ("days_from_due", "expected"),
    [
        (-4, Timing.EARLY),
        (-3, Timing.OPEN),
        (-1, Timing.OPEN),
        (0, Timing.DUE),
        (7, Timing.DUE),
        (8, Timing.LATE),
        (400, Timing.LATE),  # it never silently expires
    ],
)
def test_a_checkpoint_opens_three_days_before_and_is_late_after_seven(days_from_due, expected):
    days = window(DUE, opens_before=3, late_after=7)
    assert timing(days, on=DUE + timedelta(days=days_from_due)) is expected


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 30), st.integers(0, 30))
def test_a_window_is_in_order(due, before, after):
    days = window(due, opens_before=before, late_after=after)
    assert days.opens_on <= days.due_on < days.late_on


@pytest.mark.parametrize(
    ("comparison", "value", "code"),
    [
        (Comparison.AT_LEAST, "36", FindingCode.MET),
        (Comparison.AT_LEAST, "35.9", FindingCode.NOT_MET),
        (Comparison.MORE_THAN, "36", FindingCode.NOT_MET),
        (Comparison.MORE_THAN, "36.1", FindingCode.MET),
        (Comparison.AT_MOST, "36", FindingCode.MET),
        (Comparison.AT_MOST, "37", FindingCode.NOT_MET),
    ],
)
def test_the_number_is_held_against_its_line(comparison, value, code):
    line = Line("Sits", Decimal(36), "minutes", comparison)
    found = finding(line, Value(Decimal(value), DUE), since=SIGNED, delivery=Delivery())
    assert found.code is code


def test_the_sentence_holds_number_unit_date_and_line():
    found = finding(SITS, Value(Decimal(38), DUE), since=SIGNED, delivery=Delivery())
    assert found.sentence == (
        "Sits without stopping: 38 minutes on 22 Nov 2026, asked for at least 36 minutes."
        " The line is reached."
    )


@pytest.mark.parametrize("latest", [None, Value(Decimal(60), SIGNED), Value(Decimal(60), date(2026, 10, 1))])
def test_an_old_number_is_never_carried_forward(latest):
    found = finding(SITS, latest, since=SIGNED, delivery=Delivery())
    assert found.code is FindingCode.CANNOT_TELL
    assert found.sentence == "Sits without stopping: nothing recorded since 1 Nov 2026."


@given(st.decimals(0, 500, places=1))
def test_what_was_not_delivered_is_never_judged(value):
    blocked = Delivery("“TFESI” was not delivered (visit missed or cancelled)")
    found = finding(SITS, Value(value, DUE), since=SIGNED, delivery=blocked)
    assert found.code is FindingCode.CANNOT_TELL
    assert found.sentence.startswith("“TFESI” was not delivered")


@pytest.mark.parametrize(
    ("kind", "status", "blocked"),
    [
        (StepKind.PROCEDURE, StepStatus.STARTED, "“X” is not recorded as delivered"),
        (StepKind.PROCEDURE, StepStatus.DELIVERED, ""),
        (StepKind.PROCEDURE, StepStatus.NOT_DELIVERED, "“X” was not delivered (visit missed)"),
        (StepKind.THERAPY, StepStatus.PLANNED, "“X” is not recorded as started"),
        (StepKind.THERAPY, StepStatus.STARTED, ""),
        (StepKind.THERAPY, StepStatus.DELIVERED, ""),
    ],
)
def test_a_procedure_answers_once_it_took_place(kind, status, blocked):
    assert delivery_of("X", kind, status, "Visit missed").blocked == blocked


def answer(decision, **given):
    return Answer(Decision(decision), **given)


TELL = {"cannot_tell_reason": CannotTellReason.LIFE_EVENT}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (answer("challenged"), "reason_needed"),
        (answer("challenged", reason="  "), "reason_needed"),
        (answer("cannot_tell"), "cause_needed"),
        (answer("cannot_tell", **TELL), "date_needed"),
        (answer("cannot_tell", **TELL, new_date=DUE), "date_out_of_range"),
        (answer("cannot_tell", **TELL, new_date=DUE + timedelta(days=15)), "date_out_of_range"),
    ],
)
def test_an_answer_that_lacks_something_is_refused(given, code):
    with pytest.raises(DomainError) as refused:
        ensure_may_answer(given, on=DUE, max_days=14)
    assert refused.value.code == code
    assert refused.value.field


@pytest.mark.parametrize(
    "given",
    [
        answer("confirmed"),
        answer("challenged", reason="Hip turns hurt most."),
        answer("cannot_tell", **TELL, new_date=DUE + timedelta(days=1)),
        answer("cannot_tell", **TELL, new_date=DUE + timedelta(days=14)),
    ],
)
def test_a_whole_answer_is_allowed(given):
    ensure_may_answer(given, on=DUE, max_days=14)


@pytest.mark.parametrize(
    ("decision", "earlier", "needed"),
    [
        ("cannot_tell", [], False),
        ("cannot_tell", [Decision.CANNOT_TELL], True),
        ("cannot_tell", [Decision.CANNOT_TELL, Decision.CANNOT_TELL], True),
        ("confirmed", [Decision.CANNOT_TELL], False),
        ("challenged", [Decision.CANNOT_TELL], False),
    ],
)
def test_the_second_cannot_tell_needs_a_cosign(decision, earlier, needed):
    assert needs_cosign(answer(decision), earlier) is needed
