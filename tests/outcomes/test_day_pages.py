"""The pages of days: month, day, headaches, flares, the block, the paper. Each works, is audited, refuses."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from audit.models import Event
from outcomes.models import CheckInEpisode, Day, Flare
from outcomes.rules.words import DayMark, Mode
from outcomes.services import FlareFacts, correct_flare, save_day
from tests.factories.outcomes import CheckInEpisodeFactory, FlareFactory, GoalFactory
from tests.factories.people import NOON
from tests.outcomes.day_pages import MONTH, TODAY, at, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def test_a_day_told_by_phone_has_what_the_block_asks(amara_at, pia_record):
    CheckInEpisodeFactory(patient=pia_record, movement_unit="steps", asks_headache=True)
    page = amara_at.get(at("day-new", pia_record.pk)).content.decode()
    assert ("Steps, counted by hand" in page, "Minutes moved" in page) == (True, False)
    sent = {"operation_id": uuid4(), "day": "2026-11-18", "mark": "2", "mode": "call"}
    more = {"moved_steps": "3000", "headache": "0", "headache_medicine": "no"}
    assert amara_at.post(at("day-new", pia_record.pk), {**sent, **more}).status_code == 302
    day = Day.objects.get()
    assert (day.mode, day.moved_steps, day.headache, day.headache_medicine) == ("call", 3000, 0, False)
    assert (day.is_late, day.recorded_by.name) == (True, "Dr Amara Rao")


# The month and the day


def test_a_month_has_shape_word_and_count(amara_at, pia_record):
    said(pia_record, date(2026, 11, 2))
    said(pia_record, date(2026, 11, 3), DayMark.HARD, is_late=True)
    FlareFactory(patient=pia_record, started_on=date(2026, 11, 3), ended_on=date(2026, 11, 4))
    page = amara_at.get(at("days", pia_record.pk)).content.decode()
    for words in (
        "November 2026",
        "good 1",
        "okay 0",
        "hard 1",
        "not said 18",
        "in a flare 2",
        "filled in late",
    ):
        assert words in page
    assert "More ink is a harder day" in page
    assert "Later:" not in page
    assert amara_at.get(at("days-month", pia_record.pk, "2026-10")).content.decode().count("not said") == 32


@pytest.mark.parametrize("month", ["2026-13", "nonsense", "2026-1"])
def test_what_is_no_month_is_not_found(amara_at, pia_record, month):
    for name in ("days-month", "days-print", "days-type"):
        assert amara_at.get(at(name, pia_record.pk, month)).status_code == 404


def test_a_day_says_what_was_said_when_and_how_and_what_a_device_counted(amara_at, pia_record, herself):
    save_day(
        patient=pia_record,
        operation_id=uuid4(),
        day=TODAY - timedelta(days=1),
        mark=3,
        slept_minutes=420,
        received_at=NOON,
        mode=Mode.PHONE,
        by=herself,
    )
    Day.objects.update(device_slept_minutes=395, device_steps=5200)
    page = amara_at.get(at("day", pia_record.pk, "2026-11-19")).content.decode()
    for words in ("A hard day, on their phone", "filled in late", "7 h 00 min", "6 h 35 min", "5,200 steps"):
        assert words in page
    assert "what they said" in page
    assert "the device" in page


def test_a_day_without_a_word_is_no_zero(amara_at, pia_record):
    page = amara_at.get(at("day", pia_record.pk, "2026-11-20")).content.decode()
    assert "Nothing was said of this day. That is not a zero." in page
    assert amara_at.get(at("day", pia_record.pk, "20-11-2026")).status_code == 404


def test_the_month_asks_few_questions(amara_at, pia_record, django_assert_max_num_queries):
    for n in range(1, 21):
        said(pia_record, date(2026, 11, n))
    for name, *args in (
        ("days", pia_record.pk),
        ("day", pia_record.pk, "2026-11-20"),
        ("headaches", pia_record.pk),
    ):
        amara_at.get(at(name, *args))
        with django_assert_max_num_queries(12):
            amara_at.get(at(name, *args))


# Headaches


def test_headaches_against_the_limit_with_missing_days_said(amara_at, pia_record):
    CheckInEpisodeFactory(patient=pia_record, asks_headache=True, headache_medicine="simple")
    for n in range(16):
        said(pia_record, TODAY - timedelta(days=n), headache=2, headache_medicine=True)
    page = amara_at.get(at("headaches", pia_record.pk)).content.decode()
    assert "Cannot tell" in page
    assert "74 of 90 days were not said" in page
    assert "limit 15" in page
    assert "ICHD-3 (2018) 8.2" in page
    assert page.count("moderate headache, medicine taken") == 16


def test_without_a_kind_of_medicine_the_lower_limit_counts(amara_at, pia_record):
    page = amara_at.get(at("headaches", pia_record.pk)).content.decode()
    assert "limit 10" in page
    assert "nobody said what is taken" in page
    assert "does not ask about headaches now" in page


# Flares


def test_a_past_flare_is_entered_and_put_right(amara_at, pia_record):
    sent = {"started_on": "2026-11-02", "ended_on": "2026-11-05", "severity": "mild", "mode": "call"}
    answer = amara_at.post(at("flare-new", pia_record.pk), sent)
    assert answer.headers["Location"] == at("flares", pia_record.pk)
    flare = Flare.objects.get()
    assert (flare.ended_on, flare.mode, flare.recorded_by.name) == (date(2026, 11, 5), "call", "Dr Amara Rao")
    assert "told by phone" in amara_at.get(at("flares", pia_record.pk)).content.decode()
    form = amara_at.get(at("flare-edit", flare.pk)).content.decode()
    assert 'value="2026-11-05"' in form
    amara_at.post(at("flare-edit", flare.pk), {**sent, "ended_on": "2026-11-06", "cause": "sleep"})
    assert Flare.objects.get(erred_at=None).ended_on == date(2026, 11, 6)
    page = amara_at.get(at("flares", pia_record.pk)).content.decode()
    assert "5 days" in page
    assert "bad sleep" in page


def test_a_flare_that_was_wrong_is_gone_from_the_list(amara_at, pia_record):
    flare = FlareFactory(patient=pia_record)
    assert amara_at.post(at("flare-error", flare.pk), {"reason": ""}).status_code == 422
    amara_at.post(at("flare-error", flare.pk), {"reason": "wrong chart"})
    assert "No flares yet" in amara_at.get(at("flares", pia_record.pk)).content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {"started_on": ""},
        {"started_on": "2026-11-21"},
        {"started_on": "2026-11-02", "ended_on": "2026-11-01"},
        {"started_on": "2026-11-18"},
    ],
)
def test_a_flare_that_cannot_be_keeps_what_was_typed_and_writes_nothing(amara_at, pia_record, sent):
    FlareFactory(patient=pia_record, started_on=date(2026, 11, 17), ended_on=date(2026, 11, 19))
    answer = amara_at.post(
        at("flare-new", pia_record.pk),
        {"mode": "paper", "ended_on": "2026-11-20", "cause_words": "drive", **sent},
    )
    assert answer.status_code == 422
    assert "drive" in answer.content.decode()
    assert Flare.objects.count() == 1


def test_a_corrected_flare_cannot_be_corrected_again(amara_at, pia_record, amara):
    flare = FlareFactory(patient=pia_record)
    correct_flare(flare=flare, facts=FlareFacts(date(2026, 11, 1)), mode=Mode.STAFF, by=amara, at=NOON)
    answer = amara_at.post(at("flare-edit", flare.pk), {"started_on": "2026-11-02", "mode": "staff"})
    assert answer.status_code == 422
    assert Flare.objects.filter(erred_at=None).count() == 1


# The block


def test_a_block_is_started_changed_and_asked_less(amara_at, pia_record):
    goal = GoalFactory(patient=pia_record)
    assert "No block of check-ins yet" in amara_at.get(at("check-ins", pia_record.pk)).content.decode()
    sent = {"starts_on": "2026-11-20", "movement_unit": "steps", "goal": goal.pk}
    amara_at.post(at("check-ins-start", pia_record.pk), sent)
    block = CheckInEpisode.objects.get()
    assert (block.movement_unit, block.goal, block.asks_headache) == ("steps", goal, False)
    amara_at.post(
        at("check-ins-edit", block.pk),
        {"movement_unit": "minutes", "asks_headache": "on", "headache_medicine": "strong"},
    )
    page = amara_at.get(at("check-ins", pia_record.pk)).content.decode()
    for words in ("minutes moved", "triptan", "Every day", "0 of 1 so far", "Once a week until"):
        assert words in page
    amara_at.post(at("check-ins-end", block.pk), {"then": "nothing"})
    block.refresh_from_db()
    assert block.weekly_until is None


@pytest.mark.parametrize(
    "sent",
    [
        {"starts_on": "2026-11-19", "movement_unit": "steps"},
        {"starts_on": "", "movement_unit": "steps"},
        {"starts_on": "2026-11-20", "movement_unit": "miles"},
        {"starts_on": "2026-11-20", "movement_unit": "steps", "goal": str(uuid4())},
    ],
)
def test_a_block_that_cannot_be_writes_nothing(amara_at, pia_record, sent):
    answer = amara_at.post(at("check-ins-start", pia_record.pk), sent)
    assert answer.status_code == 422
    assert not CheckInEpisode.objects.exists()


def test_the_measures_page_says_how_much_of_the_block_is_there(amara_at, pia_record):
    CheckInEpisodeFactory(patient=pia_record)
    said(pia_record)
    page = amara_at.get(at("measures", pia_record.pk)).content.decode()
    assert "1 of 20 days of this block are there, 42 in all" in page
    for name in ("days", "flares", "check-ins"):
        assert at(name, pia_record.pk) in page


# Who and how


def addresses(patient) -> list[str]:
    flare, block = FlareFactory(patient=patient), CheckInEpisodeFactory(patient=patient)
    months = [at(name, patient.pk, MONTH) for name in ("days-month", "days-print", "days-type")]
    lists = [at(name, patient.pk) for name in ("days", "headaches", "flares", "check-ins")]
    forms = [at(name, patient.pk) for name in ("flare-new", "check-ins-start")]
    rows = [at("flare-edit", flare.pk), at("flare-error", flare.pk)]
    rows += [at("check-ins-edit", block.pk), at("check-ins-end", block.pk)]
    return [*months, *lists, *forms, *rows, at("day", patient.pk, "2026-11-20")]


@pytest.mark.parametrize(
    ("who", "status"), [("dr_dara", 404), ("dr_ben", 403), ("desk_cleo", 403), ("pia", 403)]
)
def test_others_are_refused_and_nothing_is_written(request, as_, pia_record, who, status):
    client = as_(request.getfixturevalue(who))
    for address in addresses(pia_record):
        assert client.get(address).status_code == status
        assert client.post(address, {"2026-11-02-mark": "g", "reason": "x"}).status_code in (status, 405)
    assert not Event.objects.exclude(action__in=["read", "refused"]).exists()


def test_each_page_is_read_on_record_and_refuses_other_methods(amara_at, pia_record):
    for address in addresses(pia_record):
        Event.objects.filter(action="read")
        before = Event.objects.filter(action="read", category="outcomes").count()
        assert amara_at.get(address).status_code == 200
        assert Event.objects.filter(action="read", category="outcomes").count() == before + 1
        assert amara_at.delete(address).status_code == 405
