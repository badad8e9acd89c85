"""Recording an exam: a test at a time, or all that is left of a group as normal by one explicit act."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import partial

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from intake.models import ExamFinding, Intake
from intake.rules.cards import CardState, ensure_seen, same
from intake.rules.exam import MOST_DEGREES, result_of, typed_words
from intake.rules.exam_tests import ExamTest, of_group
from intake.rules.exam_words import ExamGroup
from intake.selectors.evidence import exam_states, findings_of
from people.access import Actor

from .conversation import ensure_open, touch
from .versions import Card, keep_version_before

CORRECTED = "corrected during the intake"
_LONGEST_NOTE = 300


@dataclass(frozen=True)
class Said:
    """What was said of one side; a note stands in the middle, whatever the sides are."""

    answer: str = ""
    value: Decimal | None = None
    note: str = ""


@transaction.atomic
def save_exam(
    *, intake: Intake, test: ExamTest, values: Mapping[str, str], seen: str, by: Actor, at: datetime
) -> CardState:
    """Keep what a test found on each side: `left`, `right` or `middle`, `degrees_left`, and a `note`.

    The same values again change nothing; a version that the writer did not see raises CardConflict. A side
    that is emptied is marked entered in error: it is not asked any more.
    """
    locked = ensure_open(intake)
    current = exam_states(locked, [test])[test.key]
    if same(values, current.values):
        return current
    ensure_seen(current, values, seen)
    wanted = {side: _read(test, side, values) for side in test.sides}
    wanted["middle"] = replace(wanted.get("middle", Said()), note=_note(values))
    _write_sides(locked, test, wanted, by, at)
    touch(locked, at)
    keep_version_before(card=versions_of(locked, test), before=current, chosen=values, by=by, at=at)
    audit.record("exam_saved", by=by, subject=locked, detail=test.key, at=at)
    return exam_states(locked, [test])[test.key]


def versions_of(intake: Intake, test: ExamTest) -> Card:
    saves = {"object_id": str(intake.pk), "action": "exam_saved", "detail": test.key}
    return Card(intake, f"exam-{test.key}", partial(typed_words, test), saves)


def _note(values: Mapping[str, str]) -> str:
    note = values.get("note", "").strip()
    if len(note) > _LONGEST_NOTE:
        raise DomainError("too_long", f"A note holds at most {_LONGEST_NOTE} characters.", "note")
    return note


def _read(test: ExamTest, side: str, values: Mapping[str, str]) -> Said:
    answer = values.get(side, "")
    if answer and answer not in {choice.key for choice in test.kind.choices}:
        raise DomainError("no_answer", "Choose one of the answers.", side)
    return Said(answer, _number(test, side, answer, values))


def _number(test: ExamTest, side: str, answer: str, values: Mapping[str, str]) -> Decimal | None:
    """The grade that was chosen, or the degrees that were typed."""
    if test.kind.is_number and answer.isdecimal():
        return Decimal(answer)
    typed = values.get(f"degrees_{side}", "").strip().removesuffix("°")
    if not test.in_degrees or not typed:
        return None
    try:
        degrees = Decimal(typed)
    except InvalidOperation:
        degrees = Decimal(-1)
    if not 0 <= degrees <= MOST_DEGREES:
        raise DomainError("degrees", f"Give degrees from 0 to {MOST_DEGREES}.", f"degrees_{side}")
    return degrees


def _write_sides(intake: Intake, test: ExamTest, wanted: Mapping[str, Said], by: Actor, at: datetime) -> None:
    rows = {row.side: row for row in findings_of(intake).filter(test=test.key)}
    for side, said in wanted.items():
        if said == Said():
            _take_back(rows.get(side), by, at)
            continue
        row = rows.get(side) or _new(intake, test, side)
        other = wanted.get({"left": "right", "right": "left"}.get(side, ""), Said())
        row.result = result_of(test.kind, said.answer, other.answer).value
        if side in rows and said == Said(row.answer, row.value, row.note):
            row.save(
                update_fields=["result"]
            )  # Found by whom and when it was found; only the other side is new.
            continue
        row.answer, row.value, row.note = said.answer, said.value, said.note
        row.reproduces_pain = test.kind.choice(said.answer).reproduces if said.answer else None
        row.unit = "degrees" if test.in_degrees and said.value is not None else test.kind.unit
        row.true_on, row.recorded_at, row.author_id = intake.patient.today(at), at, by.user_id
        row.save()


def _new(intake: Intake, test: ExamTest, side: str) -> ExamFinding:
    return ExamFinding(
        clinic_id=intake.clinic_id,
        patient_id=intake.patient_id,
        intake=intake,
        test=test.key,
        side=side,
        level=test.level,
    )


def _take_back(row: ExamFinding | None, by: Actor, at: datetime) -> None:
    if row is None:
        return
    row.erred_at, row.erred_by_id, row.erred_reason = at, by.user_id, CORRECTED
    row.save(update_fields=["erred_at", "erred_by", "erred_reason"])


@transaction.atomic
def record_rest_normal(*, intake: Intake, group: ExamGroup, by: Actor, at: datetime) -> int:
    """Everything of the group that nobody recorded yet was examined and normal. Says how many that were.

    What is recorded stays as it is, and a second press finds nothing left.
    """
    locked = ensure_open(intake)
    tests = of_group(group)
    states = exam_states(locked, tests)
    count = 0
    for test in tests:
        state = states[test.key]
        left = [side for side in test.sides if not state.values.get(side)]
        if left:
            values = {**state.values, **dict.fromkeys(left, test.kind.normal.key)}
            save_exam(intake=locked, test=test, values=values, seen=state.seen, by=by, at=at)
            count += len(left)
    if count:
        audit.record("exam_rest_normal", by=by, subject=locked, detail=f"{group}: {count}", at=at)
    return count
