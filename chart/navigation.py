"""The rail and the tabs of a patient: one table each, filtered by what the actor's role may do."""

from dataclasses import dataclass
from uuid import UUID

from core.addresses import address_of
from people.access import Actor
from people.models import Patient
from people.permissions import Permission


@dataclass(frozen=True)
class Place:
    label: str
    view: str
    needs: Permission
    icon: str = ""


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    icon: str
    is_here: bool


RAIL = (
    Place("Today", "chart:today", Permission.TODAY, "sun"),
    Place("Worklist", "followup:worklist", Permission.WORKLIST, "list-checks"),
    Place("Patients", "chart:patients", Permission.PATIENT_CONTACT, "users"),
    Place("Referrals", "intake:referrals", Permission.REFERRAL_IMPORT, "inbox"),
    Place("People", "people:staff", Permission.STAFF_MANAGE, "users"),
    Place("Clinic", "people:clinic", Permission.CLINIC_SETTINGS, "building-2"),
)

#: What only those on the team reach; the other tabs hold contact data and visits.
CHART_NEEDS = {Permission.CHART_VIEW, Permission.INTAKE_EDIT, Permission.CHART_AUDIT}

TABS = (
    Place("Storyboard", "chart:storyboard", Permission.CHART_VIEW),
    Place("Intake", "intake:intake", Permission.INTAKE_EDIT),
    Place("Timeline", "chart:timeline", Permission.CHART_VIEW),
    Place("Map", "intake:body-map", Permission.CHART_VIEW),
    Place("Plan", "plans:plan", Permission.CHART_VIEW),
    Place("Measures", "outcomes:measures", Permission.CHART_VIEW),
    Place("Look back", "chart:look-back", Permission.CHART_VIEW),
    Place("Record", "chart:record", Permission.CHART_VIEW),
    Place("Contact", "people:patient-contact", Permission.PATIENT_CONTACT),
    Place("Visits", "people:visits", Permission.VISIT_BOOK),
    Place("Papers", "intake:records", Permission.REFERRAL_IMPORT),
    Place("Calls", "followup:contact-history", Permission.WORKLIST),
    Place("Who looked", "chart:access-log", Permission.CHART_AUDIT),
)


def rail_for(actor: Actor, path: str) -> list[Link]:
    return [link(place, path) for place in RAIL if actor.reach(place.needs)]


def tabs_for(actor: Actor, patient: Patient, path: str, *, clinical: bool) -> list[Link]:
    """`clinical` is whether this actor reaches this chart, not only its contact page."""
    reached = [p for p in TABS if actor.reach(p.needs) and (clinical or p.needs not in CHART_NEEDS)]
    return [link(place, path, patient.pk) for place in reached]


def link(place: Place, path: str, pk: UUID | None = None) -> Link:
    url = address_of(place.view, pk)
    return Link(place.label, url, place.icon, is_here=_is_here(url, path, exact=pk is not None))


def _is_here(url: str, path: str, *, exact: bool) -> bool:
    return path == url if exact or url == "/" else path.startswith(url)
