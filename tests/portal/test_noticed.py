"""What we noticed, in the patient's words: plain, true to the numbers, only what is good to hear (S78)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from core.plain_words import banned_words_in
from outcomes.rules.change import Change, ChangeVerdict, Point
from outcomes.rules.pattern import Pattern, PatternVerdict, Period, Told
from outcomes.rules.steady import Plateau
from outcomes.rules.wins import Win, WinKind
from outcomes.rules.words import DayMark, Direction
from outcomes.selectors import Noticed
from outcomes.selectors.noticed import Landing
from portal.noticed import noticed_lines
from tests.factories.outcomes import DayFactory, MeasureFactory, ReadingFactory, ScoreFactory
from tests.factories.people import NOON
from tests.harness.reading import grade

TODAY = date(2026, 11, 20)
LINES = reverse("portal:lines")


def told(key, title, unit, then, now, code):
    points = Point(date(2026, 6, 1), Decimal(then)), Point(TODAY, Decimal(now))
    given = (code, "", points[1], points[0], None, None, Direction.HIGHER_IS_BETTER, "clinical 9")
    return Told(key, title, unit, ChangeVerdict(*given))


def pattern(code):
    function = (
        told("m1", "Sits", "minutes", 8, 55, Change.CLEAR_SHIFT_BETTER),
        told("odi", "ODI", "%", 48, 32, Change.BETTER),
        told("ndi", "NDI", "of 50", 30, 20, Change.BETTER),
        told("m2", "Walks", "minutes", 10, 11, Change.NO_CLEAR_CHANGE),
    )
    pain = (told("nrs", "Pain now, 0 to 10", "of 10", 6, 6, Change.NO_CLEAR_CHANGE),)
    return PatternVerdict(code, Period(date(2026, 6, 1), TODAY), function, pain)


def win(kind, title, unit, value, before):
    return Win(kind, TODAY, title, unit, Decimal(value), Decimal(before), 6)


WINS = (
    win(WinKind.GOAL_REACHED, "Sits", "minutes", 60, 55),
    win(WinKind.NEW_BEST, "Walks", "minutes", 25, 20),
    win(WinKind.GOOD_NIGHTS, "asleep, by own word,", "hours", "7.5", "5.5"),
    win(WinKind.GOOD_DAYS, "Good days", "days", 4, 2),
)
LANDING = Landing("Sits", "minutes", Plateau(Decimal(30), date(2026, 10, 16), TODAY, 5))


def seen(code=None, wins=(), landings=()):
    return Noticed(pattern(code) if code else None, (), wins, landings, ())


@pytest.mark.parametrize(
    ("noticed", "line"),
    [
        (
            seen(Pattern.LIFE_WIDER),
            "You do more now, with about the same pain. Sits: 8 on 1 Jun, 55 minutes on 20 Nov."
            " Daily life with my back: 48 on 1 Jun, 32 % on 20 Nov.",
        ),
        (seen(wins=WINS[:1]), "You got to your goal on 20 Nov. Sits: 60 minutes."),
        (seen(wins=WINS[1:2]), "Walks: 25 minutes or better, two times in a row. Your best was 20."),
        (seen(wins=WINS[2:3]), "Two good nights in a row: 19 Nov and 20 Nov. You slept 7.5 hours or more."),
        (seen(wins=WINS[3:]), "4 good days in this last week. In the week before it was 2."),
        (seen(landings=(LANDING,)), "Sits: steady at about 30 minutes for 5 weeks."),
    ],
)
def test_each_is_a_sentence_with_its_numbers(noticed, line):
    assert noticed_lines(noticed) == [line]


def test_nothing_noticed_is_nothing_said():
    assert noticed_lines(seen()) == []


@pytest.mark.parametrize("code", Pattern)
def test_a_sixth_grader_can_read_it_and_no_word_hurts(code):
    text = " ".join(noticed_lines(seen(code, WINS, (LANDING,))))
    assert grade(text).is_plain, grade(text)
    assert banned_words_in(text) == ()


@pytest.fixture
def wider(pia_record):
    """Sitting rose while pain kept; two good nights; a private measure rose as well."""
    for label, sensitive in (("Sits", False), ("Private", True)):
        measure = MeasureFactory(patient=pia_record, label=label, sensitive=sensitive)
        for days, value in ((60, 8), (30, 20), (1, 40)):
            ReadingFactory(measure=measure, value=Decimal(value), true_on=TODAY - timedelta(days=days))
    for days in (60, 1):
        on = TODAY - timedelta(days=days)
        ScoreFactory(patient=pia_record, instrument="nrs", value=Decimal(6), true_on=on)
    for days, minutes in ((5, 300), (4, 330), (3, 430), (2, 450)):
        on = TODAY - timedelta(days=days)
        DayFactory(patient=pia_record, day=on, mark=DayMark.HARD, slept_minutes=minutes)


def test_the_page_says_it_before_any_line(as_pia, wider):
    with time_machine.travel(NOON, tick=False):
        page = as_pia.get(LINES).content.decode()
    assert "You do more now, with about the same pain. Sits: 8 on 21 Sep, 40 minutes on 19 Nov." in page
    assert "Two good nights in a row: 17 Nov and 18 Nov. You slept 7.2 hours or more." in page
    assert page.index("What we noticed") < page.index('<section class="line">')
    assert "Private" not in page


def test_a_turn_for_the_worse_is_not_put_on_a_phone(as_pia, pia_record):
    measure = MeasureFactory(patient=pia_record)
    for days, value in ((60, 40), (1, 8)):
        ReadingFactory(measure=measure, value=Decimal(value), true_on=TODAY - timedelta(days=days))
    with time_machine.travel(NOON, tick=False):
        assert "What we noticed" not in as_pia.get(LINES).content.decode()
