"""The past is played in order: a scene is a moment and what happened in it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from outcomes import services as outcomes
from outcomes.models import Measure
from outcomes.rules.words import Capacity
from people.access import Actor
from people.models import Clinic, Patient, User

from .story import Course, Track


@dataclass(frozen=True, order=True)
class Scene:
    at: datetime
    act: Callable[[datetime], object] = field(compare=False)


@dataclass
class Stage:
    """The clinic, who works there, and the moment at which the story ends."""

    clinic: Clinic
    staff: dict[str, User]
    now: datetime

    def actor(self, name: str) -> Actor:
        return Actor.of(self.staff[name])

    def moment(self, days_ago: int, hour: int, minute: int = 0, *, zone: str | None = None) -> datetime:
        """A wall-clock time so many days ago; today's scenes never lie in the future."""
        there = ZoneInfo(zone or self.clinic.time_zone)
        day = self.now.astimezone(there).date() - timedelta(days=days_ago)
        return min(datetime.combine(day, time(hour, minute), there), self.now)

    def moment_to_come(self, days: int, hour: int) -> datetime:
        """A whole hour on the clinic's clock; when today's has passed, tomorrow's."""
        zone = ZoneInfo(self.clinic.time_zone)
        day = self.now.astimezone(zone).date() + timedelta(days=days)
        moment = datetime.combine(day, time(hour), zone)
        return moment if moment > self.now else self.moment_to_come(days + 1, hour)


@dataclass
class Chart:
    """What has come to be of one course so far."""

    stage: Stage
    course: Course
    lead: str
    patient: Patient | None = None
    measures: dict[str, Measure] = field(default_factory=dict)

    def measure_of(self, track: Track, at: datetime) -> Measure:
        """The person's own measure for a track, made when it is first needed."""
        if track.capacity not in self.measures:
            self.measures[track.capacity] = outcomes.set_measure(
                patient=self.patient,
                capacity=Capacity(track.capacity),
                label=track.label,
                unit=track.unit,
                limiter=track.limiter,
                by=self.physician,
                at=at,
            )
        return self.measures[track.capacity]

    @property
    def physician(self) -> Actor:
        return self.stage.actor(self.lead)

    @property
    def navigator(self) -> Actor:
        return self.stage.actor("nia")

    @property
    def self_(self) -> Actor:
        return Actor.of_patient(self.patient)
