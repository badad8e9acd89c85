"""Marking an entry as entered in error."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from core.forms import domain_errors_on
from people import clock
from people.access import get_row_or_refuse, requires
from people.permissions import Permission

from .. import services
from ..forms import ErrorForm
from ..models import Goal, GoalLevel, GoalWeek, Measure, Reading, SavedLookBack, Score, SleepNight
from ..rules.scoring import shown
from ..selectors import Catalogue
from .pages import done, form_page


@dataclass(frozen=True)
class Entry:
    """A kind of entry: its table, what the page calls it, and one row in words."""

    model: type[Goal | GoalLevel | GoalWeek | Measure | Reading | SavedLookBack | Score | SleepNight]
    words: str
    describe: Callable[..., str]


#: By what the address calls them.
ENTRIES = {
    "score": Entry(
        Score,
        "score",
        lambda row: (
            f"{Catalogue(row.clinic_id).get(row.instrument).title} {shown(row.value)},"
            f" {row.true_on:%-d %b %Y}."
        ),
    ),
    "reading": Entry(
        Reading,
        "value",
        lambda row: f"{row.measure}: {row.value:f} {row.measure.unit}, {row.true_on:%-d %b %Y}.",
    ),
    "measure": Entry(Measure, "measure and all its values", lambda row: f"{row}, in {row.unit}."),
    "night": Entry(SleepNight, "night", lambda row: f"The night to {row.morning:%-d %b %Y}."),
    "goal": Entry(Goal, "goal", lambda row: f"“{row.words}”"),
    "week": Entry(
        GoalWeek,
        "week",
        lambda row: f"“{row.goal.words}”: {row.tick}, week of {row.week_on:%-d %b %Y}.",
    ),
    "level": Entry(
        GoalLevel, "level", lambda row: f"“{row.goal.words}”: {row.level:+d}, {row.true_on:%-d %b %Y}."
    ),
    "look-back": Entry(
        SavedLookBack, "saved look-back", lambda row: f"{row.event_words}, {row.event_on:%-d %b %Y}."
    ),
}


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def entry_error(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """It stays readable with its reason, and counts for nothing from now on."""
    if kind not in ENTRIES:
        raise Http404
    entry = ENTRIES[kind]
    row = get_row_or_refuse(entry.model.objects, request.actor, pk, Permission.OUTCOMES_ENTER)
    form = ErrorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            services.enter_in_error(row=row, by=request.actor, at=clock.now(), **form.cleaned_data)
            return done(request, row.patient, "It is marked as entered in error.")
    heading = f"Mark this {entry.words} as entered in error"
    return form_page(
        request, row.patient, form, heading=heading, verb="Mark as error", hint=entry.describe(row)
    )
