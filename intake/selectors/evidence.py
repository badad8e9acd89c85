"""What was looked for in a person: the exam of an intake, the findings of scans, the tests asked for."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from core.words import plain
from intake.models import ExamFinding, ImagingFinding, Intake, TestRequest, TimelineEntry
from intake.rules.cards import CardState
from intake.rules.exam import Cluster, Found, GroupState, group_states, si_clusters
from intake.rules.exam_tests import BY_KEY, ExamTest
from intake.rules.exam_words import ExamResult
from intake.rules.imaging import CommonFinding, Scan, common_finding
from intake.rules.testing import BY_KEY as TEST_KINDS
from intake.rules.testing import TestKind
from intake.rules.words import EntryKind
from people.models import Patient


@dataclass(frozen=True)
class Exam:
    """The findings of one exam, with what they add up to."""

    found: tuple[Found, ...]

    @property
    def groups(self) -> list[GroupState]:
        return group_states(self.found)

    @property
    def positive(self) -> list[Found]:
        return [one for one in self.found if one.is_positive]

    @property
    def clusters(self) -> list[Cluster]:
        return si_clusters(self.found)

    @property
    def recorded(self) -> int:
        return sum(bool(one.result) for one in self.found)

    @property
    def in_words(self) -> list[list[str]]:
        """What was found, and of each group how much was examined, as a signed page keeps it."""
        examined = [[state.group.label, state.words] for state in self.groups if state.recorded]
        return [*examined, *([one.words, ""] for one in self.positive)]


def exam_of(intake: Intake) -> Exam:
    return Exam(tuple(_found_all(findings_of(intake))))


def findings_of(intake: Intake) -> QuerySet[ExamFinding]:
    return ExamFinding.objects.filter(intake=intake, erred_at=None)


def newest_findings(patient: Patient) -> list[ExamFinding]:
    """Of each test and side the newest one of any exam."""
    rows = ExamFinding.objects.filter(patient=patient, erred_at=None).exclude(result="")
    return list(rows.order_by("test", "side", "-true_on", "-recorded_at").distinct("test", "side"))


def _found_all(rows: Iterable[ExamFinding]) -> list[Found]:
    return [found_of(row) for row in rows if row.test in BY_KEY]


def found_of(row: ExamFinding) -> Found:
    return Found(
        BY_KEY[row.test],
        row.side,
        row.answer,
        ExamResult(row.result),
        row.reproduces_pain,
        row.value,
        row.true_on,
    )


def exam_states(intake: Intake, tests: Iterable[ExamTest]) -> dict[str, CardState]:
    """What the card of each test holds now, in one query."""
    rows: dict[str, list[ExamFinding]] = {}
    for row in findings_of(intake):
        rows.setdefault(row.test, []).append(row)
    return {test.key: _state(test, rows.get(test.key, [])) for test in tests}


def _state(test: ExamTest, rows: list[ExamFinding]) -> CardState:
    values: dict[str, str] = {}
    for row in rows:
        if row.side in test.sides:
            values[row.side] = row.answer
            if test.in_degrees:
                values[f"degrees_{row.side}"] = plain(row.value)
        if row.note:
            values["note"] = row.note
    is_said = any(row.result for row in rows)
    positive = [found.words for found in _found_all(rows) if found.is_positive]
    return CardState(values, is_recorded=is_said, result="; ".join(positive))


@dataclass(frozen=True)
class ScanLine:
    """A finding of a scan with its row, and a hint where it is common without pain."""

    row: ImagingFinding
    scan: Scan

    @property
    def hint(self) -> CommonFinding | None:
        return common_finding(self.scan.words)


def scan_lines(patient: Patient) -> list[ScanLine]:
    rows = ImagingFinding.objects.filter(patient=patient, erred_at=None).select_related("study", "problem")
    return [ScanLine(row, scan_of(row)) for row in rows]


def scan_of(row: ImagingFinding) -> Scan:
    study = row.study.title if row.study else row.study_words
    on = row.study.starts_on if row.study else row.study_on
    return Scan(str(row.pk), row.words, row.relevance, row.level, row.side, study, on)


def studies_of(patient: Patient) -> list[TimelineEntry]:
    """Scans on the timeline, whoever brought them, newest first."""
    rows = TimelineEntry.objects.filter(patient=patient, kind=EntryKind.IMAGING, erred_at=None)
    return list(rows.order_by("-starts_on", "-created_at"))


@dataclass(frozen=True)
class RequestLine:
    """A test that was asked for, with its kind."""

    row: TestRequest
    kind: TestKind

    @property
    def name(self) -> str:
        return f"{self.kind.label}, {self.row.region}"


def request_lines(patient: Patient) -> list[RequestLine]:
    rows = TestRequest.objects.filter(patient=patient, erred_at=None).select_related("asked_by", "idea")
    return [RequestLine(row, TEST_KINDS[row.kind]) for row in rows]
