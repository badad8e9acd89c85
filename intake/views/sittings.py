"""Coming back: where somebody was in an open intake, kept while they write and offered when they return."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError
from intake.rules.topics import Progress, Topic
from intake.selectors.conversation import charted
from intake.selectors.sittings import last_said, place_of, time_spent
from intake.services.sittings import Whereabouts, note_sitting
from people.access import note_read, requires
from people.clock import now

from .guards import EDIT, intake_or_refuse, refusal, same_author, sees_sensitive

MOST_SECONDS = 24 * 60 * 60


class SittingForm(forms.Form):
    """What the page tells of itself; each topic's seconds come under the topic's name."""

    key = forms.UUIDField()
    control = forms.CharField(max_length=80, required=False)
    place = forms.CharField(max_length=120, required=False)
    caret = forms.IntegerField(min_value=0, max_value=100_000)
    scroll = forms.IntegerField(min_value=0, max_value=1_000_000)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for topic in Topic:
            self.fields[topic.value] = forms.IntegerField(min_value=0, max_value=MOST_SECONDS, required=False)

    @property
    def whereabouts(self) -> Whereabouts:
        said = self.cleaned_data
        return Whereabouts(said["control"], said["place"], said["caret"], said["scroll"])

    @property
    def seconds(self) -> dict[str, int]:
        return {topic.value: spent for topic in Topic if (spent := self.cleaned_data[topic.value])}


@requires(EDIT)
@require_POST
@same_author
def sitting(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Told by the page after a save and when it is left; a short answer, because it is told often."""
    intake = intake_or_refuse(request, pk)
    form = SittingForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest("We cannot read where this page is.")
    told = {"key": form.cleaned_data["key"], "where": form.whereabouts, "seconds": form.seconds}
    try:
        note_sitting(intake=intake, by=request.actor, at=now(), **told)
    except DomainError as refused:
        return refusal(refused)
    return HttpResponse(status=204)


@requires(EDIT)
@require_GET
def intake_resume(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The card of somebody who comes back: where they were, what was said last, what was not asked yet."""
    intake = intake_or_refuse(request, pk)
    here = SittingForm({"key": request.GET.get("here", "")})
    here.full_clean()
    own = here.cleaned_data.get("key")
    note_read(request, intake.patient, category="intake")
    page = charted(intake)
    is_back = request.GET.get("parked") == "1"
    context = {
        "intake": intake,
        "patient": intake.patient,
        "place": None if is_back else place_of(intake, request.actor, but=own),
        "is_back": is_back,
        "said": last_said(page, sees_sensitive=sees_sensitive(request.actor)),
        "unasked": [state.topic for state in page.topics if state.progress == Progress.UNTOUCHED],
        "seconds": sum(time_spent(intake, but=own).values()),
    }
    return render(request, "intake/_resume.html", context)
