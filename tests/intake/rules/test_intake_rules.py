"""The rules of the conversation: dates as said, topics, cards, signing."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.words import plain
from intake.rules.cards import CardConflict, CardState, card_words, ensure_seen, same
from intake.rules.fuzzy import read_date, read_length
from intake.rules.signing import SigningFacts, signing_verdict
from intake.rules.topics import Progress, Topic, TopicFacts, filled, state_of
from intake.rules.words import Precision


@pytest.mark.parametrize(
    ("said", "start", "precision"),
    [
        ("12 Mar 2024", date(2024, 3, 12), "day"),
        ("Mar 12, 2024", date(2024, 3, 12), "day"),
        ("2024-03-12", date(2024, 3, 12), "day"),
        ("3/12/2024", date(2024, 3, 12), "day"),
        ("29 Feb 2024", date(2024, 2, 29), "day"),
        ("29 Feb 2023", None, "unknown"),
        ("March 2024", date(2024, 3, 1), "month"),
        ("3/2024", date(2024, 3, 1), "month"),
        ("2024-03", date(2024, 3, 1), "month"),
        ("winter 2023", date(2023, 12, 1), "season"),
        ("Fall 2019", date(2019, 9, 1), "season"),
        ("harvest 2019", None, "unknown"),
        ("2019", date(2019, 1, 1), "year"),
        ("about 2019", date(2019, 1, 1), "about"),
        ("~ March 2024", date(2024, 3, 1), "about"),
        ("about six weeks", None, "unknown"),
        ("before the surgery", None, "unknown"),
        ("", None, "unknown"),
    ],
)
def test_dates_are_taken_as_said(said, start, precision):
    read = read_date(said)
    assert (read.starts_on, read.precision, read.words) == (start, precision, said)


@given(st.text(max_size=60))
def test_no_words_are_ever_rejected(said):
    assert read_date(said).words == " ".join(said.split())


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_every_day_written_out_comes_back(day):
    assert read_date(f"{day.day} {day:%B %Y}").starts_on == day


@pytest.mark.parametrize(
    ("said", "progress"),
    [(0, Progress.UNTOUCHED), (1, Progress.STARTED), (3, Progress.ENOUGH), (9, Progress.ENOUGH)],
)
def test_a_topic_says_how_far_it_got(said, progress):
    assert state_of(TopicFacts(Topic.GOALS, said, 3)).progress == progress


def test_zero_was_said_and_empty_was_not():
    assert filled("x", "", None, 0, Decimal(0)) == 3


READY = SigningFacts(9, 9, 1, True, 1, True)


def test_everything_there_may_be_signed():
    assert signing_verdict(READY).may_sign
    assert signing_verdict(READY).sentence == ""


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"flags_asked": 0}, "9 red-flag questions are not answered."),
        ({"flags_asked": 8}, "1 red-flag question is not answered."),
        ({"goals_with_a_number": 0}, "There is no goal with a number yet."),
        ({"has_peg": False}, "PEG is not complete: it needs all three answers."),
        ({"problems_with_a_place": 0}, "No pain problem says where it hurts."),
        ({"has_working_idea": False}, "There is no working idea yet."),
        ({"unfinished": ("Goal 2",)}, "Goal 2 is not whole yet: finish it or empty it."),
    ],
)
def test_each_thing_that_is_missing_is_said(changed, sentence):
    verdict = signing_verdict(SigningFacts(**{**READY.__dict__, **changed}))
    assert not verdict.may_sign
    assert verdict.sentence == sentence


def test_allergies_that_nobody_asked_about_are_said_and_stop_nobody():
    verdict = signing_verdict(SigningFacts(**{**READY.__dict__, "allergies_asked": False}))
    assert verdict.may_sign
    assert [one.sentence for one in verdict.unasked] == ["Nobody asked about allergies."]
    assert signing_verdict(READY).unasked == ()


@pytest.mark.parametrize(
    ("card", "anchor"),
    [("Goal 3", "goals"), ("PEG", "scores"), ("ODI", "scores"), ("Sits without stopping", "function")],
)
def test_an_unfinished_card_leads_to_its_section(card, anchor):
    facts = SigningFacts(**{**READY.__dict__, "unfinished": (card,)})
    assert signing_verdict(facts).missing[0].anchor == anchor


@pytest.mark.parametrize(
    ("slot", "values", "words"),
    [
        ("sit", {"value": "8", "unit": "minutes", "limiter": ""}, "8 minutes"),
        ("sit", {"value": "8", "unit": "minutes", "limiter": "leg"}, "8 minutes, stopped by leg"),
        ("goal-1", {"words": "Walk", "target": "20", "unit": "minutes"}, "Walk: 20 minutes"),
        ("goal-1", {"words": "Play 20 min", "target": "20", "unit": "minutes"}, "Play 20 min"),
        ("goal-1", {"words": "Walk 2 dogs", "target": "2", "unit": "km"}, "Walk 2 dogs: 2 km"),
        (
            "goal-1",
            {"words": "Walk", "target": "20", "unit": "minutes", "frequency": "daily", "baseline": "6"},
            "Walk: 20 minutes, daily, now 6",
        ),
    ],
)
def test_a_recorded_card_reads_as_one_line(slot, values, words):
    assert card_words(slot, CardState(values, is_recorded=True)) == words


values = st.dictionaries(st.sampled_from(["words", "target", "unit"]), st.text(max_size=3))


@given(values, values)
def test_a_card_is_written_over_only_by_who_saw_it_or_says_the_same(now, typed):
    current = CardState(now, is_recorded=True)
    ensure_seen(current, typed, current.seen)
    if same(now, typed):
        ensure_seen(current, typed, "older")
    else:
        with pytest.raises(CardConflict) as conflict:
            ensure_seen(current, typed, "older")
        assert conflict.value.theirs == now


@given(values)
def test_an_empty_field_and_an_absent_one_are_the_same_version(now):
    said = {name: text for name, text in now.items() if text}
    assert CardState(now, True).seen == CardState(said, False).seen


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (0, "0"),
        (20, "20"),
        (Decimal("20.00"), "20"),
        (Decimal("7.50"), "7.5"),
        (Decimal("1E+2"), "100"),
    ],
)
def test_numbers_are_written_as_typed(value, words):
    assert plain(value) == words


TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("said", "start", "precision"),
    [
        ("mar 24", date(2024, 3, 1), Precision.MONTH),
        ("6 weeks ago", date(2026, 10, 15), Precision.ABOUT),
        ("about a couple of months ago", date(2026, 9, 26), Precision.ABOUT),
        ("since 2019", date(2019, 1, 1), Precision.YEAR),
        ("last winter", date(2025, 12, 1), Precision.SEASON),
        ("in March", date(2026, 3, 1), Precision.MONTH),
        ("last year", date(2025, 1, 1), Precision.YEAR),
        ("yesterday", date(2026, 11, 25), Precision.DAY),
        ("before the surgery", None, Precision.UNKNOWN),
    ],
)
def test_a_date_that_counts_from_today(said, start, precision):
    read = read_date(said, today=TODAY)
    assert (read.starts_on, read.precision, read.words) == (start, precision, said)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("2 days only", 2),
        ("about six weeks", 42),
        ("nine months", 9 * 30.4375),
        ("2-3 months", 2 * 30.4375),
        ("half a day", 0.5),
        ("30 min", 30 / 1440),
        ("6wk", 42),
        ("a couple of weeks", 14),
    ],
)
def test_a_length_of_time(said, days):
    assert read_length(said).days == pytest.approx(days)


@pytest.mark.parametrize("said", ["", "forever", "8 visits", "3/2024", "not long"])
def test_no_length_was_said(said):
    assert read_length(said) is None
