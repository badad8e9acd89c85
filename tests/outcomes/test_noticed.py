"""What the numbers show by rule, gathered from the database and put on the page (S78, S79)."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db.models import F
from django.urls import reverse

from outcomes import services
from outcomes.models import Answer
from outcomes.rules.change import Change
from outcomes.rules.pattern import Pattern
from outcomes.rules.wins import WinKind
from outcomes.rules.words import DayMark, Direction, Mode, Protocol
from outcomes.selectors import function_and_pain
from outcomes.selectors.noticed import noticed
from people.selectors import policies
from tests.factories.outcomes import DayFactory, GoalFactory, MeasureFactory, ReadingFactory, ScoreFactory
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def ago(days):
    return TODAY - timedelta(days=days)


def read(patient, *days_and_values, **given):
    measure = MeasureFactory(patient=patient, **{"label": "Sits", **given})
    for days, value in days_and_values:
        ReadingFactory(measure=measure, value=Decimal(value), true_on=ago(days))
    return measure


def scored(patient, key, *days_and_values):
    for days, value in days_and_values:
        ScoreFactory(patient=patient, instrument=key, value=Decimal(value), true_on=ago(days))


def seen(patient):
    return noticed(patient, on=TODAY, limits=policies(patient.clinic, on=TODAY))


def peg(patient, days, by, pain, life):
    """Entered whole, so that its pain item is there."""
    services.record_response(
        patient=patient,
        instrument="peg",
        answers={"pain": pain, "enjoyment": life, "activity": life},
        true_on=ago(days),
        mode=Mode.PAPER,
        by=by,
        at=NOON,
    )


def test_pegs_own_pain_item_tells_pain_apart_from_life(pia_record, amara):
    """PEG falls from 7.3 to 3.3, all of it by what pain stops: the pain item stays at 6."""
    read(pia_record, (60, 8), (1, 40))
    peg(pia_record, 60, amara, 6, 8)
    peg(pia_record, 1, amara, 6, 2)
    pattern = seen(pia_record).pattern
    assert pattern.code == Pattern.LIFE_WIDER
    assert [told.title for told in pattern.pain] == ["PEG, its pain item"]
    Answer.objects.filter(item="pain").delete()
    assert seen(pia_record).pattern.code == Pattern.BOTH


def test_a_peg_in_error_tells_nothing(pia_record, amara):
    read(pia_record, (60, 8), (1, 40))
    for days in (60, 1):
        peg(pia_record, days, amara, 6, 6)
    assert seen(pia_record).pattern
    for score in pia_record.scores.all():
        services.enter_in_error(row=score, reason="wrong chart", by=amara, at=NOON)
    assert seen(pia_record).pattern is None


def test_without_pain_there_is_no_pattern(pia_record):
    read(pia_record, (60, 8), (1, 40))
    assert seen(pia_record).pattern is None


def test_readings_in_error_and_of_the_future_are_not_read(pia_record):
    measure = read(pia_record, (60, 8), (-1, 99))
    ReadingFactory(measure=measure, true_on=ago(1), erred_at=NOON)
    (aim,) = function_and_pain(pia_record, on=TODAY).aims
    assert [point.value for point in aim.points] == [8]
    assert aim.points[0].value.as_tuple().exponent == -2  # as the database keeps it, never a float


def test_a_timed_best_is_not_held_against_what_was_told(pia_record):
    """Told 20, then timed 8, 40 and 41: the first two ways of asking are not compared."""
    measure = read(pia_record, (40, 20))
    for days, value in ((20, 8), (3, 40), (1, 41)):
        ReadingFactory(measure=measure, value=Decimal(value), true_on=ago(days), protocol=Protocol.TIMED)
    (aim,) = function_and_pain(pia_record, on=TODAY).aims
    assert [point.value for point in aim.points] == [8, 40, 41]


def test_a_told_value_does_not_hide_the_timed_best_of_its_day(pia_record):
    """Timed 60 and told 90 on one day; later timed 20, 40 and 41, which are no new best."""
    measure = read(pia_record)
    for days, value in ((40, 60), (20, 20), (3, 40), (1, 41)):
        ReadingFactory(measure=measure, value=Decimal(value), true_on=ago(days), protocol=Protocol.TIMED)
    later = NOON + timedelta(hours=1)
    ReadingFactory(measure=measure, value=Decimal(90), true_on=ago(40), recorded_at=later)
    (aim,) = function_and_pain(pia_record, on=TODAY).aims
    assert [point.value for point in aim.points] == [60, 20, 40, 41]
    assert seen(pia_record).wins == ()


def test_measures_that_were_tracked_at_one_moment_stay_apart(pia_record):
    first = read(pia_record, (40, 20), (3, 30))
    second = read(pia_record, (40, 5), (3, 6), label="Walks")
    assert first.created_at == second.created_at
    aims = function_and_pain(pia_record, on=TODAY).aims
    assert {aim.title: [point.value for point in aim.points] for aim in aims} == {
        "Sits": [20, 30],
        "Walks": [5, 6],
    }


def test_a_goal_reached_and_a_best_that_held_are_told_for_two_weeks(pia_record):
    measure = read(pia_record, (40, 20), (10, 55), (3, 60))
    GoalFactory(patient=pia_record, measure=measure, target=Decimal(60))
    assert [win.kind for win in seen(pia_record).wins] == [WinKind.GOAL_REACHED, WinKind.NEW_BEST]
    later = noticed(pia_record, on=TODAY + timedelta(days=11), limits=policies(pia_record.clinic, on=TODAY))
    assert later.wins == ()


def test_nights_by_own_word_are_asked_before_the_device(pia_record):
    for days, minutes in ((5, 300), (4, 330), (3, 430), (2, 450)):
        DayFactory(patient=pia_record, day=ago(days), device_slept_minutes=minutes)
    assert "by the device" in seen(pia_record).wins[0].sentence
    pia_record.days.update(slept_minutes=480)
    assert "by the device" in seen(pia_record).wins[0].sentence
    for days, minutes in ((5, 310), (4, 320), (3, 440), (2, 460)):
        pia_record.days.filter(day=ago(days)).update(slept_minutes=minutes)
    assert [win.sentence for win in seen(pia_record).wins] == [
        "Two good nights running: asleep, by own word, at least 7.3 hours on 17 Nov and 18 Nov 2026,"
        " after two of at most 5.3."
    ]


def half_a_year(patient, *, until=0):
    """Twenty minutes a day for three months, then thirty; every fifth day without a word."""
    for days in range(175, until, -1):
        if days % 5:
            moved = (20 if days > 88 else 30) + days % 3
            DayFactory(patient=patient, day=ago(days), mark=DayMark.OKAY, moved_minutes=moved)


def test_steps_typed_by_hand_are_a_series_of_their_own(pia_record):
    """S70: who moves in steps is noticed too, and apart from what a device counted."""
    half_a_year(pia_record)
    pia_record.days.update(moved_steps=F("moved_minutes") * 100, moved_minutes=None)
    (shift,) = seen(pia_record).shifts
    assert (shift.title, shift.verdict.code) == ("Steps, by own word", Change.CLEAR_SHIFT_BETTER)


def test_a_daily_series_shifts_by_its_weeks(pia_record):
    half_a_year(pia_record)
    (shift,) = seen(pia_record).shifts
    assert (shift.title, shift.verdict.code) == ("Moved, by own word", Change.CLEAR_SHIFT_BETTER)
    assert "25 of 25 weeks have a mean" in shift.verdict.sentence
    assert shift.is_clear


def test_a_few_weeks_are_too_soon_to_say(pia_record):
    half_a_year(pia_record, until=120)
    (shift,) = seen(pia_record).shifts
    assert shift.verdict.sentence.startswith("Too soon to say: 8 of 8 weeks have a mean")


def test_an_old_level_is_no_landing_of_today(pia_record):
    measure = read(pia_record, (120, 30), (100, 31), (80, 30))
    assert seen(pia_record).landings == ()
    ReadingFactory(measure=measure, value=Decimal(32), true_on=ago(40))
    (landing,) = seen(pia_record).landings
    assert (landing.plateau.weeks, landing.plateau.count) == (11, 4)


def test_what_has_just_moved_is_not_called_steady(pia_record):
    read(pia_record, (28, 50), (21, 52), (7, 60), (0, 62))
    assert [win.kind for win in seen(pia_record).wins] == [WinKind.NEW_BEST]
    assert seen(pia_record).landings == ()


def test_lower_may_be_better(pia_record):
    measure = read(pia_record, (40, 20), (10, 8), (3, 9), direction=Direction.LOWER_IS_BETTER)
    GoalFactory(patient=pia_record, measure=measure, target=Decimal(9))
    assert [win.kind for win in seen(pia_record).wins] == [WinKind.NEW_BEST, WinKind.GOAL_REACHED]


@pytest.fixture
def whole(pia_record):
    measure = read(pia_record, (60, 8), (10, 40), (3, 60))
    GoalFactory(patient=pia_record, measure=measure, target=Decimal(60))
    scored(pia_record, "nrs", (60, 6), (3, 6))
    half_a_year(pia_record)
    return pia_record


def page_of(client, patient):
    with time_machine.travel(NOON, tick=False):
        page = client.get(reverse("outcomes:measures", args=[patient.pk])).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_page_leads_with_what_was_noticed(as_, dr_amara, whole):
    page = page_of(as_(dr_amara), whole)
    assert (
        "Pain the same, life wider, 21 Sep 2026 to 17 Nov 2026: 1 of 1 in function better; Pain now" in page
    )
    assert "Pain the same, life wider, 21 Sep 2026 to 17 Nov 2026: Sits from 8 to 60 minutes" in page
    assert "(clear shift, better). Pain now, 0 to 10 from 6 to 6 of 10 (no clear change)." in page
    assert "First time at the goal: Sits 60 minutes on 17 Nov 2026, 40 at best before; 3 values." in page
    assert "▲ Clear shift, better Moved, by own word: the middle went from 21 to 31 minutes a day" in page
    assert "run rules (Anhøj &amp; Olesen 2014, PLoS ONE)" in page
    assert "an extra 5 minutes, twice running" in page
    assert page.index("What we noticed") < page.index("Track something new") < page.index("All scores")


def test_with_nothing_known_the_page_says_nothing(as_, dr_amara, pia_record):
    assert "What we noticed" not in page_of(as_(dr_amara), pia_record)


def test_function_scores_stand_before_pain(as_, dr_amara, pia_record):
    for key in ("nrs", "peg", "phq4", "rmdq", "odi"):
        scored(pia_record, key, (1, 2))
    with time_machine.travel(NOON, tick=False):
        page = as_(dr_amara).get(reverse("outcomes:scores", args=[pia_record.pk])).content.decode()
    assert re.findall(r'id="series-(\w+)"', page) == ["odi", "rmdq", "peg", "nrs", "phq4"]


@pytest.mark.parametrize("times", [1, 5])
def test_it_is_one_query(pia_record, django_assert_num_queries, times):
    for number in range(times):
        read(pia_record, (60, 8), (3, 40), label=f"Sits {number}")
        scored(pia_record, "nrs", (60 - number, 6))
        DayFactory(patient=pia_record, day=ago(number))
    limits = policies(pia_record.clinic, on=TODAY)
    with django_assert_num_queries(1):
        noticed(pia_record, on=TODAY, limits=limits)


def test_a_test_is_judged_by_its_own_figures_in_the_pattern_too(pia_record):
    """5 to 7 stands are 40 percent more, and 2 stands: what matters, within the noise of 3."""
    stands = read(pia_record, label="Stands", unit="stands", test="chair-stand", test_version="1")
    scored(pia_record, "nrs", (60, 6), (1, 6))
    for days, value in ((60, 5), (1, 7)):
        ReadingFactory(measure=stands, value=Decimal(value), true_on=ago(days), protocol=Protocol.TEST)
    assert seen(pia_record).pattern is None
    stands.readings.filter(true_on=ago(1)).update(value=9)
    assert seen(pia_record).pattern.code == Pattern.LIFE_WIDER
    stands.test = "knee-bend"
    stands.save()
    assert seen(pia_record).pattern is None
