"""Where the reasons come from: one indexed SELECT for each, all of the same columns, put together once.

A branch leaves out what a call holds off the list (docs/adr/0003), and closed records. What its rows weigh
is for `rules.reasons` alone to say. It is SQL by hand, as saying it anew through the ORM for every request
took longer than asking it. Nothing but this module's own words is put into the text; values are parameters.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from string import Template

from outcomes.rules.words import AskState, DayMark
from people.access import Actor
from people.models import Clinic
from people.permissions import Permission, Reach
from people.policies import PolicyValue
from people.rules.states import Priority, TaskStatus
from plans.rules.words import CheckpointState

from ..rules.quiet_hours import moment_of
from ..rules.transitions import CAN_HEAL
from ..rules.words import ReasonCode, ReminderKind, ReminderState


def on_team(patient: str) -> str:
    """Whether the reader is on this person's care team."""
    return f"""EXISTS (
      SELECT FROM people_careteammember member
      WHERE member.patient_id = {patient} AND member.user_id = %(me)s AND member.ended_at IS NULL
  )"""


_SELECT = Template("""
SELECT $columns
FROM $rows
JOIN people_patient person ON person.id = one.patient_id
WHERE one.clinic_id = %(clinic)s AND person.closed_at IS NULL AND $due
  AND (%(whole_clinic)s OR $reached)
  AND NOT EXISTS (
      SELECT FROM followup_hold hold
      WHERE hold.patient_id = one.patient_id AND hold.code = '$code' AND hold.source = ($source)::text
        AND (hold.until IS NULL OR hold.until > %(at)s)
  )
""")

#: What a branch says when it does not say otherwise.
_USUAL = {
    "patient": "one.patient_id",
    "label": "''",
    "hard": "false",
    "priority": f"'{Priority.ROUTINE}'",
    "cancelled": "''",
    "gap": "NULL::numeric",
    "closed": "false",
    "started": "true",
}
_LIVE = [AskState.SCHEDULED, AskState.OPEN]


@dataclass(frozen=True)
class Watch:
    """Whose list it is, and the moment at which it is read."""

    clinic: Clinic
    actor: Actor
    at: datetime
    numbers: Mapping[str, PolicyValue]

    @cached_property
    def today(self) -> date:
        return self.clinic.today(self.at)

    @property
    def tonight(self) -> datetime:
        """Midnight at the end of the clinic's day."""
        return moment_of(self.today + timedelta(days=1), time(0), self.clinic.time_zone)

    @property
    def parameters(self) -> dict[str, object]:
        """What the branches ask about."""
        return _STATES | {
            "clinic": self.clinic.pk,
            "zone": self.clinic.time_zone,
            "me": self.actor.user_id,
            "whole_clinic": self.actor.reach(Permission.WORKLIST) is Reach.CLINIC,
            "my_role": self.actor.role,
            "at": self.at,
            "today": self.today,
            "tonight": self.tonight,
            "patience": int(self.numbers["silence_min_days"].value),
            "gap_factor": self.numbers["silence_gap_factor"].value,
        }


_STATES = {
    "waiting": CheckpointState.WAITING,
    "live": _LIVE,
    "unanswered": [*_LIVE, AskState.EXPIRED],
    "expired": AskState.EXPIRED,
    "can_heal": sorted(CAN_HEAL),
    "hard_day": DayMark.HARD.value,
    "uncertain": ReminderState.UNCERTAIN,
    "questionnaire": ReminderKind.QUESTIONNAIRE,
    "open_task": TaskStatus.OPEN,
    "routine": Priority.ROUTINE,
}


@dataclass(frozen=True)
class Branch:
    """One kind of reason: its rows, which are called `one`, and how each common column is read from them.

    Within each of its `parts` all rows weigh the same, so that the latest are the first.
    """

    code: ReasonCode
    rows: str
    due: str
    since: str
    source: str = "one.id"
    columns: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[str, ...] = ("true",)

    def select(self, names: Iterable[str]) -> str:
        known = {**_USUAL, "code": f"'{self.code}'", "source": f"({self.source})::text", "since": self.since}
        columns = ", ".join(f"{(known | dict(self.columns))[name]} AS {name}" for name in names)
        return _SELECT.substitute(
            columns=columns,
            rows=self.rows,
            due=self.due,
            code=self.code,
            source=self.source,
            reached=on_team("one.patient_id"),
        )


def latest(names: Iterable[str]) -> str:
    """The `limit` latest of each part: what an index finds without reading the rest."""
    wanted = [
        f"({branch.select(names)} AND {part} ORDER BY {branch.since}, one.patient_id LIMIT %(limit)s)"
        for branch in BRANCHES
        for part in branch.parts
    ]
    return " UNION ALL ".join(wanted)


def every(names: Iterable[str]) -> str:
    """All reasons of the named `patients`."""
    return " UNION ALL ".join(
        f"{branch.select(names)} AND one.patient_id = ANY(%(patients)s)" for branch in BRANCHES
    )


_CHECKPOINTS = Branch(
    ReasonCode.CHECKPOINT,
    rows="plans_checkpoint one",
    due="one.state = %(waiting)s AND one.due_on <= %(today)s",
    since="one.due_on",
    columns={"label": "one.question"},
)

#: Due and not answered, its closed ones too; and what opened for somebody whom no mail reaches. Two reads, as
#: one with an “or” would go through every open question of the clinic.
_QUESTIONNAIRES = Branch(
    ReasonCode.QUESTIONNAIRE,
    rows="""(
    SELECT * FROM outcomes_ask WHERE due_on <= %(today)s
    UNION ALL
    SELECT * FROM outcomes_ask
    WHERE due_on > %(today)s AND opens_at <= %(at)s AND state = ANY(%(live)s) AND id IN (
        SELECT ask_id FROM followup_reminder WHERE cancelled_reason = ANY(%(can_heal)s)
    )
) one""",
    due="""one.state = ANY(%(unanswered)s)
  AND NOT EXISTS (SELECT FROM outcomes_ask anew WHERE anew.replaces_id = one.id)""",
    since="one.due_on",
    columns={
        "label": "one.instrument",
        "cancelled": """COALESCE((
      SELECT unsent.cancelled_reason FROM followup_reminder unsent
      WHERE unsent.ask_id = one.id AND unsent.cancelled_reason = ANY(%(can_heal)s)
      ORDER BY unsent.due_at LIMIT 1
  ), '')""",
        "closed": "one.state = %(expired)s",
    },
)

#: In their six weeks of check-ins, and quiet for longer than is usual for them (A5).
_SILENT = Branch(
    ReasonCode.SILENT,
    rows="""outcomes_checkinepisode one
LEFT JOIN outcomes_pulse pulse ON pulse.patient_id = one.patient_id
CROSS JOIN LATERAL (
    SELECT GREATEST(pulse.last_day, one.starts_on) AS since,
           (pulse.last_day >= one.starts_on) IS TRUE AS started,
           (pulse.last_day >= one.starts_on AND pulse.last_mark = %(hard_day)s) IS TRUE AS hard
) quiet""",
    due="""one.starts_on <= %(today)s AND one.ends_on >= %(today)s AND one.ended_early_at IS NULL
  AND %(today)s - quiet.since >= GREATEST(%(patience)s, CEIL(pulse.usual_gap_days * %(gap_factor)s))""",
    since="quiet.since",
    source="quiet.since",
    columns={
        "hard": "quiet.hard",
        "gap": "pulse.usual_gap_days",
        "started": "quiet.started",
    },
    parts=("quiet.hard", "NOT quiet.hard"),
)

#: A message that may not have arrived, unless its question was answered: then it did.
_UNCERTAIN = Branch(
    ReasonCode.UNCERTAIN,
    rows="followup_reminder one JOIN outcomes_ask ask ON ask.id = one.ask_id",
    due="one.state = %(uncertain)s AND one.kind = %(questionnaire)s AND ask.state = ANY(%(live)s)",
    since="(one.due_at AT TIME ZONE %(zone)s)::date",
    columns={"label": "ask.instrument"},
)

#: Open tasks of mine, or of my role and nobody's: those due by tonight, and the urgent ones at once.
_TASKS = Branch(
    ReasonCode.TASK,
    rows="people_task one",
    due="""one.status = %(open_task)s
  AND (one.owner_id = %(me)s OR one.owner_id IS NULL AND one.owner_role = %(my_role)s)
  AND (one.due_at < %(tonight)s OR one.priority <> %(routine)s)""",
    since="(one.due_at AT TIME ZONE %(zone)s)::date",
    columns={"label": "one.sentence", "priority": "one.priority"},
    parts=tuple(f"one.priority = '{priority}'" for priority in Priority),
)

#: Sent elsewhere or not ready yet, until somebody reaches them or decides anew (S19).
_TRIAGES = Branch(
    ReasonCode.TRIAGE,
    rows="intake_triage one",
    due="""one.recontact_on <= %(today)s AND one.replaced_at IS NULL AND one.contacted_at IS NULL
  AND one.erred_at IS NULL""",
    since="one.recontact_on",
    columns={"label": "one.sentence"},
)

BRANCHES = (_CHECKPOINTS, _QUESTIONNAIRES, _SILENT, _UNCERTAIN, _TASKS, _TRIAGES)
