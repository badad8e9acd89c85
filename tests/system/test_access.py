"""Every route, the whole cast: generated from the URLconf, judged by the matrix."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from followup.links import preferences_token
from outcomes.links import day_link_token
from outcomes.services import issue_token
from people import clock
from people.access import declared_access
from people.models import PatientIdentifier, Visit
from tests.factories.followup import ContactAttemptFactory, ReminderFactory, TaskFactory
from tests.factories.intake import (
    HypothesisFactory,
    IntakeFactory,
    PainProblemFactory,
    TimelineEntryFactory,
    TreatmentTriedFactory,
)
from tests.factories.intake_referrals import bundle, condition, imported, number, person
from tests.factories.outcomes import (
    CheckInEpisodeFactory,
    DayFactory,
    FlareFactory,
    GoalFactory,
    MeasureFactory,
)
from tests.factories.people import NOON
from tests.factories.plans import BlockResponseFactory, CheckpointFactory, PlanFactory, StepFactory
from tests.factories.portal import block_of_check_ins, peg_ask
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
    }


def _of_intake(patient, author):
    """An open intake, a line of it, and an entry by hand; a tuple fills an address of several parts."""
    intake = IntakeFactory(patient=patient, started_by=author)
    problem, entry = PainProblemFactory(intake=intake), TimelineEntryFactory(patient=patient)
    return {
        "intake": intake.pk,
        "problem": problem.pk,
        "idea": HypothesisFactory(intake=intake).pk,
        "tried": TreatmentTriedFactory(intake=intake).pk,
        "card": [intake.pk, "walk"],
        "flag": [intake.pk, "weakness"],
        "new line": [intake.pk, "problem"],
        "line": ["problem", problem.pk],
        "draft": ["intake", intake.pk],
        "entry": ["timeline", entry.pk],
        "packet": _packet_of(patient).pk,
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


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("route", sorted(MATRIX))
def test_the_answer_is_the_one_in_the_matrix(request, as_, samples, route, who):
    sample, letters = MATRIX[route]
    answer = _ask(as_(request.getfixturevalue(who)), _address(route, samples.get(sample)))
    assert _letter(answer.status_code) == letters[CAST.index(who)].replace("p", "y")


@pytest.mark.parametrize("route", sorted(MATRIX))
def test_nobody_signed_in_is_asked_to_sign_in(samples, route):
    sample, letters = MATRIX[route]
    answer = _ask(Client(), _address(route, samples.get(sample)))
    if "p" in letters:
        assert _letter(answer.status_code) == "y"
    else:
        assert answer.headers["Location"].startswith(reverse(settings.LOGIN_URL))


def _ask(client: Client, address: str):
    """GET where the route reads, an empty POST where it only writes."""
    answer = client.get(address)
    return client.post(address) if answer.status_code == 405 else answer


def _letter(status: int) -> str:
    assert status < 500
    return {403: "f", 404: "0"}.get(status, "y")
