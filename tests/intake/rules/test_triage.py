"""Where somebody goes next: what a decision needs, and how the worklist says it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.rules.triage import Decision, Disposition, lacks, sentence_of

TODAY = date(2026, 11, 26)
D = Disposition


def fields(**said):
    return [one.field for one in lacks(Decision(**said), today=TODAY)]


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({"disposition": D.PROGRAMME}, []),
        ({"disposition": D.STABILISE}, ["reason", "recontact_on"]),
        ({"disposition": D.EMERGENCY, "reason": "sepsis?"}, ["recontact_on"]),
        ({"disposition": D.ELSEWHERE, "reason": "burns", "recontact_on": TODAY}, ["service"]),
        ({"disposition": D.STABILISE, "reason": "no phone", "recontact_on": TODAY}, []),
        (
            {"disposition": D.STABILISE, "reason": "x", "recontact_on": TODAY - timedelta(days=1)},
            ["recontact_on"],
        ),
        (
            {"disposition": D.STABILISE, "reason": "x", "recontact_on": TODAY + timedelta(days=367)},
            ["recontact_on"],
        ),
    ],
)
def test_what_a_decision_needs(said, missing):
    assert fields(**said) == missing


@given(st.sampled_from(list(D)), st.text(max_size=5), st.none() | st.dates())
def test_whoever_does_not_start_here_has_a_day(disposition, reason, day):
    decision = Decision(disposition, reason=reason, service="x", recontact_on=day)
    if not lacks(decision, today=TODAY) and disposition is not D.PROGRAMME:
        assert decision.recontact_on >= TODAY
        assert decision.reason.strip()


@pytest.mark.parametrize(
    ("decision", "sentence"),
    [
        (Decision(D.STABILISE, "sleeps in a car"), "Not ready: stabilise first: sleeps in a car"),
        (
            Decision(D.ELSEWHERE, "complex regional pain", "Hand clinic"),
            "Another centre or specialty (Hand clinic): complex regional pain",
        ),
        (Decision(D.PROGRAMME), "Our programme"),
    ],
)
def test_the_worklist_says_it_in_one_sentence(decision, sentence):
    assert sentence_of(decision) == sentence
