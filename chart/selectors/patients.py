"""The patient list: one page of rows with what a person needs to choose."""

from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from chart.selectors.find import patients_matching
from people.access import Actor
from people.models import CareTeamMember, Patient, Visit
from people.rules.states import VisitStatus

SCOPES = {"mine": "My patients", "all": "All", "closed": "Closed records"}


def patient_list(actor: Actor, *, words: str, scope: str, now: datetime) -> QuerySet[Patient]:
    rows = patients_matching(actor, words)
    rows = rows.filter(closed_at__isnull=scope != "closed")
    if scope == "mine":
        rows = rows.filter(mine=True)
    rows = rows.annotate(lead_name=_lead(), next_visit=_next_visit(now))
    return rows.order_by("family_name", "given_name", "pk")


def _lead() -> Subquery:
    leads = CareTeamMember.objects.filter(patient=OuterRef("pk"), is_lead=True, ended_at=None)
    return Subquery(leads.values("user__name")[:1])


def _next_visit(now: datetime) -> Subquery:
    planned = Visit.objects.filter(patient=OuterRef("pk"), status=VisitStatus.PLANNED)
    return Subquery(planned.filter(starts_at__gte=now).order_by("starts_at").values("starts_at")[:1])
