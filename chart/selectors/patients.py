"""The patient list: one page of rows with what a person needs to choose."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, OuterRef, QuerySet, Subquery, When

from chart.selectors.find import patients_matching
from outcomes.selectors import AnchorLine, anchor_column, anchor_line, noise_by
from people.access import Actor
from people.models import CareTeamMember, Clinic, Patient, Visit
from people.rules.states import VisitStatus
from people.selectors import policy

SCOPES = {"mine": "My patients", "all": "All", "closed": "Closed records"}


def patient_list(
    actor: Actor, *, words: str, scope: str, now: datetime, today: date | None = None
) -> QuerySet[Patient]:
    """With `today` each row has its anchor as of that day; it is part of the chart, so of one's own only."""
    rows = patients_matching(actor, words)
    rows = rows.filter(closed_at__isnull=scope != "closed")
    if scope == "mine":
        rows = rows.filter(mine=True)
    rows = rows.annotate(lead_name=_lead(), next_visit=_next_visit(now))
    if today:
        rows = rows.annotate(anchor=Case(When(mine=True, then=anchor_column(today))))
    return rows.order_by("family_name", "given_name", "pk")


def anchors_on(page: Iterable[Patient], clinic: Clinic, today: date) -> dict[UUID, AnchorLine | None]:
    """Of the rows that have one; by the clinic's own limit for noise."""
    noise = noise_by(policy(clinic, "function_noise_percent", on=today))
    return {one.pk: anchor_line(one.anchor, on=today, noise=noise) for one in page}


def _lead() -> Subquery:
    leads = CareTeamMember.objects.filter(patient=OuterRef("pk"), is_lead=True, ended_at=None)
    return Subquery(leads.values("user__name")[:1])


def _next_visit(now: datetime) -> Subquery:
    planned = Visit.objects.filter(patient=OuterRef("pk"), status=VisitStatus.PLANNED)
    return Subquery(planned.filter(starts_at__gte=now).order_by("starts_at").values("starts_at")[:1])
