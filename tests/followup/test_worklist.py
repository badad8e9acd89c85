"""The worklist: who is on it, in what order, in how many queries, and who may see it."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.urls import reverse

from audit.models import Event
from followup.models import Hold
from followup.rules.words import ReasonCode, ReminderState
from followup.selectors import watch_of, worklist
from outcomes.models import CheckInEpisode, Pulse
from outcomes.rules.words import AskState, DayMark
from people.access import Actor
from tests.factories.followup import AskFactory, ContactAttemptFactory, ReminderFactory, TaskFactory
from tests.factories.outcomes import MeasureFactory, ReadingFactory
from tests.factories.people import NOON, PatientFactory
from tests.factories.plans import CheckpointFactory, PlanFactory

pytestmark = pytest.mark.django_db

URL = "/worklist/"
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def checkpoint_for(patient, user, *, days_late=0, question="Does sitting 60 min hold?"):
    plan = PlanFactory(patient=patient, signed=True, created_by=user)
    due = TODAY - timedelta(days=days_late)
    return CheckpointFactory(
        plan=plan,
        question=question,
        due_on=due,
        opens_on=due - timedelta(days=3),
        late_on=due + timedelta(days=7),
    )


def quiet_for(patient, days, *, gap="1.0", mark=DayMark.OKAY, starts=20):
    CheckInEpisode.objects.create(
        clinic=patient.clinic,
        patient=patient,
        starts_on=TODAY - timedelta(days=starts),
        ends_on=TODAY + timedelta(days=20),
        created_at=NOON,
    )
    if gap is not None:
        Pulse.objects.create(
            patient=patient,
            clinic=patient.clinic,
            last_day=TODAY - timedelta(days=days),
            last_mark=mark,
            usual_gap_days=gap,
            updated_at=NOON,
        )


@pytest.fixture
def seen(nav_nia):
    def look(**asked):
        return worklist(watch_of(nav_nia.clinic, Actor.of(nav_nia), NOON), **asked)

    return look


@pytest.fixture
def someone(maple):
    def make(**known):
        return PatientFactory(clinic=maple, phone="555-0100", **known)

    return make


def sentences(found) -> list[str]:
    return [reason.sentence for row in found.rows for reason in row.reasons]


def test_an_empty_list_says_what_will_be_here(as_, nav_nia):
    answer = as_(nav_nia).get(URL)
    assert answer.status_code == 200
    assert "No calls due." in answer.content.decode()


def test_each_reason_is_a_sentence(seen, someone, dr_amara):
    checkpoint_for(someone(), dr_amara, days_late=3)
    AskFactory(patient=someone(), due_on=TODAY - timedelta(days=9))
    quiet_for(someone(), 9, mark=DayMark.HARD)
    ReminderFactory(
        patient=someone(),
        state=ReminderState.UNCERTAIN,
        due_at=NOON - timedelta(days=2),
        ask__due_on=TODAY + timedelta(days=3),
    )
    TaskFactory(patient=someone())
    assert set(sentences(seen())) == {
        "Checkpoint 3 days late: Does sitting 60 min hold?",
        "PEG due since 11 Nov, not answered",
        "Silent 9 days, usually daily, last was a hard day",
        "Reminder of 18 Nov may not have arrived: call or send again",
        "Asked to be called back.",
    }


def test_one_person_is_one_row_with_all_reasons_the_gravest_first(seen, someone, dr_amara):
    patient = someone()
    AskFactory(patient=patient, due_on=TODAY - timedelta(days=1))
    AskFactory(patient=patient, due_on=TODAY - timedelta(days=2), instrument="odi")
    checkpoint_for(patient, dr_amara, days_late=1)
    found = seen()
    assert len(found.rows) == 1
    assert [reason.fact.code for reason in found.rows[0].reasons] == [
        "checkpoint",
        "questionnaire",
        "questionnaire",
    ]


def test_the_order_is_risk_times_lateness(seen, someone, dr_amara):
    mild, grave, urgent = someone(), someone(), someone()
    AskFactory(patient=mild, due_on=TODAY - timedelta(days=4))
    checkpoint_for(grave, dr_amara, days_late=3)
    TaskFactory(patient=urgent, priority="stat", due_at=NOON + timedelta(hours=1))
    assert [row.patient_id for row in seen().rows] == [urgent.pk, grave.pk, mild.pk]


def test_queues_count_people_and_filter(seen, someone):
    both, one = someone(), someone()
    AskFactory.create_batch(2, patient=both, due_on=TODAY)
    quiet_for(both, 5)
    quiet_for(one, 5)
    counts = {queue.code: queue.count for queue in seen().queues}
    none = dict.fromkeys(("checkpoint", "uncertain", "task", "triage"), 0)
    assert counts == none | {"": 2, "questionnaire": 1, "silent": 2}
    assert [row.patient_id for row in seen(queue="questionnaire").rows] == [both.pk]


@pytest.mark.parametrize(
    ("days", "gap", "listed"),
    [
        (2, "1.0", False),
        (3, "1.0", True),
        (3, "1.5", True),
        (5, "3.0", False),
        (6, "3.0", True),
        (6, "3.1", False),
    ],
)
def test_silent_is_twice_the_own_gap_and_three_days_at_least(seen, someone, days, gap, listed):
    quiet_for(someone(), days, gap=gap)
    assert bool(seen().rows) is listed


def test_somebody_who_never_started_is_asked_what_got_in_the_way(seen, someone):
    quiet_for(someone(), 0, gap=None, starts=5)
    assert sentences(seen()) == ["Has not started check-ins: 5 days so far"]


def test_days_of_an_earlier_time_are_no_start(seen, someone):
    quiet_for(someone(), 90, starts=4)
    assert sentences(seen()) == ["Has not started check-ins: 4 days so far"]


@pytest.mark.parametrize("change", [{"ends_on": TODAY - timedelta(days=1)}, {"ended_early_at": NOON}])
def test_nobody_is_silent_who_was_not_asked(seen, someone, change):
    quiet_for(someone(), 9)
    CheckInEpisode.objects.update(**change)
    assert seen().rows == []


@pytest.mark.parametrize("quiet", [9, 30, 80])
def test_nobody_is_silent_who_is_asked_once_a_week_or_not_at_all(seen, someone, quiet):
    """After their six weeks the phone asks less; so does the list (docs/adr/0021)."""
    quiet_for(someone(), quiet)
    over = TODAY - timedelta(days=1)
    CheckInEpisode.objects.update(ends_on=over, weekly_until=over + timedelta(days=84))
    assert seen().rows == []


def test_who_cannot_be_written_to_is_called_from_the_day_it_opened(seen, someone):
    ask = AskFactory(patient=someone(), due_on=TODAY + timedelta(days=4))
    ReminderFactory(ask=ask, patient=ask.patient, state=ReminderState.CANCELLED, cancelled_reason="no_email")
    assert sentences(seen()) == ["PEG due 24 Nov, not answered; no mail went out: no e-mail address"]


def test_a_question_whose_link_closed_stays_until_somebody_says_why(seen, someone):
    AskFactory(patient=someone(), due_on=TODAY - timedelta(days=20), state=AskState.EXPIRED)
    assert sentences(seen()) == ["PEG due since 31 Oct, not answered; its link has closed"]


@pytest.mark.parametrize("state", [AskState.DONE, AskState.CANCELLED])
def test_what_is_answered_or_taken_back_is_gone(seen, someone, state):
    AskFactory(patient=someone(), state=state)
    assert seen().rows == []


def test_a_closed_record_is_not_called(seen, someone):
    AskFactory(patient=someone(closed_at=NOON, closed_reason="died"))
    assert seen().rows == []


def test_tasks_are_mine_or_my_roles(seen, someone, dr_amara, nav_nia):
    TaskFactory(patient=someone(), sentence="Nurse's.")
    TaskFactory(patient=someone(), sentence="Mine.", owner=nav_nia, owner_role="physician")
    TaskFactory(patient=someone(), sentence="Doctor's.", owner_role="physician")
    TaskFactory(patient=someone(), sentence="Hers.", owner=dr_amara)
    TaskFactory(patient=someone(), sentence="Next week.", due_at=NOON + timedelta(days=7))
    assert set(sentences(seen())) == {"Nurse's.", "Mine."}


def test_a_task_of_this_evening_is_of_today_where_the_clinic_is(seen, someone):
    TaskFactory(patient=someone(), sentence="Tonight.", due_at=NOON + timedelta(hours=11))
    TaskFactory(patient=someone(), sentence="After midnight.", due_at=NOON + timedelta(hours=13))
    assert sentences(seen()) == ["Tonight."]


def test_another_clinic_has_a_list_of_its_own(seen, someone, as_, dr_dara):
    AskFactory(patient=someone(family_name="Okonkwo"))
    assert "Okonkwo" not in as_(dr_dara).get(URL).content.decode()


def test_a_held_reason_is_off_the_list_until_its_time(seen, someone, nav_nia):
    ask = AskFactory(patient=someone())
    attempt = ContactAttemptFactory(patient=ask.patient, by=nav_nia)
    hold = Hold.objects.create(
        patient=ask.patient,
        attempt=attempt,
        code=ReasonCode.QUESTIONNAIRE,
        source=ask.pk,
        sentence="-",
        until=NOON + timedelta(seconds=1),
    )
    assert seen().rows == []
    hold.until = NOON
    hold.save()
    assert len(seen().rows) == 1
    hold.until = None
    hold.save()
    assert seen().rows == []


def test_a_new_reason_brings_a_held_person_back(seen, someone, nav_nia):
    ask = AskFactory(patient=someone())
    attempt = ContactAttemptFactory(patient=ask.patient, by=nav_nia)
    Hold.objects.create(
        patient=ask.patient, attempt=attempt, code="questionnaire", source=ask.pk, sentence="-", until=None
    )
    quiet_for(ask.patient, 5)
    assert sentences(seen()) == ["Silent 5 days, usually daily"]


def test_a_wrong_number_asks_for_a_new_one(seen, someone, nav_nia):
    patient = someone()
    AskFactory(patient=patient)
    ContactAttemptFactory(patient=patient, by=nav_nia, result="wrong_number", phone="555-0100")
    assert seen().rows[0].needs_new_number
    patient.phone = "555-0199"
    patient.save()
    assert not seen().rows[0].needs_new_number


def test_pages_hold_fifty(seen, someone):
    for days in range(53):
        AskFactory(patient=someone(), due_on=TODAY - timedelta(days=days % 20))
    first, second = seen(), seen(page=2)
    assert (len(first.rows), len(second.rows)) == (50, 3)
    assert first.has_next
    assert not second.has_next
    assert not {row.patient_id for row in first.rows} & {row.patient_id for row in second.rows}


def test_a_very_long_queue_says_so_and_keeps_the_gravest_first(seen, someone, monkeypatch):
    module = import_module("followup.selectors.worklist")
    monkeypatch.setattr(module, "COUNTED", 3)
    monkeypatch.setattr(module, "PAGE", 1)
    everybody = [someone() for _ in range(6)]
    for days, patient in enumerate(everybody):
        AskFactory(patient=patient, due_on=TODAY - timedelta(days=days))
    found = seen()
    assert [row.patient_id for row in found.rows] == [everybody[-1].pk]
    assert {queue.code for queue in found.queues if queue.and_more} == {"", "questionnaire"}
    assert [row.patient_id for row in seen(page=3).rows] == [everybody[-3].pk]


@pytest.mark.parametrize("people", [1, 30])
def test_the_page_costs_the_same_queries_however_many_rows(
    as_, nav_nia, someone, dr_amara, django_assert_max_num_queries, people
):
    for _ in range(people):
        patient = someone()
        AskFactory.create_batch(2, patient=patient)
        checkpoint_for(patient, dr_amara)
        quiet_for(patient, 9)
    client = as_(nav_nia)
    client.get(URL)
    with django_assert_max_num_queries(6):
        assert client.get(URL).status_code == 200


def test_reading_the_list_is_audited_for_each_person_on_it(as_, nav_nia, someone):
    patients = [someone(), someone()]
    for patient in patients:
        AskFactory(patient=patient)
    as_(nav_nia).get(URL)
    read = Event.objects.filter(action="read", category="worklist", actor_id=nav_nia.pk)
    assert {event.patient_id for event in read} == {patient.pk for patient in patients}


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("nav_nia", 200),
        ("dr_amara", 200),
        ("dr_ben", 200),
        ("desk_cleo", 403),
        ("boss_moss", 403),
        ("pia", 403),
    ],
)
def test_the_list_is_for_navigators_and_physicians(request, as_, who, status):
    assert as_(request.getfixturevalue(who)).get(URL).status_code == status


def test_it_is_only_read(as_, nav_nia):
    assert as_(nav_nia).post(URL).status_code == 405


@pytest.mark.parametrize("query", ["?page=0", "?page=x", "?page=99999", "?queue=nonsense", "?page=-1"])
def test_a_strange_address_is_an_ordinary_page(as_, nav_nia, query):
    assert as_(nav_nia).get(URL + query).status_code == 200


def test_the_rail_knows_it():
    assert reverse("followup:worklist") == URL


def test_a_physician_sees_the_rows_of_their_own_care_teams(as_, dr_amara, dr_ben, pia_record, quin_record):
    checkpoint_for(pia_record, dr_amara)
    checkpoint_for(quin_record, dr_ben)
    for user, theirs, others in [(dr_amara, "Okafor", "Diaz"), (dr_ben, "Diaz", "Okafor")]:
        page = as_(user).get(URL).content.decode()
        assert (theirs in page, others in page) == (True, False)


def test_a_navigator_opens_the_charts_of_their_teams_only(as_, nav_nia, dr_amara, pia_record, quin_record):
    checkpoint_for(pia_record, dr_amara)
    checkpoint_for(quin_record, dr_amara)
    page = as_(nav_nia).get(URL).content.decode()
    chart = f'href="{reverse("chart:storyboard", args=[pia_record.pk])}"'
    stranger = f'href="{reverse("chart:storyboard", args=[quin_record.pk])}"'
    assert (chart in page, stranger in page) == (True, False)
    assert page.count("not on this care team") == 1
    assert "<h3>Diaz, Quin</h3>" in page


def test_the_anchor_stands_in_the_row_of_ones_own_patients_only(
    as_, nav_nia, dr_amara, pia_record, quin_record
):
    """A navigator calls for the whole clinic; how somebody is doing is part of the chart."""
    for patient, label in ((pia_record, "Sits"), (quin_record, "Walks")):
        checkpoint_for(patient, dr_amara)
        measure = MeasureFactory(patient=patient, label=label)
        for days, value in ((40, 10), (2, 30)):
            ReadingFactory(measure=measure, value=value, true_on=TODAY - timedelta(days=days))
    page = as_(nav_nia).get(URL).content.decode()
    assert page.count('class="spark"') == 1
    assert "Sits 30 minutes, 18 Nov" in page
    assert "clear shift, better" in page
    assert "Walks" not in page


def test_a_row_without_an_anchor_has_no_line(as_, nav_nia, dr_amara, pia_record):
    checkpoint_for(pia_record, dr_amara)
    assert 'class="spark"' not in as_(nav_nia).get(URL).content.decode()
