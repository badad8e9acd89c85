"""The story read back: their words as said, sides named, and nothing that was not said."""

import pytest

from core.plain_words import banned_words_in
from core.reading import flesch_kincaid
from intake.rules.read_back import (
    Story,
    ToldAttempt,
    ToldMedicine,
    ToldMove,
    ToldProblem,
    read_back,
)
from intake.rules.topics import Topic
from intake.rules.words import AccessReason, Effect, Ended, Side, Taking

WHOLE = Story(
    good_day="I walk the dog and cook.",
    good_day_frequency="Once a week",
    most_urgent="Sleep",
    problems=[
        ToldProblem(
            "Left buttock",
            Side.LEFT,
            "since winter 2023",
            areas=("left buttock", "left calf"),
            moves=(
                ToldMove(Effect.WORSE, "Sitting", "20 min"),
                ToldMove(Effect.BETTER, "leaning on a cart", delay="At once"),
                ToldMove(Effect.NONE, "clicking of the hip"),
            ),
        )
    ],
    abilities=["Walks: 10 minutes, stopped by leg pain"],
    attempts=[
        ToldAttempt("Epidural injection", "Mar 2024", 50, "2 days", Ended.WORE_OFF),
        ToldAttempt("PT", ended=Ended.ACCESS, access_reason=AccessReason.SCHEDULE),
    ],
    medicines=[ToldMedicine("Gabapentin", "300 mg", Taking.AVOIDS, "It makes me foggy")],
    goals=["Walk the dog: 20 minutes"],
    flags_no=9,
)


def sentences(story: Story) -> list[str]:
    return [sentence for part in read_back(story) for sentence in part.sentences]


def test_the_whole_story():
    assert sentences(WHOLE) == [
        "Most urgent to you: “Sleep”.",
        "A good day: “I walk the dog and cook”. That happens once a week.",
        "It hurts here: left buttock, on your left.",
        "On the map you marked: left buttock, left calf.",
        "It began: winter 2023.",
        "It gets worse with: sitting, 20 min.",
        "It gets better with: leaning on a cart; you feel it at once.",
        "It does not change with: clicking of the hip.",
        "Walks: 10 minutes, stopped by leg pain.",
        "Epidural injection (Mar 2024): it helped, then it wore off; it took away 50 percent of the pain;"
        " it helped for 2 days.",
        "PT: you could not get it (times or travel).",
        "Gabapentin, 300 mg: you would rather not take it, because “It makes me foggy”",
        "You said no to 9 signs that we asked about.",
        "Walk the dog: 20 minutes.",
    ]


def test_each_part_leads_to_its_topic():
    assert [part.topic for part in read_back(WHOLE)] == [
        Topic.STORY,
        Topic.WHERE,
        Topic.FUNCTION,
        Topic.TRIED,
        Topic.HEALTH,
        Topic.STORY,
        Topic.GOALS,
    ]


def test_nothing_charted_reads_nothing():
    assert read_back(Story()) == ()


@pytest.mark.parametrize(
    ("attempt", "said"),
    [
        (ToldAttempt("TENS", ended=Ended.NO_BENEFIT), "TENS: it did not help."),
        (ToldAttempt("TENS", ended=Ended.ACCESS), "TENS: you could not get it."),
        (
            ToldAttempt("TENS", ended=Ended.ACCESS, access_reason=AccessReason.COST),
            "TENS: you could not get it (money or cover).",
        ),
        (ToldAttempt("TENS", relief_percent=0), "TENS: it took away 0 percent of the pain."),
        (
            ToldAttempt("Gabapentin", "2023", ended=Ended.NO_BENEFIT, dose="300 tid x 6 wks"),
            "Gabapentin, 300 tid x 6 wks (2023): it did not help.",
        ),
        (ToldAttempt("TENS"), "TENS: how it ended was not said."),
        (ToldAttempt("TENS", helped_for="not at all"), "TENS: how long it helped: not at all."),
        (ToldAttempt("", ended=Ended.STILL_USING), "Something without a name: you still use it."),
    ],
)
def test_no_benefit_and_no_access_are_never_the_same(attempt, said):
    assert sentences(Story(attempts=[attempt])) == [said]


@pytest.mark.parametrize(
    ("story", "said"),
    [
        (Story(flags_no=1), ["You said no to one sign that we asked about."]),
        (
            Story(flags_yes=["Weakness or foot drop"], flags_no=8),
            [
                "You said yes to: weakness or foot drop.",
                "You said no to 8 signs that we asked about.",
            ],
        ),
        (Story(), []),
    ],
)
def test_a_sign_that_was_not_asked_is_not_a_no(story, said):
    assert sentences(story) == said


def test_capitals_that_mean_something_stay():
    assert sentences(Story(problems=[ToldProblem("L5 and SI joint")])) == ["It hurts here: L5 and SI joint."]


def test_our_own_words_are_plain():
    told = " ".join(sentences(WHOLE))
    assert flesch_kincaid(told) <= 6
    assert banned_words_in(told) == ()
