"""The page of the look-back: the dated events, the one that was chosen, and what its days say (S72)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from zoneinfo import ZoneInfo

from chart.presenters.look_back import SCALES, Panel
from chart.selectors.series import nice_top
from outcomes.rules.look_back import (
    Anchor,
    Beside,
    Finding,
    LookBack,
    Numbers,
    Series,
    Side,
    Stretches,
    Why,
    digest,
    look_back,
    snapshot,
)
from outcomes.selectors import SavedLine, anchor_days, saved_look_backs
from people.models import Patient, Visit
from people.policies import PolicyValue
from people.rules.states import VisitStatus
from people.selectors import policies
from plans.rules.events import DatedEvent, beside, chosen_day
from plans.selectors.events import dated_events

_MOVEMENT = (Anchor.MOVED, Anchor.TOLD_STEPS, Anchor.STEPS)
_SLEEP = (Anchor.SLEPT, Anchor.DEVICE_SLEPT)


@dataclass(frozen=True)
class Seen:
    """One event looked back from: the answers, their drawings, what else has a date, the fingerprint.

    `left_out` are values of another device than the newest one's.
    """

    chosen: DatedEvent
    answer: LookBack
    panels: tuple[Panel, ...]
    others: tuple[DatedEvent, ...]
    left_out: int
    today: date

    @property
    def beside(self) -> list[Beside]:
        return [Beside(one.on, f"{one.event.kind.label}: {one.label}") for one in self.others]

    @cached_property
    def digest(self) -> str:
        return digest(snapshot(self.answer, self.beside))

    @property
    def moved_before(self) -> list[Finding]:
        return self._asked(Side.BEFORE, _MOVEMENT)

    @property
    def slept_after(self) -> list[Finding]:
        return self._asked(Side.AFTER, _SLEEP)

    @property
    def also_worth_asking(self) -> list[Finding]:
        """What stood out beyond the questions that are answered anyway."""
        answered = [*self.moved_before, *self.slept_after]
        return [one for one in self.answer.worth_asking if one not in answered]

    @property
    def others_with_days(self) -> list[tuple[DatedEvent, int]]:
        """Days from the event, minus before it."""
        return [(one, (one.on - self.chosen.on).days) for one in self.others]

    @property
    def is_over(self) -> bool:
        return self.answer.stretches.after.last < self.today

    @property
    def days_with_values(self) -> int:
        """Days of the whole stretch on which anything at all is known."""
        whole = self.answer.stretches.whole
        return len({day for panel in self.panels for day in panel.series if day in whole})

    @property
    def too_short_for(self) -> str:
        """Which side has too few days for every anchor, in words; empty when both have enough for some."""
        sides = [
            side for side in Side if all(one.why == Why.TOO_FEW_DAYS for one in self._asked(side, Anchor))
        ]
        if not self.panels or not sides:
            return ""
        return "to look back from" if len(sides) == len(Side) else f"for the days {sides[0]} it"

    @property
    def every_day(self) -> list[tuple[date, list[tuple[Anchor, float | None]]]]:
        days = self.panels[0].days if self.panels else ()
        return [(day, [(panel.anchor, panel.series.get(day)) for panel in self.panels]) for day in days]

    def _asked(self, side: Side, anchors: Iterable[Anchor]) -> list[Finding]:
        return [one for one in self.answer.findings if one.side == side and one.anchor in anchors]


@dataclass(frozen=True)
class LookBackPage:
    """`key`: what was asked for, or the newest event. `seen` is None when no event of this person has it."""

    events: tuple[DatedEvent, ...]
    key: str
    seen: Seen | None
    saved: tuple[SavedLine, ...]
    visit: Visit | None


def look_back_page(patient: Patient, *, key: str, today: date) -> LookBackPage:
    """The newest event where none is named. A fixed number of queries; days are read only for an event."""
    limits = policies(patient.clinic, on=today)
    numbers = numbers_of(limits)
    hard_days = int(limits["look_back_hard_days"].value)
    events = dated_events(patient, today=today, hard_days_a_week=hard_days)
    key = key or _newest_to_judge(events, today - timedelta(days=numbers.days))
    chosen = _chosen(events, key, today)
    return LookBackPage(
        events=tuple(events),
        key=key,
        seen=_seen(patient, chosen, events, numbers, today) if chosen else None,
        saved=tuple(saved_look_backs(patient)),
        visit=_visit_of(patient, today),
    )


def _newest_to_judge(events: Sequence[DatedEvent], until: date) -> str:
    """The newest event whose days after it are over, else the newest at all; empty without any."""
    over = next((one for one in events if one.on <= until), None)
    newest = over or next(iter(events), None)
    return newest.key if newest else ""


def numbers_of(limits: dict[str, PolicyValue]) -> Numbers:
    return Numbers(
        days=int(limits["look_back_days"].value),
        reference_days=int(limits["look_back_reference_days"].value),
        least_percent=int(limits["look_back_least_percent"].value),
    )


def _chosen(events: Sequence[DatedEvent], key: str, today: date) -> DatedEvent | None:
    """An event of the list, or any day up to today: `day-2026-03-01`."""
    named = next((one for one in events if one.key == key), None)
    if named or not key.startswith("day-"):
        return named
    try:
        on = date.fromisoformat(key.removeprefix("day-"))
    except ValueError:
        return None
    return chosen_day(on) if on <= today else None


def _seen(
    patient: Patient, chosen: DatedEvent, events: Sequence[DatedEvent], numbers: Numbers, today: date
) -> Seen:
    stretches = Stretches.around(chosen.on, numbers)
    days = anchor_days(patient, stretches.whole)
    answer = look_back(chosen.event, days.series, numbers)
    panels = [_panel(anchor, days.series[anchor], answer) for anchor in Anchor if anchor not in answer.silent]
    others = beside(events, chosen, stretches.whole)
    return Seen(chosen, answer, tuple(panels), tuple(others), days.left_out, today)


def _panel(anchor: Anchor, series: Series, answer: LookBack) -> Panel:
    top = SCALES[anchor][1] if anchor in SCALES else nice_top(Decimal(str(max(series.values()))), None)
    findings = tuple(one for one in answer.findings if one.anchor == anchor)
    return Panel(anchor, series, answer.stretches, findings, float(top))


def _visit_of(patient: Patient, today: date) -> Visit | None:
    """The visit of the clinic's today, if there is one that was not cancelled or missed."""
    begins = datetime.combine(today, time(), ZoneInfo(patient.clinic.time_zone))
    rows = Visit.objects.filter(
        patient=patient, starts_at__gte=begins, starts_at__lt=begins + timedelta(days=1)
    )
    return rows.exclude(status__in=[VisitStatus.CANCELLED, VisitStatus.MISSED]).order_by("starts_at").first()
