"""Writing the timeline: a line in place, words that save themselves, anchors, lanes, the order of equals."""

import json
from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from audit.models import Event
from intake.models import TimelineEntry
from people.models import Patient, PatientIdentifier
from tests.factories.intake import (
    IntakeFactory,
    MedicationFactory,
    MedicineStatementFactory,
    PainProblemFactory,
    TimelineEntryFactory,
    TreatmentTriedFactory,
)
from tests.factories.intake_referrals import bundle, condition, imported, number
from tests.factories.people import NOON, PatientFactory
from tests.intake.pages import HTMX


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def surgery(pia_record):
    return TimelineEntryFactory(
        patient=pia_record,
        kind="procedure",
        title="Lumbar fusion",
        starts_on=date(2026, 3, 12),
        date_words="12 Mar 2026",
    )


@pytest.fixture
def numb(pia_record):
    return TimelineEntryFactory(
        patient=pia_record, title="Foot went numb", precision="unknown", date_words="", told_by="patient"
    )


def line(client, patient, **typed):
    said = {"key": str(uuid4()), "title": "New route", "when": "winter 2023", "kind": "job"} | typed
    return client.post(reverse("intake:timeline-line", args=[patient.pk]), said, headers=HTMX), said


def save(client, entry, field: str, value: str, revision: int = 0):
    body = json.dumps({"field": field, "value": value, "revision": revision})
    url = reverse("intake:draft-entry", args=[entry.pk])
    return client.patch(url, body, content_type="application/json")


def act(client, entry, name: str, **said):
    return client.post(reverse("intake:timeline-act", args=[entry.pk, name]), said, headers=HTMX)


class TestALine:
    def test_it_is_charted_and_the_picture_hears_of_it(self, amara, dr_amara, pia_record):
        problem = PainProblemFactory(intake=IntakeFactory(patient=pia_record), where="Left calf")
        answer, _ = line(amara, pia_record, problem=str(problem.pk))
        entry = TimelineEntry.objects.get()
        assert (answer.status_code, answer.headers["HX-Trigger"]) == (200, "timeline:changed")
        assert (entry.title, entry.kind, entry.starts_on, entry.precision, entry.date_words) == (
            *("New route", "job", date(2023, 12, 1), "season", "winter 2023"),
        )
        assert (entry.author, entry.problem, entry.told_by) == (dr_amara, problem, "staff")

    def test_the_same_line_twice_is_one(self, amara, pia_record):
        _, said = line(amara, pia_record)
        line(amara, pia_record, **said)
        assert TimelineEntry.objects.count() == 1

    def test_a_line_corrected_after_its_answer_was_lost_is_kept_too_once(self, amara, pia_record):
        _, said = line(amara, pia_record)
        for _ in range(2):
            line(amara, pia_record, **said | {"title": "New route, night shift"})
        titles = TimelineEntry.objects.order_by("title").values_list("title", flat=True)
        assert list(titles) == ["New route", "New route, night shift"]

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({"title": ""}, "field-error"),
            ({"when": "1 Jan 2099"}, "still to come"),
            ({"when": "1950"}, "before the person was born"),
            ({"when": "2025 for 60 years"}, "still to come"),
        ],
    )
    def test_what_cannot_be_is_said_beside_it_and_what_was_typed_stays(self, amara, pia_record, typed, words):
        answer, said = line(amara, pia_record, **typed)
        assert answer.status_code == 422
        assert words in answer.text
        assert f'value="{said["key"]}"' in answer.text
        assert f'value="{said["when"]}"' in answer.text
        assert not TimelineEntry.objects.exists()

    def test_words_that_are_no_date_stay_words(self, amara, pia_record):
        line(amara, pia_record, when="when the boys were small")
        entry = TimelineEntry.objects.get()
        assert (entry.starts_on, entry.date_words) == (None, "when the boys were small")

    def test_a_lane_of_somebody_else_is_refused(self, amara, pia_record):
        other = PainProblemFactory(intake=IntakeFactory(), where="Knee")
        answer, _ = line(amara, pia_record, problem=str(other.pk))
        assert answer.status_code == 422
        assert not TimelineEntry.objects.exists()

    def test_a_closed_record_takes_none(self, amara, pia_record):
        Patient.objects.update(closed_at=NOON, closed_reason="died")
        answer, _ = line(amara, pia_record)
        assert (answer.status_code, TimelineEntry.objects.exists()) == (422, False)
        assert "This record is closed" in answer.text

    def test_without_javascript_it_leads_back_to_the_timeline(self, amara, pia_record):
        said = {"key": str(uuid4()), "title": "New route", "when": "2023", "kind": "job"}
        answer = amara.post(reverse("intake:timeline-line", args=[pia_record.pk]), said)
        assert answer.headers["Location"] == reverse("chart:timeline", args=[pia_record.pk])
        wrong = amara.post(answer.wsgi_request.path, said | {"title": "", "key": str(uuid4())})
        assert wrong.status_code == 422
        assert 'value="2023"' in wrong.text


class TestWords:
    def test_a_date_is_read_anew_from_its_words(self, amara, numb):
        assert save(amara, numb, "date_words", "mar 24").status_code == 200
        assert save(amara, numb, "ends_words", "spring 2025").status_code == 200
        numb.refresh_from_db()
        assert (numb.starts_on, numb.precision) == (date(2024, 3, 1), "month")
        assert (numb.ends_on, numb.ends_precision) == (date(2025, 3, 1), "season")
        assert numb.is_quote
        assert numb.is_changed

    def test_a_range_is_one_sentence(self, amara, numb):
        save(amara, numb, "date_words", "2019 to 2021")
        numb.refresh_from_db()
        assert (numb.starts_on, numb.ends_on, numb.ends_words) == (date(2019, 1, 1), date(2021, 1, 1), "")

    def test_an_older_save_is_answered_with_both(self, amara, numb):
        save(amara, numb, "date_words", "mar 24")
        answer = save(amara, numb, "date_words", "2022")
        assert answer.status_code == 409
        assert (answer.json()["yours"], answer.json()["theirs"]) == ("2022", "mar 24")

    @pytest.mark.parametrize(
        ("field", "value"),
        [("date_words", "1 Jan 2099"), ("date_words", "1950"), ("ends_words", "2022"), ("title", "")],
    )
    def test_what_cannot_be_is_refused_and_nothing_changes(self, amara, surgery, field, value):
        before = TimelineEntry.objects.values().get()
        answer = save(amara, surgery, field, value)
        assert (answer.status_code, bool(answer.json()["message"])) == (422, True)
        assert TimelineEntry.objects.values().get() == before

    def test_what_a_packet_sent_stays_as_it_was_sent(self, amara, maple, pia_record):
        known = number("MR", "S-77")
        PatientIdentifier.objects.create(
            clinic=maple, patient=pia_record, system=known["system"], value=known["value"]
        )
        imported(maple, bundle(condition(words="Migraine")))
        entry = TimelineEntry.objects.get()
        assert (entry.patient, entry.told_by) == (pia_record, "packet")
        answer = save(amara, entry, "title", "Headache")
        assert (answer.status_code, "stays as it was sent" in answer.json()["message"]) == (422, True)

    def test_a_day_charted_without_words_stays_when_a_title_changes(self, amara, pia_record):
        entry = TimelineEntryFactory(patient=pia_record, starts_on=date(2026, 1, 5))
        save(amara, entry, "title", "Long drive")
        entry.refresh_from_db()
        assert (entry.title, entry.starts_on, entry.precision) == ("Long drive", date(2026, 1, 5), "day")

    def test_without_javascript_the_fields_are_saved_together(self, amara, numb):
        url = reverse("intake:timeline-entry", args=[numb.pk])
        amara.post(url, {"date_words": "2022", "date_words.revision": "0"})
        numb.refresh_from_db()
        assert numb.starts_on == date(2022, 1, 1)
        stale = amara.post(url, {"date_words": "2021", "date_words.revision": "0"})
        assert stale.status_code == 409
        assert "2022" in stale.text
        assert "2021" in stale.text


class TestAnchors:
    def test_words_find_the_entry_they_speak_of(self, amara, surgery, numb):
        save(amara, numb, "date_words", "before the surgery")
        numb.refresh_from_db()
        assert (numb.anchor, numb.relation, numb.starts_on) == (surgery, "before", None)
        save(amara, numb, "date_words", "2022", 1)
        numb.refresh_from_db()
        assert (numb.anchor, numb.relation) == (None, "")

    def test_it_is_chosen_from_a_list_too_and_stays_while_other_words_change(self, amara, surgery, numb):
        answer = act(amara, numb, "beside", relation="after", anchor=str(surgery.pk))
        assert (answer.status_code, answer.headers["HX-Trigger"]) == (200, "timeline:changed")
        save(amara, numb, "title", "Numb foot")
        numb.refresh_from_db()
        assert (numb.anchor, numb.relation, numb.date_words) == (surgery, "after", "after Lumbar fusion")

    @pytest.mark.parametrize("anchor", ["itself", "undated", "another person's", "none"])
    def test_only_a_dated_entry_of_the_same_person_is_an_anchor(self, amara, pia_record, numb, anchor):
        choices = {
            "itself": lambda: numb.pk,
            "undated": lambda: TimelineEntryFactory(patient=pia_record).pk,
            "another person's": lambda: TimelineEntryFactory(starts_on=date(2020, 1, 1)).pk,
            "none": lambda: "",
        }
        answer = act(amara, numb, "beside", relation="after", anchor=str(choices[anchor]()))
        numb.refresh_from_db()
        assert (answer.status_code, numb.anchor) == (422, None)

    def test_an_anchor_keeps_a_date(self, amara, surgery, numb):
        act(amara, numb, "beside", relation="after", anchor=str(surgery.pk))
        answer = save(amara, surgery, "date_words", "some day")
        surgery.refresh_from_db()
        assert (answer.status_code, surgery.starts_on) == (422, date(2026, 3, 12))


class TestPlaces:
    def test_earlier_and_later_among_those_without_a_date(self, amara, pia_record):
        made = [
            TimelineEntryFactory(patient=pia_record, title=one, precision="unknown", position=place)
            for place, one in enumerate("abc")
        ]

        def order() -> str:
            rows = TimelineEntry.objects.filter(starts_on=None).order_by("position", "created_at", "pk")
            return "".join(rows.values_list("title", flat=True))

        assert act(amara, made[2], "earlier").status_code == 204
        assert order() == "acb"
        act(amara, made[0], "later")
        assert order() == "cab"
        act(amara, made[2], "earlier")
        assert order() == "cab"

    def test_a_lane_and_back_also_for_what_a_packet_brought(self, amara, pia_record, numb):
        problem = PainProblemFactory(intake=IntakeFactory(patient=pia_record), where="Left calf")
        act(amara, numb, "lane", problem=str(problem.pk))
        numb.refresh_from_db()
        assert numb.problem == problem
        assert Event.objects.get(action="timeline_entry_lane").detail == str(problem.pk)
        act(amara, numb, "lane", problem="")
        numb.refresh_from_db()
        assert numb.problem is None

    def test_what_is_in_error_is_not_moved(self, amara, numb):
        TimelineEntry.objects.update(erred_at=NOON)
        answer = act(amara, numb, "later")
        assert answer.status_code == 422
        assert "marked entered in error" in answer.text

    @pytest.mark.parametrize("name", ["up", "restore"])
    def test_another_act_is_not_found(self, amara, numb, name):
        assert act(amara, numb, name).status_code == 404


def test_others_are_refused(as_, dr_ben, dr_dara, numb):
    for client, status in ((as_(dr_ben), 403), (as_(dr_dara), 404)):
        assert client.get(reverse("intake:timeline-entry", args=[numb.pk])).status_code == status
        assert act(client, numb, "later").status_code == status


def topic(client, patient, name) -> str:
    chip = client.get(reverse("intake:intake", args=[patient.pk])).text.split(f'id="chip-{name}"')[1]
    return chip.split("</a>")[0].split('class="sr">, ')[1].split("<")[0]


def test_the_topic_is_started_by_one_entry_and_enough_with_three(amara, dr_amara, pia_record):
    IntakeFactory(patient=pia_record, started_by=dr_amara)
    assert topic(amara, pia_record, "timeline") == "untouched"
    TimelineEntryFactory(patient=pia_record, told_by="packet")
    assert topic(amara, pia_record, "timeline") == "untouched"
    TimelineEntryFactory(patient=pia_record)
    assert topic(amara, pia_record, "timeline") == "started"
    TimelineEntryFactory.create_batch(2, patient=pia_record, told_by="patient")
    assert topic(amara, pia_record, "timeline") == "enough"


def test_a_list_is_enough_when_it_was_gone_through(amara, dr_amara, pia_record):
    intake = IntakeFactory(patient=pia_record, started_by=dr_amara)
    assert topic(amara, pia_record, "tried") == "untouched"
    row = TreatmentTriedFactory(intake=intake, what="PT", ended="")
    TreatmentTriedFactory(intake=intake, what="ESI", ended="wore_off")
    assert topic(amara, pia_record, "tried") == "started"
    row.ended = "no_benefit"
    row.save()
    assert topic(amara, pia_record, "tried") == "enough"
    medicine = MedicationFactory(patient=pia_record)
    assert topic(amara, pia_record, "health") == "untouched"
    MedicineStatementFactory(patient=pia_record, medication=medicine)
    assert topic(amara, pia_record, "health") == "enough"


def test_an_entry_of_another_person_is_not_answered_for_a_key(amara, pia_record):
    theirs = TimelineEntryFactory(patient=PatientFactory(clinic=pia_record.clinic))
    answer, _ = line(amara, pia_record, key=str(theirs.pk))
    assert answer.status_code == 422
    assert TimelineEntry.objects.count() == 1
