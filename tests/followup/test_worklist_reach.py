"""The worklist's SQL stays inside the clinic and, for a physician, inside their care teams: branch by branch.

It does not go through `visible_to`, so this holds what that would (docs/adr/0012).
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from followup.rules.words import ReasonCode, ReminderState
from followup.selectors import row_of, watch_of, worklist
from followup.selectors.branches import BRANCHES, Branch
from outcomes.models import CheckInEpisode
from people.access import Actor
from people.models import Patient
from people.permissions import Role
from tests.factories.followup import AskFactory, ReminderFactory, TaskFactory
from tests.factories.intake import TriageFactory
from tests.factories.people import NOON, CareTeamMemberFactory, PatientFactory
from tests.factories.plans import CheckpointFactory

pytestmark = pytest.mark.django_db
TODAY: date = NOON.date()


def _silent(patient: Patient) -> None:
    days = {"starts_on": TODAY - timedelta(days=9), "ends_on": TODAY + timedelta(days=20)}
    CheckInEpisode.objects.create(clinic=patient.clinic, patient=patient, created_at=NOON, **days)


def _uncertain(patient: Patient) -> None:
    """Its question is not due yet, so that this row is the only reason."""
    later = {"opens_at": NOON + timedelta(hours=1), "due_on": TODAY + timedelta(days=3)}
    ask = AskFactory(patient=patient, **later)
    ReminderFactory(patient=patient, ask=ask, state=ReminderState.UNCERTAIN)


def _tasks(patient: Patient) -> None:
    for role in (Role.NAVIGATOR, Role.PHYSICIAN):
        TaskFactory(patient=patient, owner_role=role)


#: What puts a person on the list, for each kind of reason.
CAUSES: dict[ReasonCode, Callable[[Patient], object]] = {
    ReasonCode.CHECKPOINT: lambda patient: CheckpointFactory(plan__patient=patient, due_on=TODAY),
    ReasonCode.QUESTIONNAIRE: lambda patient: AskFactory(patient=patient, due_on=TODAY),
    ReasonCode.SILENT: _silent,
    ReasonCode.UNCERTAIN: _uncertain,
    ReasonCode.TASK: _tasks,
    ReasonCode.TRIAGE: lambda patient: TriageFactory(patient=patient, recontact_on=TODAY),
}


@pytest.fixture
def people(maple, birch, dr_amara, dr_dara) -> dict[str, Patient]:
    """Known by where they stand to Dr Amara."""
    mine, left, off = (PatientFactory(clinic=maple) for _ in range(3))
    elsewhere = PatientFactory(clinic=birch)
    CareTeamMemberFactory(patient=mine, user=dr_amara)
    CareTeamMemberFactory(patient=left, user=dr_amara, ended_at=NOON - timedelta(days=1))
    CareTeamMemberFactory(patient=elsewhere, user=dr_dara)
    return {"mine": mine, "left": left, "off": off, "elsewhere": elsewhere}


def seen_by(user, people: dict[str, Patient], code: ReasonCode) -> set[str]:
    """Whom the list shows for this reason; whoever asks for each row by its id must get the same people."""
    watch = watch_of(user.clinic, Actor.of(user), NOON)
    listed = worklist(watch)
    assert {reason.fact.code for row in listed.rows for reason in row.reasons} <= {code}
    assert {queue.code: queue.count for queue in listed.queues}[code] == len(listed.rows)
    ids = {row.patient_id for row in listed.rows}
    assert {one.pk for one in people.values() if row_of(watch, one.pk)} == ids
    return {name for name, one in people.items() if one.pk in ids}


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("nav_nia", {"mine", "left", "off"}),
        ("dr_amara", {"mine"}),
        ("dr_ben", set()),
        ("dr_dara", {"elsewhere"}),
    ],
)
@pytest.mark.parametrize("branch", BRANCHES, ids=lambda branch: branch.code)
def test_a_branch_shows_nobody_beyond_the_readers_reach(request, people, branch: Branch, who, expected):
    for one in people.values():
        CAUSES[branch.code](one)
    assert seen_by(request.getfixturevalue(who), people, branch.code) == expected


@pytest.mark.parametrize("who", ["dr_amara", "nav_nia"])
def test_a_task_of_ones_own_shows_nobody_beyond_that_either(request, people, who):
    """A task may still name somebody who has left the team since: that alone opens no record."""
    user = request.getfixturevalue(who)
    for name in ("left", "off", "elsewhere"):
        TaskFactory(patient=people[name], owner=user, owner_role=user.role)
    expected = {"dr_amara": set(), "nav_nia": {"left", "off"}}[who]
    assert seen_by(user, people, ReasonCode.TASK) == expected


def test_every_kind_of_reason_has_its_branch_and_its_row_here():
    assert {branch.code for branch in BRANCHES} == set(CAUSES) == set(ReasonCode)
