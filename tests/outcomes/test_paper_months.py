"""A month from paper: all rows or none, late, sent twice, and never over a kept word unasked (S71)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from audit.models import Event
from outcomes.models import Day, DayEntry
from outcomes.rules.words import DayMark
from tests.factories.outcomes import CheckInEpisodeFactory, GoalFactory
from tests.factories.people import NOON
from tests.outcomes.day_pages import MONTH, at, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def typed(**rows) -> dict[str, str]:
    """`d19="h"` is the mark of the 19th; a dict has more cells."""
    sent = {"sheet": str(uuid4())}
    for key, cells in rows.items():
        cells = cells if isinstance(cells, dict) else {"mark": cells}
        sent |= {f"2026-11-{int(key[1:]):02}-{name}": value for name, value in cells.items()}
    return sent


def test_a_month_of_paper_is_kept_at_once_marked_late(amara_at, pia_record):
    address = at("days-type", pia_record.pk, MONTH)
    assert amara_at.get(address).status_code == 200
    sent = typed(
        d2="g", d3={"mark": "Hard", "moved_minutes": "20", "slept_minutes": "6.5", "goal_tick": "p"}, d20="o"
    )
    answer = amara_at.post(address, sent)
    assert answer.headers["Location"] == at("days-month", pia_record.pk, MONTH)
    days = Day.objects.order_by("day").values_list(
        "day", "mark", "moved_minutes", "slept_minutes", "goal_tick", "is_late"
    )
    assert list(days) == [
        (date(2026, 11, 2), 1, None, None, "", True),
        (date(2026, 11, 3), 3, 20, 390, "part", True),
        (date(2026, 11, 20), 2, None, None, "", False),
    ]
    assert set(Day.objects.values_list("mode", flat=True)) == {"paper"}
    assert Event.objects.filter(action="day_saved", patient_id=pia_record.pk).count() == 3


def test_the_same_sheet_twice_changes_nothing(amara_at, pia_record):
    address, sent = at("days-type", pia_record.pk, MONTH), typed(d2="g", d3="h")
    for _ in range(2):
        assert amara_at.post(address, sent).status_code == 302
    assert DayEntry.objects.count() == 2


def test_all_that_is_wrong_is_said_beside_its_cell_and_nothing_is_written(amara_at, pia_record):
    sent = typed(
        d1="g",
        d2="x",
        d3={"moved_minutes": "20"},
        d4={"mark": "g", "moved_minutes": "many"},
        d5={"mark": "g", "moved_minutes": "1441"},
        d6={"mark": "h", "goal_tick": "z"},
    )
    answer = amara_at.post(at("days-type", pia_record.pk, MONTH), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    for cell in ("02-mark", "03-mark", "04-moved_minutes", "05-moved_minutes", "06-goal_tick"):
        assert f'id="id_2026-11-{cell}_error"' in page
    assert 'value="many"' in page
    assert page.count('class="field-error"') == 5
    assert not DayEntry.objects.exists()


def test_a_day_that_the_phone_said_is_never_overwritten_unasked(amara_at, pia_record):
    kept = said(pia_record, date(2026, 11, 3), DayMark.HARD, slept_minutes=300)
    address, sent = (
        at("days-type", pia_record.pk, MONTH),
        typed(d2="g", d3={"mark": "g", "moved_minutes": "20"}),
    )
    answer = amara_at.post(address, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Leave what was said on their phone: hard day, slept 5 h" in page
    assert "Take the paper: good day, moved 20 min" in page
    assert 'value="20"' in page
    assert not DayEntry.objects.exists()

    amara_at.post(address, {**sent, "2026-11-03-answer": "kept"})
    kept.refresh_from_db()
    assert (kept.mark, kept.mode, Day.objects.count()) == (DayMark.HARD, "phone", 2)

    amara_at.post(address, {**sent, "2026-11-03-answer": kept.recorded_at.isoformat()})
    kept.refresh_from_db()
    assert (kept.mark, kept.moved_minutes, kept.slept_minutes, kept.mode) == (DayMark.GOOD, 20, 300, "paper")


def test_an_answer_to_an_older_save_is_asked_again(amara_at, pia_record):
    kept = said(pia_record, date(2026, 11, 3), DayMark.HARD)
    sent = typed(d3="g") | {"2026-11-03-answer": kept.recorded_at.isoformat()}
    Day.objects.update(mark=DayMark.OKAY, recorded_at=NOON + timedelta(minutes=5))
    assert amara_at.post(at("days-type", pia_record.pk, MONTH), sent).status_code == 422
    assert Day.objects.get().mark == DayMark.OKAY


def test_a_day_that_says_the_same_keeps_its_own_source(amara_at, pia_record):
    said(pia_record, date(2026, 11, 3), DayMark.HARD, moved_minutes=20)
    assert amara_at.post(at("days-type", pia_record.pk, MONTH), typed(d3="h")).status_code == 302
    assert (Day.objects.get().mode, Day.objects.get().moved_minutes) == ("phone", 20)


def test_days_to_come_and_columns_not_asked_are_not_on_the_sheet(amara_at, pia_record):
    page = amara_at.get(at("days-type", pia_record.pk, MONTH)).content.decode()
    assert "2026-11-20-mark" in page
    assert "2026-11-21-mark" not in page
    assert "headache" not in page
    CheckInEpisodeFactory(patient=pia_record, movement_unit="steps", asks_headache=True)
    address = at("days-type", pia_record.pk, MONTH)
    page = amara_at.get(address).content.decode()
    assert "2026-11-20-moved_steps" in page
    sent = typed(d19={"mark": "o", "moved_steps": "4000", "headache": "0", "headache_medicine": "n"})
    amara_at.post(address, sent)
    day = Day.objects.get()
    assert (day.moved_steps, day.headache, day.headache_medicine) == (4000, 0, False)
    assert "No day of this month" in amara_at.get(at("days-type", pia_record.pk, "2026-12")).content.decode()


def test_the_paper_has_the_name_the_clinic_and_a_row_a_day(amara_at, pia_record, maple):
    CheckInEpisodeFactory(patient=pia_record, goal=GoalFactory(patient=pia_record))
    page = amara_at.get(at("days-print", pia_record.pk, MONTH)).content.decode()
    for words in ("Pia Okafor", maple.name, "November 2026", "Sit through a meeting", "Minutes I moved"):
        assert words in page
    assert page.count('<th scope="row">') == 30


def test_a_closed_record_takes_no_paper(amara_at, pia_record):
    pia_record.closed_at, pia_record.closed_reason = NOON, "moved"
    pia_record.save()
    answer = amara_at.post(at("days-type", pia_record.pk, MONTH), typed(d2="g"))
    assert answer.status_code == 422
    assert "This record is closed" in answer.content.decode()
    assert not DayEntry.objects.exists()


def test_twenty_days_cost_ten_statements_each(amara_at, pia_record, django_assert_max_num_queries):
    address = at("days-type", pia_record.pk, MONTH)
    amara_at.get(address)
    with django_assert_max_num_queries(220):
        amara_at.post(address, typed(**{f"d{n}": "g" for n in range(1, 21)}))
    assert Day.objects.count() == 20
