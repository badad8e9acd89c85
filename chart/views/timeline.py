"""The timeline: the story from onset to today as a picture and as a list (S02)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from chart.forms import STORY, TimelineForm
from chart.presenters import timeline as drawing
from chart.presenters.timeline_list import draw_list
from chart.presenters.window import Window
from chart.selectors.timeline import Story, story_in_time
from core.addresses import address_of
from core.htmx import render_page_or_fragment
from core.ids import uuid7
from intake.forms import QuickEntryForm
from people import clock
from people.access import can, open_chart, requires
from people.models import Patient
from people.permissions import Permission

ROWS_A_PAGE = 100
#: What is drawn beyond the first and the last day, as a share of the days: marks are not cut in half.
MARGIN = 60


@dataclass(frozen=True)
class TimelinePage:
    """The story through a window. `address` is the page's own, where its links lead."""

    patient: Patient
    story: Story
    form: TimelineForm
    today: date
    may_edit: bool
    is_small: bool
    open_group: str
    with_list: bool
    number: str

    @property
    def ranges(self) -> list[tuple[str, str]]:
        return [(code, words) for code, (words, _) in STORY.items()]

    @cached_property
    def window(self) -> Window:
        first, last = self.form.days
        first = min(first, last - timedelta(days=28))
        return Window(first - (last - first) / MARGIN, last + (last - first) / MARGIN)

    @cached_property
    def look(self) -> drawing.Look:
        return drawing.Look(
            window=self.window,
            today=self.today,
            may_edit=self.may_edit,
            is_small=self.is_small,
            open_group=self.open_group,
            opened=lambda group: self._address(open=group),
            list_address=self._address(view="list"),
        )

    def _address(self, **asked: str) -> str:
        """This window with something else asked for."""
        kept = {name: self.form.data.get(name, "") for name in ("range", "first", "last")} | asked
        query = "&".join(f"{name}={value}" for name, value in kept.items() if value)
        return f"{address_of('chart:timeline', self.patient.pk)}?{query}"

    @property
    def list_address(self) -> str:
        return self._address(view="list")

    @property
    def picture_address(self) -> str:
        return self._address()

    @property
    def refresh_address(self) -> str:
        """The picture alone, as it is looked at now."""
        return self._address(open=self.open_group, small="1" if self.is_small else "", part="picture")

    @cached_property
    def lanes(self) -> list[drawing.DrawnLane]:
        return drawing.draw_lanes(self.story.told.lanes, self.look)

    @property
    def axis(self) -> str:
        return drawing.draw_axis(self.window)

    @property
    def grid(self) -> str:
        return drawing.draw_grid(self.window)

    @property
    def scores(self) -> str:
        shown = [line for line in self.story.scores if any(point.on in self.window for point in line.points)]
        lines = shown[: drawing.MOST_SCORES]
        return "".join(drawing.draw_score(one.instrument, one.points, self.window) for one in lines)

    @property
    def more_scores(self) -> int:
        return max(len(self.story.scores) - drawing.MOST_SCORES, 0)

    @cached_property
    def outside(self) -> tuple[int, int]:
        return drawing.outside(self.story.told.lanes, self.look)

    @property
    def is_empty(self) -> bool:
        return not self.story.told.items and not self.story.scores

    @cached_property
    def rows(self) -> Page:
        """The list is of the whole story, whatever the window is."""
        return Paginator(self.story.told.items, ROWS_A_PAGE).get_page(self.number)

    @property
    def listed(self) -> str:
        lanes = {lane.key: lane.title for lane in self.story.told.lanes}
        return draw_list(self.rows, lanes, may_edit=self.may_edit)


@requires(Permission.CHART_VIEW)
@require_GET
def timeline(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The page; for htmx the picture alone, which is drawn anew after each change, here and in the intake."""
    patient = open_chart(request, pk, Permission.CHART_VIEW, category="timeline")
    today = patient.today(clock.now())
    if patient.died_on:  # The story ends with the life that it is of.
        today = min(today, patient.died_on)
    story = story_in_time(patient, zone=ZoneInfo(request.clinic.time_zone))
    asked = request.GET
    page = TimelinePage(
        patient=patient,
        story=story,
        form=TimelineForm(asked, today=today, first=story.first, began=story.began),
        today=today,
        may_edit=patient.is_open and can(request.actor, Permission.INTAKE_EDIT),
        is_small="small" in asked,
        open_group=asked.get("open", ""),
        with_list=asked.get("view") == "list",
        number=asked.get("page", "1"),
    )
    context = {"patient": patient, "page": page, "form": page.form}
    if page.may_edit:
        context["quick"] = QuickEntryForm(initial={"key": uuid7()}, patient=patient)
    return render_page_or_fragment(
        request,
        page="chart/timeline.html",
        fragment="chart/_timeline_picture.html" if asked.get("part") else "chart/_timeline.html",
        context=context,
        status=422 if page.form.errors else 200,
    )
