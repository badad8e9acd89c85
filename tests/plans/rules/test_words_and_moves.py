"""Plain words, filled questions, which template fits, which state may follow, sheet and evidence."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import DomainError
from core.plain_words import banned_words_in
from outcomes.rules.words import Capacity
from plans.library import TEMPLATES
from plans.rules import moves
from plans.rules.asking import asked, doing, unasked
from plans.rules.checkpoint import Finding, FindingCode
from plans.rules.evidence import DayCounts, Evidence, EvidenceLine, from_snapshot, snapshot
from plans.rules.fit import fits
from plans.rules.plain import filled
from plans.rules.sheet import things_to_do
from plans.rules.words import CheckpointState, PlanStatus, StepStatus


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Degenerative changes, wear and tear.", ("degenerative", "wear and tear")),
        ("You must never bend.", ("never", "must")),
        ("The block failed.", ("failed",)),
        ("chronic Chronic", ("chronic",)),
        ("A musty acuter slippedness", ()),  # parts of other words
        ("Your back is strong.", ()),
    ],
)
def test_words_that_hurt_are_found_whole_and_once(text, found):
    assert banned_words_in(text) == found


def test_a_blank_without_a_value_stays_to_be_seen():
    assert filled("Can [name] [do]?", name="Pia", do="") == "Can Pia [do]?"


@pytest.mark.parametrize(
    ("capacity", "unit", "words"),
    [
        (Capacity.SIT, "minutes", "sit for 36 minutes"),
        (Capacity.STAND, "min", "stand for 36 min"),
        (Capacity.WALK, "blocks", "walk 36 blocks"),
        (Capacity.WALK, "hours", "walk for 36 hours"),
        (Capacity.SLEEP, "hours", "sleep 36 hours"),
        (Capacity.LIFT, "kg", "lift 36 kg"),
        (Capacity.OTHER, "pages", "reach 36 pages (reads)"),
    ],
)
def test_the_question_says_what_the_person_does(capacity, unit, words):
    assert doing(capacity, "Reads", Decimal("36.00"), unit) == words


@given(st.integers(1, 999))
def test_an_undone_question_has_its_blanks_again(value):
    words = {"do": f"sit for {value} minutes", "line": f"{value} minutes"}
    for text in ("Can Pia [do] with no flare?", "Is it [line] or more?"):
        assert unasked(asked(text, **words), **words) == text


@pytest.mark.parametrize(
    ("story", "first", "why"),
    [
        ("Left L5 nerve root, SLR positive, pain below the knee", "lumbar_radiculopathy", 3),
        ("Facet joints L4/5, worse standing, better sitting", "facet_blocks", 3),
        ("Widespread pain, sensitised, fatigue, unrefreshing sleep", "widespread_sensitised", 4),
        ("", "lumbar_radiculopathy", 0),
    ],
)
def test_the_template_with_most_reasons_comes_first(story, first, why):
    best, *others = fits(TEMPLATES.values(), story)
    assert best.template.key == first
    assert len(best.why) == why
    assert len(others) == 2


def test_a_sign_is_found_as_a_whole_word():
    assert all(fit.why == () for fit in fits(TEMPLATES.values(), "He alleges college"))


@pytest.mark.parametrize(
    ("check", "now", "to", "allowed"),
    [
        (moves.ensure_plan_can_become, PlanStatus.DRAFT, PlanStatus.SIGNED, True),
        (moves.ensure_plan_can_become, PlanStatus.CLOSED, PlanStatus.SIGNED, False),
        (moves.ensure_plan_can_become, PlanStatus.ABANDONED, PlanStatus.DRAFT, False),
        (moves.ensure_step_can_become, StepStatus.PLANNED, StepStatus.DELIVERED, True),
        (moves.ensure_step_can_become, StepStatus.DELIVERED, StepStatus.STARTED, False),
        (moves.ensure_step_can_become, StepStatus.NOT_DELIVERED, StepStatus.DELIVERED, True),
        (moves.ensure_checkpoint_can_become, CheckpointState.WAITING, CheckpointState.DECIDED, True),
        (moves.ensure_checkpoint_can_become, CheckpointState.DECIDED, CheckpointState.WAITING, False),
        (moves.ensure_checkpoint_can_become, CheckpointState.DRAFT, CheckpointState.DECIDED, False),
    ],
)
def test_a_state_follows_only_where_the_table_says(check, now, to, allowed):
    if allowed:
        check(now, to)
        return
    with pytest.raises(DomainError) as refused:
        check(now, to)
    assert refused.value.code == "illegal_move"


@pytest.mark.parametrize(
    ("check", "states"),
    [
        (moves.ensure_plan_can_become, PlanStatus),
        (moves.ensure_step_can_become, StepStatus),
        (moves.ensure_checkpoint_can_become, CheckpointState),
    ],
)
def test_nothing_becomes_what_it_is(check, states):
    for state in states:
        with pytest.raises(DomainError):
            check(state, state)


@given(st.lists(st.text(min_size=1, max_size=9), max_size=9))
def test_movement_and_sleep_are_among_at_most_five_lines(steps):
    lines = things_to_do(tuple(steps), "Walk.", "Sleep.")
    assert lines[-2:] == ("Walk.", "Sleep.")
    assert len(lines) <= 5


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (DayCounts(good=13, okay=17, hard=8, none=2), "38 of 40 days logged: 13 good, 17 okay, 8 hard."),
        (DayCounts(good=0, okay=0, hard=0, none=3), "0 of 3 days logged: 0 good, 0 okay, 0 hard."),
        (DayCounts(good=0, okay=0, hard=0, none=0), "The first day is not over yet."),
    ],
)
def test_days_carry_their_denominator(counts, sentence):
    assert counts.sentence == sentence


def test_evidence_is_kept_as_it_stood():
    evidence = Evidence(
        on=date(2026, 11, 22),
        question="Can Pia sit for 36 minutes?",
        finding=Finding(FindingCode.MET, "It is."),
        lines=(EvidenceLine("Days", "38 of 40 days logged"), EvidenceLine("PEG", "4.7", "Better", "better")),
    )
    assert from_snapshot(snapshot(evidence)) == evidence
