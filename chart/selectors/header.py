"""Who this is: the facts of the patient header, in one query."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject

from intake.models import Allergy
from intake.selectors.health import none_known
from people.access import Actor
from people.models import CareTeamMember, Patient
from people.permissions import Permission, Role
from plans.models import Checkpoint
from plans.rules.words import CheckpointState

CHART = Permission.CHART_VIEW


@dataclass(frozen=True)
class Member:
    name: str
    role: str
    is_lead: bool


@dataclass(frozen=True)
class Header:
    """What every page of a patient shows. `clinical` is false for those who reach contact data only,
    and `none_known` says that somebody asked about allergies and there is none.
    """

    clinical: bool
    team: tuple[Member, ...]
    allergies: tuple[str, ...]
    checkpoint_due: date | None
    none_known: bool = False

    @property
    def lead(self) -> str:
        return next((member.name for member in self.team if member.is_lead), "")

    @property
    def navigator(self) -> str:
        return next((member.name for member in self.team if member.role == Role.NAVIGATOR), "")


def patient_header(patient: Patient, actor: Actor) -> Header:
    reached = Patient.objects.visible_to(actor, CHART).filter(pk=OuterRef("pk"))
    columns = {"clinical": Exists(reached), **header_columns()}
    row = Patient.objects.filter(pk=patient.pk).annotate(**columns).values(*columns).get()
    team = tuple(Member(**member) for member in row["team"])
    if not row["clinical"]:
        return Header(False, team, (), None)
    return Header(True, team, tuple(row["allergy_titles"]), row["due"], row["none_known"])


def header_columns() -> dict[str, ArraySubquery | Subquery | Exists]:
    """Annotations on Patient that the storyboard shares, so that it asks once."""
    return {
        "team": _team(),
        "allergy_titles": _allergies(),
        "due": _checkpoint_due(),
        "none_known": Exists(none_known(OuterRef("pk"))),
    }


def _team() -> ArraySubquery:
    members = CareTeamMember.objects.filter(patient=OuterRef("pk"), ended_at=None)
    shape = JSONObject(name="user__name", role="user__role", is_lead="is_lead")
    return ArraySubquery(members.order_by("-is_lead", "started_at").values(json=shape))


def _allergies() -> ArraySubquery:
    rows = Allergy.objects.filter(patient=OuterRef("pk"), erred_at=None)
    return ArraySubquery(rows.order_by("title").values("title"))


def _checkpoint_due() -> Subquery:
    waiting = Checkpoint.objects.filter(patient=OuterRef("pk"), state=CheckpointState.WAITING)
    return Subquery(waiting.order_by("due_on").values("due_on")[:1])
