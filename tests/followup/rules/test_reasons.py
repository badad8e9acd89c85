"""Facts into sentences, and who comes first."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.rules.reasons import Fact, ranked, reason_of, score_of
from followup.rules.words import ReasonCode as Code

TODAY = date(2026, 11, 21)


def fact(code: Code, days: int, **known) -> Fact:
    return Fact(code=code, source="1", since=TODAY - timedelta(days=days), **known)


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        (
            fact(Code.CHECKPOINT, 3, label="does sitting 60 min hold?"),
            "Checkpoint 3 days late: does sitting 60 min hold?",
        ),
        (fact(Code.CHECKPOINT, 1, label="does it hold?"), "Checkpoint 1 day late: does it hold?"),
        (fact(Code.CHECKPOINT, 0, label="does it hold?"), "Checkpoint due today: does it hold?"),
        (fact(Code.QUESTIONNAIRE, 9, label="PEG"), "PEG due since 12 Nov, not answered"),
        (fact(Code.QUESTIONNAIRE, 0, label="PEG"), "PEG due today, not answered"),
        (fact(Code.QUESTIONNAIRE, -3, label="PEG"), "PEG due 24 Nov, not answered"),
        (
            fact(Code.QUESTIONNAIRE, 9, label="PEG", cancelled="no_email"),
            "PEG due since 12 Nov, not answered; no mail went out: no e-mail address",
        ),
        (
            fact(Code.QUESTIONNAIRE, 9, label="PEG", closed=True),
            "PEG due since 12 Nov, not answered; its link has closed",
        ),
        (
            fact(Code.SILENT, 9, gap=Decimal("1.0"), hard=True),
            "Silent 9 days, usually daily, last was a hard day",
        ),
        (fact(Code.SILENT, 9, gap=Decimal("3.4")), "Silent 9 days, usually every 3 days"),
        (fact(Code.SILENT, 9), "Silent 9 days"),
        (fact(Code.SILENT, 5, started=False), "Has not started check-ins: 5 days so far"),
        (
            fact(Code.UNCERTAIN, 2, label="PEG"),
            "Reminder of 19 Nov may not have arrived: call or send again",
        ),
        (fact(Code.TASK, 0, label="Find a phone number."), "Find a phone number."),
        (
            fact(Code.TRIAGE, 0, label="Not ready: stabilise first: no phone"),
            "To be asked again: Not ready: stabilise first: no phone",
        ),
    ],
)
def test_a_reason_is_a_sentence(known, sentence):
    assert reason_of(known, today=TODAY).sentence == sentence


@pytest.mark.parametrize(("days", "clock"), [(-2, "due in 2 days"), (0, "due today"), (1, "1 day late")])
def test_a_clock_says_how_late(days, clock):
    assert reason_of(fact(Code.TASK, days), today=TODAY).clock == clock


@pytest.mark.parametrize(
    ("known", "score"),
    [
        (fact(Code.CHECKPOINT, 0), 10),
        (fact(Code.CHECKPOINT, 3), 40),
        (fact(Code.CHECKPOINT, 400), 310),
        (fact(Code.SILENT, 9), 60),
        (fact(Code.SILENT, 9, hard=True), 120),
        (fact(Code.QUESTIONNAIRE, 9), 40),
        (fact(Code.TASK, -5), 5),
        (fact(Code.TASK, 0, priority="urgent"), 40),
        (fact(Code.TASK, 0, priority="stat"), 200),
    ],
)
def test_the_place_is_risk_times_lateness(known, score):
    assert score_of(known, today=TODAY) == score


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (fact(Code.CHECKPOINT, 3), "a decision about the plan is owed, for 3 days"),
        (fact(Code.CHECKPOINT, -2), "a decision about the plan is owed"),
        (fact(Code.QUESTIONNAIRE, 1), "an answer is missing, for 1 day"),
        (fact(Code.SILENT, 9), "somebody who goes quiet may be doing badly, for 9 days"),
        (fact(Code.SILENT, 9, hard=True), "the last word was of a hard day, and then nothing, for 9 days"),
        (fact(Code.UNCERTAIN, 2), "a message may never have come, for 2 days"),
        (fact(Code.TASK, 400), "a task is open, for 30 days or more"),
        (fact(Code.TASK, 0, priority="urgent"), "an urgent task is open"),
        (fact(Code.TASK, 1, priority="stat"), "a task for right now is open, for 1 day"),
    ],
)
def test_a_row_says_why_it_is_first(known, words):
    assert reason_of(known, today=TODAY).why_first == words


def test_what_weighs_most_leads_the_row():
    facts = [fact(Code.QUESTIONNAIRE, 1), fact(Code.CHECKPOINT, 1), fact(Code.SILENT, 4, hard=True)]
    assert [r.fact.code for r in ranked(facts, today=TODAY)] == [
        Code.SILENT,
        Code.CHECKPOINT,
        Code.QUESTIONNAIRE,
    ]


FACTS = st.builds(
    Fact,
    code=st.sampled_from(Code),
    source=st.uuids().map(str),
    since=st.dates(date(2026, 1, 1), date(2027, 6, 1)),
    label=st.text(max_size=20),
    hard=st.booleans(),
    priority=st.sampled_from(["routine", "urgent", "stat"]),
    gap=st.none() | st.decimals(1, 30, places=1),
)


@given(FACTS, st.integers(1, 60))
def test_waiting_longer_never_lowers_a_place(known, days):
    earlier = replace(known, since=known.since - timedelta(days=days))
    assert score_of(earlier, today=TODAY) >= score_of(known, today=TODAY)


@given(st.lists(FACTS, max_size=8))
def test_ranking_loses_nobody_and_repeats_itself(facts):
    order = ranked(facts, today=TODAY)
    assert {r.fact for r in order} == set(facts)
    assert order == ranked(facts[::-1], today=TODAY)
    assert [r.score for r in order] == sorted((r.score for r in order), reverse=True)


@given(FACTS)
def test_every_reason_has_words(known):
    assert reason_of(replace(known, label="x"), today=TODAY).sentence
