"""What happens before a first visit: records are asked for, and the person tells the story on the phone."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid5

from intake.models import PreVisit
from intake.rules.previsit import Ending, PageKind, StoryPage, signs_to_ask
from intake.rules.records import AskedBy, RecordKind
from intake.selectors.conversation import current_medications
from intake.services import previsit as services
from intake.services import records
from outcomes.rules.red_flag_data import FLAGS
from outcomes.rules.words import FlagAnswer
from people.access import Actor
from people.rules.states import VisitKind

from .scenes import Chart, Scene
from .story import OldRecord

_CAME_AFTER = timedelta(days=1)


def scenes(chart: Chart) -> Iterator[Scene]:
    course, stage = chart.course, chart.stage
    first_visit = course.intake_days_ago or 0
    for number, one in enumerate(course.old_records):
        asked = stage.moment(first_visit + one.days_before, 10, number)
        yield Scene(asked, lambda at, one=one: _ask(chart, one, at))
    if course.before:
        yield Scene(stage.moment(1, 18), lambda at: _tell(chart, at))


def _ask(chart: Chart, one: OldRecord, at: datetime) -> None:
    desk = chart.stage.actor("cleo")
    request = records.ask_for_record(
        patient=chart.patient,
        what=RecordKind(one.what),
        detail=one.detail,
        holder=one.holder,
        how=AskedBy.FAX,
        asked_on=chart.stage.clinic.today(at),
        by=desk,
        at=at,
    )
    if one.came:
        records.record_came(request=request, by=desk, at=at + _CAME_AFTER)


def _tell(chart: Chart, at: datetime) -> None:
    """Page by page, as the phone saves it."""
    visit = chart.patient.visits.get(kind=VisitKind.INTAKE)
    by = Actor.of_patient(chart.patient)
    previsit = services.open_previsit(visit=visit, by=chart.stage.actor("cleo"), at=at)
    previsit = services.start_previsit(previsit=previsit, by=by, at=at)
    given = {"previsit": previsit, "by": by, "at": at}
    for flag in signs_to_ask(FLAGS, self_harm=previsit.asks_self_harm):
        services.answer_sign(flag=flag, answer=FlagAnswer.NO, **given)
    told = chart.course.before
    pages = {
        PageKind.WANTS: {"wants": list(told.wants)},
        PageKind.GOOD_DAY: {"good_day": told.good_day, "good_day_frequency": told.good_day_frequency},
        PageKind.URGENT: {"most_urgent": told.most_urgent},
        PageKind.WHERE: {"regions": list(told.regions), "since": told.since},
        PageKind.WEEK: dict(told.week),
    }
    for kind, answers in pages.items():
        services.save_answers(page=StoryPage(kind), answers=answers, **given)
    _tell_lines(chart, previsit, given)
    services.send_previsit(**given)


def _tell_lines(chart: Chart, previsit: PreVisit, given: dict) -> None:
    told = chart.course.before
    for one in told.tried:
        line = {
            "key": uuid5(previsit.pk, one.what).hex,
            "what": one.what,
            "when": one.when,
            "helped_for": one.helped_for,
            "ending": Ending(one.ended).value,
        }
        services.save_line(page=StoryPage(PageKind.TRIED), line=line, **given)
    for medicine, (taking, reason) in zip(current_medications(chart.patient.pk), told.taking, strict=False):
        line = {"key": medicine.pk.hex, "title": medicine.title, "medication": str(medicine.pk)}
        line |= {"taking": taking, "how": "", "reason": reason}
        services.save_line(page=StoryPage(PageKind.MEDICINE, medicine.pk.hex), line=line, **given)
