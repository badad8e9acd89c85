"""The record: by kind, what was wrong stays and says why; and who looked."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from audit.models import Event
from intake.models import TimelineEntry
from tests.chart.test_storyboard import text_of
from tests.factories.chart import whole_chart
from tests.factories.people import NOON


@pytest.fixture
def entry(pia_record, dr_amara) -> TimelineEntry:
    return TimelineEntry.objects.create(
        clinic=pia_record.clinic,
        patient=pia_record,
        kind="procedure",
        title="Laminectomy",
        starts_on=date(2019, 5, 1),
        precision="month",
        author=dr_amara,
        created_at=NOON,
    )


def address(name: str, patient) -> str:
    return reverse(f"chart:{name}", args=[patient.pk])


def test_entries_stand_under_their_kind_as_exactly_as_known(as_, dr_amara, pia_record, entry):
    text = text_of(as_(dr_amara).get(address("record", pia_record)))
    assert "Procedures (1)" in text
    assert "Laminectomy May 2019" in text


def test_the_persons_own_words_for_a_date_win(as_, dr_amara, pia_record, entry):
    TimelineEntry.objects.update(date_words="spring 2019")
    assert "Laminectomy spring 2019" in text_of(as_(dr_amara).get(address("record", pia_record)))


def test_an_entry_in_error_stays_struck_through_with_its_reason(as_, dr_amara, pia_record, entry):
    TimelineEntry.objects.update(erred_at=NOON, erred_by=dr_amara, erred_reason="another person's")
    page = as_(dr_amara).get(address("record", pia_record)).content.decode()
    assert "<s>Laminectomy</s>" in page
    assert "another person&#x27;s" in page


def test_an_empty_record_says_what_fills_it(as_, dr_amara, pia_record):
    assert "A referral packet fills this" in text_of(as_(dr_amara).get(address("record", pia_record)))


@pytest.mark.parametrize("name", ["record", "access-log", "storyboard-table"])
def test_only_get_and_not_from_elsewhere(as_, dr_amara, dr_dara, pia_record, name):
    assert as_(dr_amara).post(address(name, pia_record)).status_code == 405
    assert as_(dr_dara).get(address(name, pia_record)).status_code == 404


def test_the_record_asks_the_same_number_of_times(
    as_, dr_amara, pia_record, entry, django_assert_max_num_queries
):
    whole_chart(pia_record, dr_amara)
    for n in range(40):
        TimelineEntry.objects.create(
            clinic=pia_record.clinic,
            patient=pia_record,
            kind="condition",
            title=f"Condition {n}",
            starts_on=date(2020, 1, 1) + timedelta(days=n),
            author=dr_amara,
            created_at=NOON,
        )
    client = as_(dr_amara)
    with django_assert_max_num_queries(13):
        assert client.get(address("record", pia_record)).status_code == 200


def test_the_log_shows_who_looked_and_who_was_refused(as_, dr_amara, dr_ben, pia_record):
    as_(dr_ben).get(address("storyboard", pia_record))
    text = text_of(as_(dr_amara).get(address("access-log", pia_record)))
    assert "Dr Ben Holt physician Refused refused" in text
    assert "Dr Amara Rao physician Read access log" in text


def test_looking_at_the_log_is_itself_logged(as_, dr_amara, pia_record):
    as_(dr_amara).get(address("access-log", pia_record))
    assert Event.objects.get(patient_id=pia_record.pk).category == "access log"
