"""Which patient stands before us: signed in, or holding the link of a block of check-ins (docs/adr/0007)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import salted_hmac

from audit import services as audit
from outcomes.links import episode_of
from people import clock
from people.access import Actor, public, requires
from people.models import Patient
from people.permissions import Permission


@dataclass(frozen=True)
class Visitor:
    """A patient and how they came. `link` is the token they hold; empty for somebody who signed in."""

    patient: Patient
    actor: Actor
    link: str = ""

    @property
    def owner(self) -> str:
        """An opaque name for the phone's queue, so that one person's days are never sent as another's."""
        return salted_hmac("portal.queue-owner", self.patient.pk.hex, algorithm="sha256").hexdigest()[:22]

    @property
    def is_signed_in(self) -> bool:
        return not self.link

    @property
    def home_url(self) -> str:
        return reverse("portal:day-link", args=[self.link]) if self.link else reverse("portal:home")

    @property
    def goals_url(self) -> str:
        return reverse("portal:day-link-goal", args=[self.link]) if self.link else reverse("portal:goals")

    @property
    def flare_url(self) -> str:
        return reverse("portal:day-link-flare", args=[self.link]) if self.link else reverse("portal:flare")


def signed_in(request: HttpRequest) -> Visitor:
    """The patient whose account this is; 404 for an account whose record is gone."""
    patients = Patient.objects.visible_to(request.actor, Permission.PORTAL).select_related("clinic")
    patient = patients.first()
    if patient is None:
        raise Http404
    return Visitor(patient, request.actor)


def by_link(token: str) -> Visitor | None:
    """The patient of a running block of check-ins, or None when the link is not, or no longer, good."""
    episode = episode_of(token, at=clock.now())
    if episode is None or not episode.patient.is_open:
        return None
    return Visitor(episode.patient, Actor.of_patient(episode.patient), token)


def note_read_by_link(request: HttpRequest, visitor: Visitor, *, category: str) -> None:
    """The audit row of a page that a link opened: nobody is signed in, so the patient is the one who read."""
    audit.record_read(
        by=visitor.actor,
        patient_id=visitor.patient.pk,
        category=category,
        address=request.META.get("REMOTE_ADDR"),
    )


Page = Callable[..., HttpResponse]


def for_patient(view: Page) -> Page:
    """A page of the signed-in patient: `view(request, visitor, ...)`. A closed record gets one sentence."""

    @requires(Permission.PORTAL)
    @wraps(view)
    def page(request: HttpRequest, **kwargs) -> HttpResponse:
        visitor = signed_in(request)
        if not visitor.patient.is_open:
            return render(request, "portal/closed.html")
        return view(request, visitor, **kwargs)

    return page


def for_link_holder(view: Page) -> Page:
    """The same page for whoever holds the day link. Unknown, revoked and old links look alike."""

    @public
    @wraps(view)
    def page(request: HttpRequest, *, token: str, **kwargs) -> HttpResponse:
        visitor = by_link(token)
        if visitor is None:
            return render(request, "portal/day_link_old.html", status=404)
        request.clinic = visitor.patient.clinic
        return view(request, visitor, **kwargs)

    return page
