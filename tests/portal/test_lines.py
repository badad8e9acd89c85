import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from audit.models import Event
from outcomes import instruments
from outcomes import services as outcomes
from outcomes.rules.words import Capacity, Direction, Mode
from people.access import Actor
from portal import lines
from tests.factories.outcomes import ScoreFactory
from tests.factories.people import NOON

LINES = reverse("portal:lines")
JUNE = date(2026, 6, 1)


def drawn(*values: str, every: int = 30, **given):
    points = [(JUNE + timedelta(days=every * n), Decimal(value)) for n, value in enumerate(values)]
    return lines.line("Sits", "minutes", points, **{"direction": Direction.HIGHER_IS_BETTER, **given})


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (["8"], "8 minutes on 1 Jun. Higher is better."),
        (["8", "55"], "55 minutes on 1 Jul. On 1 Jun it was 8. Higher is better."),
        (["8", "7.50"], "7.5 minutes on 1 Jul. On 1 Jun it was 8. Higher is better."),
    ],
)
def test_the_sentence_has_value_unit_date_and_direction(values, sentence):
    assert drawn(*values).sentence == sentence


def test_days_of_two_years_are_told_with_their_years():
    line = drawn("20", "45", every=356)
    assert line.sentence == "45 minutes on 23 May 2027. On 1 Jun 2026 it was 20. Higher is better."
    assert line.ends == ("1 Jun 2026", "23 May 2027")
    assert drawn("8", "55").ends == ("1 Jun", "1 Jul")
    assert drawn("8").ends == ()


def test_lower_may_be_better():
    assert drawn("7", direction=Direction.LOWER_IS_BETTER).sentence.endswith("Lower is better.")


def test_it_starts_at_zero_and_leaves_room_above_the_goal():
    line = drawn("0", "30", goal=Decimal(60))
    assert line.dots == ((0, 90), (300, 54))
    assert line.goal_y == 18
    assert line.goal == "Goal: 60 minutes."


def test_an_instrument_is_drawn_on_its_own_scale():
    assert drawn("10", top=Decimal(10)).dots == ((0, 0),)


def test_a_long_silence_breaks_the_line():
    assert drawn("1", "2", "3", every=45).strokes == ("0,66 150,42 300,18",)
    assert drawn("1", "2", "3", every=46).strokes == ()


def test_only_zeros_are_drawn_at_the_bottom():
    assert drawn("0", "0").dots == ((0, 90), (300, 90))


def test_the_newest_number_stands_first_in_the_table():
    assert drawn("8", "55").rows[0] == (date(2026, 7, 1), "55 minutes")


@given(st.lists(st.decimals(0, 1440, places=1), min_size=1, max_size=40), st.integers(1, 100))
def test_every_mark_lies_on_the_panel(values, every):
    line = drawn(*map(str, values), every=every)
    assert len(line.dots) == len(line.rows) == len(values)
    assert all(0 <= x <= lines.WIDTH and 0 <= y <= lines.HEIGHT for x, y in line.dots)


@pytest.fixture
def measured(pia_record):
    by = Actor.system(pia_record.clinic_id)
    for capacity, label, sensitive in ((Capacity.SIT, "Sits", False), (Capacity.OTHER, "Private", True)):
        measure = outcomes.set_measure(
            patient=pia_record,
            capacity=capacity,
            label=label,
            unit="minutes",
            sensitive=sensitive,
            by=by,
            at=NOON,
        )
        for days, value in ((60, 8), (0, 40), (0, 55)):
            outcomes.record_reading(
                measure=measure,
                value=Decimal(value),
                true_on=(NOON - timedelta(days=days)).date(),
                mode=Mode.STAFF,
                by=by,
                at=NOON + timedelta(minutes=value),
            )
    outcomes.record_response(
        patient=pia_record,
        instrument="peg",
        answers={"pain": 6, "enjoyment": 7, "activity": 8},
        true_on=NOON.date(),
        mode=Mode.PAPER,
        by=by,
        at=NOON,
    )


def test_what_the_person_can_do_stands_before_any_score(as_pia, measured):
    page = as_pia.get(LINES).content.decode()
    assert page.index("55 minutes on 20 Nov. On 21 Sep it was 8.") < page.index("Pain and what it stops")
    assert "7 of 10 on 20 Nov. Lower is better." in page


def test_of_the_questionnaires_function_stands_before_pain(as_pia, pia_record):
    for key in ("nrs", "peg", "rmdq", "psfs", "odi", "phq9"):
        ScoreFactory(patient=pia_record, instrument=key, version=instruments.get(key).version)
    page = as_pia.get(LINES).content.decode()
    titles = re.findall(r"<h2>(.*?)</h2>", page)
    assert titles == [
        "Things that I picked",
        "Daily life with my back",
        "What my back keeps me from",
        "Pain and what it stops",
        "Pain",
    ]


def test_what_is_private_is_not_drawn_on_a_phone(as_pia, measured):
    assert "Private" not in as_pia.get(LINES).content.decode()


def test_before_there_is_a_number_the_page_says_so(as_pia):
    assert "There are no numbers yet" in as_pia.get(LINES).content.decode()


def test_it_asks_few_questions_of_the_database(as_pia, measured, django_assert_max_num_queries):
    as_pia.get(LINES)
    with django_assert_max_num_queries(10):
        as_pia.get(LINES)


def test_a_look_is_in_the_access_log(as_pia, pia_record):
    as_pia.get(LINES)
    assert Event.objects.filter(patient_id=pia_record.pk, action="read", category="lines").exists()


def test_other_methods_and_other_people_are_refused(as_pia, as_, dr_amara):
    assert as_pia.post(LINES).status_code == 405
    assert as_(dr_amara).get(LINES).status_code == 403
