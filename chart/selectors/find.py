"""Finding people by name, part of a name, birth date or record number; and pages by their name."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from chart.navigation import Place, link, rail_for, tabs_for
from core.addresses import address_of
from core.words import full_day
from people.access import Actor
from people.models import CareTeamMember, Patient
from people.permissions import Permission

MOST = 8
DATE_SHAPES = ("%Y-%m-%d", "%m/%d/%Y", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y")

MORE_PLACES = (
    Place("Add a patient", "people:patient-new", Permission.PATIENT_REGISTER),
    Place("Import a referral packet", "intake:referrals", Permission.REFERRAL_IMPORT),
    Place("Tasks", "followup:tasks", Permission.TASK_WORK),
    Place("Change my password", "account_change_password", Permission.OWN_ACCOUNT),
    Place("My second factor", "mfa_index", Permission.OWN_ACCOUNT),
)


@dataclass(frozen=True)
class Found:
    label: str
    note: str
    url: str
    patient_id: UUID | None = None


def birth_date_in(words: str) -> date | None:
    """A date in any of the ways that people type it; with slashes the month comes first."""
    text = " ".join(words.replace(",", " ").split())
    for shape in DATE_SHAPES:
        try:
            return datetime.strptime(text, shape).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def patients_matching(actor: Actor, words: str) -> QuerySet[Patient]:
    """Those whom the actor may reach; their own patients first. Every word must occur in name or number."""
    rows = Patient.objects.visible_to(actor, Permission.PATIENT_CONTACT).annotate(mine=Exists(_team(actor)))
    born = birth_date_in(words)
    if born:
        return rows.filter(birth_date=born).order_by("-mine", "family_name", "given_name")
    for word in words.lower().split():
        rows = rows.filter(_occurs(word))
    return rows.order_by("-mine", "family_name", "given_name")


def _occurs(word: str) -> Q:
    """Anywhere in name or number; one or two letters must begin a name, so that the trigram index serves."""
    if len(word) > 2:
        return Q(search_name__contains=word)
    return Q(search_name__startswith=word) | Q(search_name__contains=f" {word}")


def found_patients(actor: Actor, words: str) -> list[Found]:
    """With nothing typed yet: the actor's own patients."""
    rows = patients_matching(actor, words)
    if not words.strip():
        rows = rows.filter(mine=True)
    return [
        Found(
            str(patient),
            f"born {full_day(patient.birth_date)} · MRN {patient.mrn}",
            chart_url(actor, patient),
            patient.pk,
        )
        for patient in rows[:MOST]
    ]


def chart_url(actor: Actor, patient: Patient) -> str:
    """The chart for those on the team, the contact page for everybody else. Needs the `mine` annotation."""
    charted = patient.mine and actor.reach(Permission.CHART_VIEW)
    return address_of("chart:storyboard" if charted else "people:patient-contact", patient.pk)


def found_pages(actor: Actor, words: str, patient: Patient | None = None) -> list[Found]:
    """The open chart's pages, the rail's with the keys that open them, and some that neither holds."""
    wanted = words.lower().strip()
    tabs = tabs_for(actor, patient, "", clinical=True) if patient else []
    here = (Found(one.label, "this chart", one.url) for one in tabs)
    rail = [Found(one.label, f"Alt {n}", one.url) for n, one in enumerate(rail_for(actor, ""), start=1)]
    others = (link(place, "") for place in MORE_PLACES if actor.reach(place.needs))
    found = [*here, *rail, *(Found(one.label, "page", one.url) for one in others)]
    return [one for one in found if wanted in one.label.lower()]


def chart_at(actor: Actor, key: str) -> Patient | None:
    """The patient whose pages the reader has open, where they reach the chart. Any other key is nobody."""
    try:
        pk = UUID(key)
    except ValueError:
        return None
    return Patient.objects.visible_to(actor, Permission.CHART_VIEW).filter(pk=pk).first()


def _team(actor: Actor) -> QuerySet[CareTeamMember]:
    return CareTeamMember.objects.filter(patient=OuterRef("pk"), user_id=actor.user_id, ended_at=None)
