"""What keeps a plan unsigned: each stop by its code, and a whole plan that has none."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.rules.signing import (
    CheckpointFacts,
    PlanFacts,
    RedFlagFacts,
    StepFacts,
    Weight,
    signing_verdict,
)
from plans.rules.words import JudgedBy, StepKind

TODAY = date(2026, 11, 22)
STEP = StepFacts("s1", StepKind.THERAPY, "Sit and glide", "Sit with a timer.", paired=False)
POINT = CheckpointFacts(
    key="c1",
    due_on=TODAY + timedelta(days=21),
    question="Can Pia sit for 36 minutes?",
    judged_by=JudgedBy.MEASURE,
    has_measure=True,
    has_line=True,
    yes_branch="Go on.",
    no_branch="Test the hip.",
    not_delivered_branch="Fix the delivery.",
    is_first=True,
)
WHOLE = PlanFacts(
    on=TODAY,
    first_min_days=14,
    first_max_days=42,
    has_idea=True,
    has_goal=True,
    red_flags=RedFlagFacts(9, 9),
    sections={
        "what_is_going_on": "A nerve is sore.",
        "movement": "Walk 5 minutes.",
        "sleep": "Same time each day.",
        "flare_day_1": "Do half.",
        "flare_day_2": "Still half.",
        "flare_day_3": "Add a little.",
    },
    steps=(STEP,),
    checkpoints=(POINT,),
)


def with_point(**changes):
    return replace(WHOLE, checkpoints=(replace(POINT, **changes),))


def with_step(**changes):
    return replace(WHOLE, steps=(replace(STEP, **changes),))


def test_a_whole_plan_may_be_signed():
    verdict = signing_verdict(WHOLE)
    assert verdict.may_sign
    assert verdict.items == ()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (replace(WHOLE, has_idea=False), "no_idea"),
        (replace(WHOLE, has_goal=False), "no_goal"),
        (replace(WHOLE, steps=()), "no_steps"),
        (with_step(plain=" "), "no_plain"),
        (replace(WHOLE, checkpoints=()), "no_checkpoint"),
        (with_point(question=""), "no_question"),
        (with_point(has_measure=False), "no_measure"),
        (with_point(has_line=False), "no_line"),
        (with_point(yes_branch=""), "no_yes_branch"),
        (with_point(no_branch=" "), "no_no_branch"),
        (with_point(not_delivered_branch=""), "no_not_delivered_branch"),
        (with_point(due_on=None), "no_date"),
        (with_point(due_on=TODAY + timedelta(days=13)), "date_out_of_range"),
        (with_point(due_on=TODAY + timedelta(days=43)), "date_out_of_range"),
        (replace(WHOLE, red_flags=RedFlagFacts(8, 9)), "red_flags_open"),
        (replace(WHOLE, red_flags=RedFlagFacts(9, 9, ("Foot drop",))), "red_flag_positive"),
    ],
)
def test_what_is_missing_stops_with_a_sentence_that_leads_to_it(facts, code):
    verdict = signing_verdict(facts)
    assert [stop.code for stop in verdict.stops] == [code]
    assert verdict.stops[0].sentence.endswith(".")
    assert verdict.stops[0].anchor
    assert not verdict.may_sign


def test_the_sentence_names_the_step_of_its_checkpoint():
    point = replace(POINT, has_line=False, step_title="Sit and glide")
    (stop,) = signing_verdict(replace(WHOLE, checkpoints=(point,))).stops
    assert stop.sentence == "Sit and glide: give the checkpoint a number to reach."


@pytest.mark.parametrize("section", sorted(WHOLE.sections))
def test_every_section_must_be_filled(section):
    facts = replace(WHOLE, sections={**WHOLE.sections, section: "  "})
    assert [stop.code for stop in signing_verdict(facts).stops] == [f"no_{section}"]


@pytest.mark.parametrize("days", [14, 28, 42])
def test_the_first_checkpoint_falls_two_to_six_weeks_on(days):
    assert signing_verdict(with_point(due_on=TODAY + timedelta(days=days))).may_sign


def test_a_later_checkpoint_has_no_date_yet():
    later = replace(POINT, key="c2", due_on=None, is_first=False)
    assert signing_verdict(replace(WHOLE, checkpoints=(POINT, later))).may_sign


def test_a_block_needs_no_measure():
    assert signing_verdict(with_point(judged_by=JudgedBy.BLOCK, has_measure=False)).may_sign


@pytest.mark.parametrize(("paired", "warnings"), [(False, ["lone_procedure"]), (True, [])])
def test_a_lone_procedure_warns_and_does_not_stop(paired, warnings):
    verdict = signing_verdict(with_step(kind=StepKind.PROCEDURE, paired=paired))
    assert [item.code for item in verdict.warnings] == warnings
    assert verdict.may_sign


def test_a_challenged_idea_warns_and_does_not_stop():
    verdict = signing_verdict(replace(WHOLE, idea_challenged=True))
    assert [item.code for item in verdict.warnings] == ["idea_challenged"]
    assert verdict.may_sign


def test_words_that_hurt_are_hinted_at_softly():
    verdict = signing_verdict(with_step(plain="Your disc is worn out."))
    assert verdict.may_sign
    assert [item.sentence for item in verdict.hints] == ["“worn out” → “stiff” for the patient?"]


@given(st.sets(st.sampled_from(sorted(WHOLE.sections))), st.booleans(), st.booleans(), st.integers(0, 60))
def test_it_may_be_signed_exactly_when_nothing_stops_it(empty, has_idea, has_goal, days):
    facts = replace(
        with_point(due_on=TODAY + timedelta(days=days)),
        has_idea=has_idea,
        has_goal=has_goal,
        sections={name: "" if name in empty else text for name, text in WHOLE.sections.items()},
    )
    verdict = signing_verdict(facts)
    assert verdict.may_sign is (has_idea and has_goal and not empty and 14 <= days <= 42)
    assert [item.weight for item in verdict.items] == sorted(
        (item.weight for item in verdict.items), key=list(Weight).index
    )
