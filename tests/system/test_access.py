"""Every route, the whole cast: generated from the URLconf, judged by the matrix."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from followup.links import preferences_token
from intake.services.previsit import issue_story_token
from outcomes.links import day_link_token
from outcomes.services import issue_token
from people import clock
from people.access import declared_access
from people.models import PatientIdentifier, User, Visit
from tests.factories.followup import ContactAttemptFactory, ReminderFactory, TaskFactory
from tests.factories.intake import (
    BarrierFactory,
    CapturedLineFactory,
    HealthFactFactory,
    HypothesisFactory,
    ImagingFindingFactory,
    IntakeFactory,
    MedicationFactory,
    MedicineMergeFactory,
    PainProblemFactory,
    ProvokerFactory,
    RecordRequestFactory,
    TestRequestFactory,
    TimelineEntryFactory,
    TraumaNoteFactory,
    TreatmentTriedFactory,
    TriageDraftFactory,
    TriageFactory,
    VisitSummaryFactory,
)
from tests.factories.intake_referrals import bundle, condition, imported, number, person
from tests.factories.outcomes import (
    CheckInEpisodeFactory,
    DayFactory,
    FlareFactory,
    GoalFactory,
    GoalScaleFactory,
    MeasureFactory,
    WearableFileFactory,
)
from tests.factories.people import NOON
from tests.factories.plans import BlockResponseFactory, CheckpointFactory, PlanFactory, StepFactory
from tests.factories.portal import block_of_check_ins, peg_ask, story_before
from tests.system.access_matrix import CAST, MATRIX

#: allauth asks for itself; `people.middleware` lists which of its pages are served.
THIRD_PARTY = ("allauth.",)


def our_routes() -> dict[str, URLPattern]:
    """View name to pattern, for every route of ours."""
    found: dict[str, URLPattern] = {}

    def walk(resolver, namespace: str) -> None:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLPattern):
                if not entry.callback.__module__.startswith(THIRD_PARTY):
                    found[f"{namespace}{entry.name}"] = entry
            else:
                walk(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)

    walk(get_resolver(), "")
    return found


ROUTES = our_routes()


@pytest.fixture
def samples(maple, pia_record, dr_amara, nav_nia, dr_ben):
    """One object of each kind that an address may name, all of them pia's."""
    visit = Visit.objects.create(
        clinic=maple, patient=pia_record, kind="intake", starts_at=NOON, minutes=60, with_user=dr_amara
    )
    return {
        "patient": pia_record.pk,
        "visit": visit.pk,
        "member": pia_record.care_team.get(user=nav_nia).pk,
        "colleague": dr_ben.pk,
        "policy": "checkin_days",
        **_links_of(pia_record),
        **_of_outcomes(pia_record),
        **_of_intake(pia_record, dr_amara),
        **_plan_samples(pia_record, dr_amara),
        **_of_followup(pia_record, nav_nia),
    }


def _of_followup(patient, user):
    return {
        "call": ContactAttemptFactory(patient=patient, by=user).pk,
        "reminder": ReminderFactory(patient=patient, state="uncertain").pk,
        "task": TaskFactory(patient=patient).pk,
    }


def _of_outcomes(patient):
    goal = GoalFactory(patient=patient, rank=2)
    DayFactory(patient=patient, day="2026-11-19", moved_minutes=20)
    return {
        "series": [patient.pk, "day-moved"],
        "measure": MeasureFactory(patient=patient).pk,
        "goal": goal.pk,
        "ranked_goal": [patient.pk, 1],
        "peg_form": [patient.pk, "peg"],
        "day": [patient.pk, "2026-11-20"],
        "month": "2026-11",
        "month_of_days": [patient.pk, "2026-11"],
        "flare": FlareFactory(patient=patient).pk,
        "block": CheckInEpisodeFactory(patient=patient).pk,
        "goal_entry": ["goal", goal.pk],
        "wearable": WearableFileFactory(patient=patient).pk,
        "scaled": GoalScaleFactory(goal=GoalFactory(patient=patient, rank=3)).goal.pk,
        "timed": MeasureFactory(patient=patient).pk,
        "test": [patient.pk, "chair-stand"],
    }


def _plan_samples(patient, user):
    measure = MeasureFactory(patient=patient)
    plan = PlanFactory(patient=patient, created_by=user, signed=True)
    draft = PlanFactory(patient=patient, created_by=user)
    step = StepFactory(plan=plan, is_block=True)
    point = CheckpointFactory(plan=plan, step=step, measure=measure)
    return {
        "signed_plan": plan.pk,
        "draft_plan": draft.pk,
        "step": step.pk,
        "checkpoint": point.pk,
        "block_response": BlockResponseFactory(step=step).pk,
    }


def _links_of(patient):
    """What opens a patient's pages without signing in, as the arguments of an address."""
    ask = peg_ask(patient, at=clock.now())
    token = issue_token(ask)
    return {
        "ask": ask.pk,
        "question_link": token,
        "question": [token, 1],
        "day_link": day_link_token(block_of_check_ins(patient, at=clock.now())),
        "mail_link": preferences_token(patient),
        **_story_of(patient),
    }


def _story_of(patient):
    story = story_before(patient, at=clock.now())
    token = issue_story_token(story)
    return {"story_link": token, "story_page": [token, "wants"], "story visit": story.visit_id}


def _of_intake(patient, author):
    """An open intake, a line of it, and an entry by hand; a tuple fills an address of several parts."""
    intake = IntakeFactory(patient=patient, started_by=author)
    problem, entry = PainProblemFactory(intake=intake), TimelineEntryFactory(patient=patient)
    medicine = MedicationFactory(patient=patient)
    return {
        "intake": intake.pk,
        "summary": VisitSummaryFactory(intake=intake).pk,
        "problem": problem.pk,
        "idea": HypothesisFactory(intake=intake).pk,
        "tried": TreatmentTriedFactory(intake=intake).pk,
        "captured line": CapturedLineFactory(intake=intake).pk,
        "provoker": ProvokerFactory(intake=intake).pk,
        "part": [intake.pk, "where"],
        "card": [intake.pk, "walk"],
        "flag": [intake.pk, "weakness"],
        "map layer": [intake.pk, "now"],
        "new line": [intake.pk, "problem"],
        "line": ["problem", problem.pk],
        "exam group": [intake.pk, "back"],
        "exam test": [intake.pk, "slr"],
        "scan": ImagingFindingFactory(intake=intake).pk,
        "test request": TestRequestFactory(patient=patient).pk,
        "draft": ["intake", intake.pk],
        "entry": ["timeline", entry.pk],
        "medicine": medicine.pk,
        "medicine line": ["medication", medicine.pk],
        "merge": MedicineMergeFactory(medication=medicine, decided_by=author).pk,
        "event": entry.pk,
        "placed event": [entry.pk, "later"],
        "barrier": BarrierFactory(patient=patient).pk,
        "triage": TriageFactory(patient=patient).pk,
        "triage draft": TriageDraftFactory(patient=patient).pk,
        "fact": HealthFactFactory(intake=intake).pk,
        "trauma": TraumaNoteFactory(intake=intake).pk,
        "packet": _packet_of(patient).pk,
        "record": RecordRequestFactory(patient=patient, asked_by=author).pk,
    }


def _packet_of(patient):
    """An imported packet, matched by a record number that the clinic knows this person by."""
    known = number("MR", "S-77")
    PatientIdentifier.objects.create(
        clinic=patient.clinic, patient=patient, system=known["system"], value=known["value"]
    )
    about = person(identifier=[known], birthDate=patient.birth_date.isoformat())
    return imported(patient.clinic, bundle(condition(), patient=about))


def _address(route: str, sample) -> str:
    return reverse(route, args=sample if isinstance(sample, list) else [sample] if sample else [])


def test_every_route_declares_its_access():
    assert [name for name, route in ROUTES.items() if declared_access(route.callback) is None] == []


def test_every_route_has_a_row_and_every_row_a_route():
    assert set(ROUTES) == set(MATRIX)


@pytest.fixture
def cast(request) -> dict[str, User]:
    return {who: request.getfixturevalue(who) for who in CAST}


@pytest.mark.parametrize("route", sorted(MATRIX))
def test_the_answers_are_those_of_the_matrix(as_, samples, cast, route):
    sample, letters = MATRIX[route]
    address = _address(route, samples.get(sample))
    answers = {who: _alone(lambda person=person: _ask(as_(person), address)) for who, person in cast.items()}
    got = {who: _letter(answer.status_code) for who, answer in answers.items()}
    assert got == dict(zip(CAST, letters.replace("p", "y"), strict=True))
    stranger = _alone(lambda: _ask(Client(), address))
    if "p" in letters:
        assert _letter(stranger.status_code) == "y"
    else:
        assert stranger.headers["Location"].startswith(reverse(settings.LOGIN_URL))


def _alone(asking: Callable[[], HttpResponse]) -> HttpResponse:
    """An answer that no earlier one had a part in: what each changed is taken back."""
    cache.clear()
    with transaction.atomic():
        answer = asking()
        transaction.set_rollback(True)
    return answer


def _ask(client: Client, address: str):
    """GET where the route reads, an empty POST where it only writes."""
    answer = client.get(address)
    return client.post(address) if answer.status_code == 405 else answer


def _letter(status: int) -> str:
    assert status < 500
    return {403: "f", 404: "0"}.get(status, "y")
