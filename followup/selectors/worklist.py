"""The worklist: who needs a call, one row each with all their reasons, what weighs most first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from string import Template
from typing import Any
from uuid import UUID

from django.db import connection

from outcomes.selectors import AnchorLine, Catalogue, anchor_line, anchor_sql, noise_by
from people.access import Actor
from people.models import Clinic
from people.selectors import policies

from ..rules.reasons import Fact, Reason, lateness, ranked, weight_of
from ..rules.words import CallResult, ReasonCode, RemovalReason
from .branches import Watch, every, latest, on_team

_Line = dict[str, Any]

PAGE = 50
#: Beyond this many reasons of a kind a queue says “200+”: nobody calls more in a day, and nobody waits for
#: the exact number.
COUNTED = 200

#: What the order needs, of everybody.
_HITS = latest(("patient", "code", "since", "hard", "priority"))

_FACTS = every(
    (
        "patient",
        "code",
        "source",
        "since",
        "label",
        "hard",
        "priority",
        "cancelled",
        "gap",
        "closed",
        "started",
    )
)
#: What the words need, of those on the page.
_ROWS = Template("""
SELECT fact.*, person.family_name, person.given_name, person.preferred_name, person.mrn, person.phone,
       last.result, last.removal_reason, last.at, last.phone AS called,
       $opens_chart AS opens_chart, CASE WHEN $opens_chart THEN $anchor END AS anchor
FROM ($facts) fact
JOIN people_patient person ON person.id = fact.patient
LEFT JOIN LATERAL (
    SELECT * FROM followup_contactattempt call
    WHERE call.patient_id = fact.patient AND call.undone_at IS NULL
    ORDER BY call.at DESC LIMIT 1
) last ON true
""").substitute(
    facts=_FACTS,
    opens_chart=on_team("fact.patient"),
    anchor=anchor_sql("fact.patient", "%(today)s"),
)


@dataclass(frozen=True)
class LastCall:
    """How the last call ended, and the number that was called."""

    words: str
    on: date
    number_was_wrong: bool


@dataclass(frozen=True)
class Row:
    """One person to call. A navigator calls for the whole clinic, and opens the charts of their teams: the
    anchor is part of the chart.
    """

    patient_id: UUID
    name: str
    goes_by: str
    mrn: str
    phone: str
    opens_chart: bool
    last_call: LastCall | None
    reasons: list[Reason]
    anchor: AnchorLine | None

    @property
    def needs_new_number(self) -> bool:
        return not self.phone or (self.last_call is not None and self.last_call.number_was_wrong)

    @property
    def asks(self) -> list[str]:
        return list(dict.fromkeys(reason.ask for reason in self.reasons if reason.ask))


@dataclass(frozen=True)
class Queue:
    """A filter with the number of people in it; an empty code is everybody."""

    code: str
    label: str
    count: int
    and_more: bool


@dataclass(frozen=True)
class Worklist:
    rows: list[Row]
    queues: list[Queue]
    total: int
    page: int

    @property
    def has_next(self) -> bool:
        return self.page * PAGE < self.total

    @property
    def next_page(self) -> int:
        return self.page + 1

    @property
    def previous_page(self) -> int:
        return self.page - 1


@dataclass(slots=True)
class _Standing:
    """Where one person stands before any words are made."""

    score: int = 0
    since: date = date.max
    codes: set[str] = field(default_factory=set)

    def add(self, code: ReasonCode, since: date, score: int) -> None:
        self.score = max(self.score, score)
        self.since = min(self.since, since)
        self.codes.add(code)


def watch_of(clinic: Clinic, actor: Actor, at: datetime) -> Watch:
    return Watch(clinic, actor, at, policies(clinic, on=clinic.today(at)))


def worklist(watch: Watch, *, queue: str = "", page: int = 1) -> Worklist:
    """One page of the list. Two queries, however many people there are: the order, then the words."""
    limit = max(COUNTED, 2 * PAGE * page) + 1
    hits = _asked(_HITS, watch, limit=limit)
    standings = _standings(hits, watch.today)
    chosen = {pk: one for pk, one in standings.items() if not queue or queue in one.codes}
    order = sorted(chosen, key=lambda pk: (-chosen[pk].score, chosen[pk].since, pk))
    on_page = order[(page - 1) * PAGE : page * PAGE]
    rows = _rows(on_page, watch) if on_page else {}
    here = [rows[pk] for pk in on_page if pk in rows]
    return Worklist(here, _queues(hits, standings, limit), len(chosen), page)


def row_of(watch: Watch, patient_id: UUID) -> Row | None:
    """One person's row as it stands now; None when nothing calls for them."""
    return _rows([patient_id], watch).get(patient_id)


def _asked(statement: str, watch: Watch, **more: object) -> list[_Line]:
    with connection.cursor() as cursor:
        cursor.execute(statement, watch.parameters | more)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, line, strict=True)) for line in cursor.fetchall()]


def _standings(hits: Iterable[_Line], today: date) -> dict[UUID, _Standing]:
    standings: dict[UUID, _Standing] = defaultdict(_Standing)
    for hit in hits:
        code, since = ReasonCode(hit["code"]), hit["since"]
        weight = weight_of(code, hard=hit["hard"], priority=hit["priority"])
        standings[hit["patient"]].add(code, since, weight * lateness(since, today=today))
    return standings


def _queues(hits: Iterable[_Line], standings: Mapping[UUID, _Standing], limit: int) -> list[Queue]:
    """People for each reason; “and more” where a part of a branch was cut at the limit."""
    people = Counter(code for standing in standings.values() for code in standing.codes)
    parts = Counter((hit["code"], hit["hard"], hit["priority"]) for hit in hits)
    cut = {code for (code, _, _), count in parts.items() if count >= limit}
    everybody = Queue("", "All", len(standings), and_more=bool(cut))
    return [everybody, *(Queue(code, code.label, people[code], code in cut) for code in ReasonCode)]


def _rows(patients: list[UUID], watch: Watch) -> dict[UUID, Row]:
    facts, persons = defaultdict(list), {}
    catalogue = Catalogue(watch.clinic.pk)
    for known in _asked(_ROWS, watch, patients=patients):
        facts[known["patient"]].append(_fact(known, catalogue))
        persons[known["patient"]] = known
    return {pk: _row(persons[pk], ranked(facts[pk], today=watch.today), watch) for pk in persons}


def _fact(known: _Line, catalogue: Catalogue) -> Fact:
    code = ReasonCode(known["code"])
    label = known["label"]
    if code in (ReasonCode.QUESTIONNAIRE, ReasonCode.UNCERTAIN):
        label = catalogue.get(label).title
    return Fact(
        code=code,
        source=known["source"],
        since=known["since"],
        label=label,
        hard=known["hard"],
        priority=known["priority"],
        cancelled=known["cancelled"],
        gap=known["gap"],
        closed=known["closed"],
        started=known["started"],
    )


def _row(known: _Line, reasons: list[Reason], watch: Watch) -> Row:
    return Row(
        patient_id=known["patient"],
        name=f"{known['family_name']}, {known['given_name']}",
        goes_by=known["preferred_name"],
        mrn=known["mrn"],
        phone=known["phone"],
        opens_chart=known["opens_chart"],
        last_call=_last_call(known, watch) if known["result"] else None,
        reasons=reasons,
        anchor=anchor_line(
            known["anchor"], on=watch.today, noise=noise_by(watch.numbers["function_noise_percent"])
        ),
    )


def _last_call(known: _Line, watch: Watch) -> LastCall:
    removal, result = known["removal_reason"], CallResult(known["result"])
    return LastCall(
        words=RemovalReason(removal).label if removal else result.label,
        on=watch.clinic.today(known["at"]),
        number_was_wrong=result == CallResult.WRONG_NUMBER and known["called"] == known["phone"],
    )
