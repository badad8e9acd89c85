"""The order of the story, where it goes on, how a line reads, and when a record is overdue."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.rules.previsit import (
    TAKING_WORDS,
    Ending,
    MedicineLine,
    PageKind,
    StoryPage,
    TriedLine,
    Week,
    lines_with,
    lines_without,
    next_to_ask,
    signs_to_ask,
    story_pages,
)
from intake.rules.records import RecordFact, RecordState, is_overdue, records_sentence
from intake.rules.words import AccessReason, Ended, Taking
from outcomes.rules.red_flag_data import FLAGS

PAGES = story_pages(["weakness", "infection"], ["a1", "b2"])


def test_danger_comes_first_and_each_medicine_has_a_page():
    assert [page.slug for page in PAGES] == [
        "sign-weakness",
        "sign-infection",
        "wants",
        "good-day",
        "tried",
        "urgent",
        "where",
        "medicine-a1",
        "medicine-b2",
        "others",
        "week",
    ]


def test_self_harm_is_asked_where_somebody_watches():
    assert "self_harm" in signs_to_ask(FLAGS, self_harm=True)
    assert len(signs_to_ask(FLAGS, self_harm=False)) == len(FLAGS) - 1


def test_only_a_danger_sign_has_to_be_answered():
    assert {page.kind for page in PAGES if not page.may_skip} == {PageKind.SIGN}


@pytest.mark.parametrize(
    ("passed", "next_page"),
    [
        ([], "sign-weakness"),
        (["sign-weakness"], "sign-infection"),
        (["sign-weakness", "sign-infection", "good-day"], "wants"),
        (["not-a-page"], "sign-weakness"),
        ([page.slug for page in PAGES], None),
    ],
)
def test_it_goes_on_at_the_first_page_that_nobody_passed(passed, next_page):
    found = next_to_ask(PAGES, passed)
    assert (found.slug if found else None) == next_page


@given(st.lists(st.sampled_from([page.slug for page in PAGES])))
def test_whatever_order_pages_are_passed_in_the_story_ends(passed):
    seen = set(passed)
    while page := next_to_ask(PAGES, seen):
        assert page.slug not in seen
        seen.add(page.slug)
    assert seen == {page.slug for page in PAGES}


@pytest.mark.parametrize(
    ("ending", "ended", "reason"),
    [
        (Ending.NO_HELP, Ended.NO_BENEFIT, None),
        (Ending.WORE_OFF, Ended.WORE_OFF, None),
        (Ending.FELT_BAD, Ended.SIDE_EFFECT, None),
        (Ending.STILL, Ended.STILL_USING, None),
        (Ending.NOT_HERE, Ended.ACCESS, AccessReason.ACCESS),
        (Ending.TIMES, Ended.ACCESS, AccessReason.SCHEDULE),
        (Ending.COST, Ended.ACCESS, AccessReason.COST),
    ],
)
def test_each_ending_in_plain_words_has_its_clinical_word(ending, ended, reason):
    """“Did nothing” and “could not get it” are never the same (S13)."""
    assert (ending.ended, ending.access_reason) == (ended, reason)
    assert ending.label


def test_every_way_to_take_a_medicine_has_plain_words():
    assert set(TAKING_WORDS) == set(Taking)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (TriedLine("1", "PT"), "PT."),
        (TriedLine("1", "PT", "spring", "", "no_help"), "PT, spring. It did not help."),
        (TriedLine("1", "Shot", "", "2 days", ""), "Shot. Helped for: 2 days."),
        (MedicineLine("1", "Metformin", "as_prescribed"), "Metformin: Just as it says"),
        (
            MedicineLine("1", "Gel", "sometimes", "at night", "it smells"),
            "Gel: Only at times, at night (it smells)",
        ),
        (MedicineLine("1", "Gel"), "Gel"),
    ],
)
def test_a_line_reads_as_it_was_told(line, words):
    assert line.words == words


def test_a_week_says_only_what_was_said():
    assert Week(work="driver, 45 hours", sleep="5").lines == [("Work", "driver, 45 hours"), ("Sleep", "5")]


@given(st.lists(st.sampled_from("abc")))
def test_a_line_with_one_key_is_there_once(keys):
    lines: list[dict] = []
    for number, key in enumerate(keys):
        lines = lines_with(lines, {"key": key, "n": number})
    assert [one["key"] for one in lines] == list(dict.fromkeys(keys))
    assert lines_without(lines, "a") == [one for one in lines if one["key"] != "a"]


def test_a_page_without_a_key_is_its_kind():
    assert StoryPage(PageKind.WEEK).slug == "week"


ASKED = date(2026, 11, 1)


@pytest.mark.parametrize(("days", "late"), [(0, False), (14, False), (15, True)])
def test_a_record_is_overdue_after_the_days_not_on_them(days, late):
    assert is_overdue(ASKED, today=ASKED + timedelta(days=days), after_days=14) is late


NOTES = RecordFact("Notes", "River Practice", RecordState.CAME)
MRI = RecordFact("Imaging report (MRI)", "River Imaging", RecordState.ASKED)
NONE = RecordFact("Operation report", "Old Hospital", RecordState.NONE)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ([], ""),
        ([NOTES], "Records: 1 of 1 came."),
        (
            [NOTES, MRI],
            "Records: 1 of 2 came. Asked for: Imaging report (MRI) from River Imaging.",
        ),
        (
            [NONE, MRI],
            "Records: 0 of 2 came. Asked for: Imaging report (MRI) from River Imaging. "
            "None to be had: Operation report from Old Hospital.",
        ),
    ],
)
def test_the_intake_says_what_came(facts, sentence):
    assert records_sentence(facts) == sentence
