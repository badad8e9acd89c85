"""The one-page visit summary: what it needs before it is handed over, and what is only advice."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from intake.rules.summary import MOST_WORDS, OURS, SummaryText, lines_of, summary_verdict

VISIT = date(2026, 11, 26)
WHOLE = SummaryText(
    found="The nerve to your left leg is sore.",
    why_now="It calms when it has room.",
    do_now="Sit for ten minutes, then walk.\nLie on your right side at night.",
    next_steps="We try an injection beside the nerve.",
    measured="How long you sit: now 20 minutes.",
    next_check_on=VISIT + timedelta(weeks=3),
)


def judged(grade=4.0, **changed):
    return summary_verdict(replace(WHOLE, **changed), visit_on=VISIT, grade=grade)


def test_a_whole_page_may_be_approved_and_needs_no_advice():
    assert judged().may_approve
    assert judged().advice == ()


@pytest.mark.parametrize("field", ["found", "do_now", "next_steps", "measured", "next_check_on"])
def test_what_is_missing_is_named_at_its_field(field):
    verdict = judged(**{field: None if field == "next_check_on" else "  "})
    assert [one.field for one in verdict.missing] == [field]
    assert not verdict.may_approve


def test_why_now_may_stay_empty():
    assert judged(why_now="").may_approve


@pytest.mark.parametrize("days", [0, -7])
def test_a_check_comes_after_the_visit(days):
    assert not judged(next_check_on=VISIT + timedelta(days=days)).may_approve


@pytest.mark.parametrize(("weeks", "is_advised"), [(1, True), (2, False), (6, False), (7, True)])
def test_two_to_six_weeks_is_advice(weeks, is_advised):
    verdict = judged(next_check_on=VISIT + timedelta(weeks=weeks))
    assert verdict.may_approve
    assert bool(verdict.advice) == is_advised


@pytest.mark.parametrize(
    ("changed", "grade", "named"),
    [
        ({"found": "The disc is degenerative."}, 4.0, "degenerative"),
        ({}, 9.2, "grade 9"),
        ({"found": "sore " * (MOST_WORDS + 1)}, 4.0, "fit on one page"),
        ({"do_now": "\n".join("abcdef")}, 4.0, "6 things to do"),
    ],
)
def test_advice_never_stands_in_the_way(changed, grade, named):
    verdict = judged(grade, **changed)
    assert verdict.may_approve
    assert any(named in words for words in verdict.advice)


def test_too_short_to_grade_gives_no_advice_on_it():
    assert judged(None).advice == ()


def test_lines_are_tidied():
    assert lines_of(" Walk. \n\n Rest. ") == ("Walk.", "Rest.")


def test_the_idea_in_our_own_words_is_not_yet_said_to_the_person():
    ideas = {WHOLE.found}
    assert summary_verdict(WHOLE, visit_on=VISIT, grade=5, ideas=ideas).advice[0] == OURS
    said = replace(WHOLE, found=f"{WHOLE.found} It is safe to move.")
    assert OURS not in summary_verdict(said, visit_on=VISIT, grade=5, ideas=ideas).advice
    assert OURS not in summary_verdict(replace(WHOLE, found=""), visit_on=VISIT, grade=5, ideas={""}).advice
