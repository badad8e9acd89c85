"""What stands behind a patient's pages: a block of check-ins with a goal, a questionnaire with its link."""

from datetime import datetime, timedelta
from decimal import Decimal

from intake.models import PreVisit
from intake.services.previsit import issue_story_token, open_previsit
from outcomes import services as outcomes
from outcomes.links import day_link_token
from outcomes.models import Ask, CheckInEpisode
from people.access import Actor
from people.models import Patient, Visit
from people.rules.states import VisitKind

GOAL = "Walk the dog around the block"


def block_of_check_ins(patient: Patient, *, at: datetime, goal: str = GOAL) -> CheckInEpisode:
    """Three weeks in, with a goal in the person's own words."""
    by = Actor.system(patient.clinic_id)
    wish = outcomes.set_goal(
        patient=patient, rank=1, words=goal, target=Decimal(7), unit="days a week", by=by, at=at
    )
    starts_on = patient.today(at) - timedelta(days=21)
    return outcomes.start_check_ins(patient=patient, starts_on=starts_on, goal=wish, by=by, at=at)


def day_link(patient: Patient, *, at: datetime) -> str:
    return f"/d/{day_link_token(block_of_check_ins(patient, at=at))}/"


def peg_ask(patient: Patient, *, at: datetime, days: int = 14, instrument: str = "peg") -> Ask:
    return outcomes.create_ask(
        patient=patient,
        instrument=instrument,
        opens_at=at - timedelta(hours=1),
        due_on=patient.today(at) + timedelta(days=3),
        closes_at=at + timedelta(days=days),
        source=("test", str(patient.pk)),
        by=Actor.system(patient.clinic_id),
        at=at,
    )


def question_link(ask: Ask) -> str:
    return f"/q/{outcomes.issue_token(ask)}/"


def story_before(patient: Patient, *, at: datetime, days: int = 5) -> PreVisit:
    """The story before a first visit in some days, with the lead."""
    visit = Visit.objects.create(
        clinic=patient.clinic,
        patient=patient,
        kind=VisitKind.INTAKE,
        starts_at=at + timedelta(days=days),
        minutes=60,
        with_user=patient.care_team.first().user,
    )
    return open_previsit(visit=visit, by=Actor.system(patient.clinic_id), at=at)


def story_link(previsit: PreVisit) -> str:
    return f"/s/{issue_story_token(previsit)}/"
