"""Playing the demonstration clinic: every course's scenes, in the order in which they happened."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from people.models import Clinic

from . import arrival, beforehand, conversation, happenings, logbook, planning
from .courses import COURSES
from .scenes import Chart, Scene, Stage
from .staff import open_clinic

_CLINIC_AGE_DAYS = 400
_LEADS = {"003-990": "ben", "004-131": "ben", "004-095": "ben"}

Progress = Callable[[Iterable[Scene]], Iterable[Scene]]


def play(*, now: datetime, progress: Progress = lambda scenes: scenes) -> Clinic:
    """Build the clinic so that its story ends at `now`. Everything goes through the ordinary services.

    Scenes of one moment keep the order in which their course tells them.
    """
    clinic, staff = open_clinic(at=now - timedelta(days=_CLINIC_AGE_DAYS))
    stage = Stage(clinic, staff, now)
    for scene in progress(sorted(_all_scenes(stage), key=lambda one: one.at)):
        scene.act(scene.at)
    return clinic


def _all_scenes(stage: Stage) -> Iterable[Scene]:
    for course in COURSES:
        chart = Chart(stage, course, lead=_LEADS.get(course.person.mrn, "amara"))
        for chapter in (arrival, beforehand, conversation, planning, logbook, happenings):
            yield from chapter.scenes(chart)
