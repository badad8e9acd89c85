"""The list of medicines as pages and rules read it: prescribed, taken, reconciled, brought by packets."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from core.words import full_day
from intake.models import Medication, MedicationReview, MedicineMerge, MedicineStatement, Referral
from intake.rules.medicines import (
    Discrepancy,
    Listed,
    Said,
    changes_since,
    discrepancies,
    review_sentence,
    said_words,
    snapshot,
    statement_words,
)
from intake.rules.merging import Brought, MergeKind, brought
from intake.rules.names import folded
from intake.rules.words import ReferralState, Taking

#: What of a line a sender may change, as a report remembers it.
_FACTS = ("title", "dose", "status", "code")


@dataclass(frozen=True)
class Statement:
    """One statement with its words."""

    row: MedicineStatement
    words: str


@dataclass(frozen=True)
class MedicineLine:
    """One line: the prescription if there is one, and what was said of it, the newest first."""

    listed: Listed
    medication: Medication | None
    statements: Sequence[MedicineStatement]

    @property
    def newest(self) -> MedicineStatement | None:
        return self.statements[0] if self.statements else None

    @property
    def history(self) -> list["Statement"]:
        """What was said, the newest first."""
        return [
            Statement(row, statement_words(_said(row), row.medication_id is not None))
            for row in self.statements
        ]

    @property
    def kind(self) -> str:
        return "medication" if self.medication else "statement"

    @property
    def words(self) -> str:
        return said_words(self.listed)

    @property
    def both_words(self) -> str:
        """As prescribed and as taken, in one line."""
        dose = (self.medication.dose_words,) if self.medication else ()
        return "; ".join(filter(None, (*dose, self.words)))


@dataclass(frozen=True)
class MedicineList:
    """Everything about a person's medicines now; `review` is the newest one.

    `former` holds what was said of medicines that left the list. `was` is what lines said before their sender
    changed them, by key, while nobody decided about that.
    """

    lines: Sequence[MedicineLine]
    former: Sequence[MedicineLine]
    review: MedicationReview | None
    brought: Sequence[Brought]
    was: Mapping[str, dict[str, Any]]

    @cached_property
    def listed(self) -> list[Listed]:
        return [line.listed for line in self.lines]

    @property
    def prescribed(self) -> list[MedicineLine]:
        return [line for line in self.lines if line.medication]

    @property
    def open_lines(self) -> list[MedicineLine]:
        return [line for line in self.lines if line.newest is None]

    @cached_property
    def discrepancies(self) -> list[Discrepancy]:
        return discrepancies(self.listed)

    @property
    def review_sentence(self) -> str:
        """Empty when nobody reviewed the list yet."""
        review = self.review
        if review is None:
            return ""
        day = full_day(review.clinic.today(review.reviewed_at))
        return review_sentence(str(review.reviewed_by), day, len(review.lines), len(review.discrepancies))

    @cached_property
    def changes(self) -> list[str]:
        """What became of the list since its review; empty as well when there was none."""
        return changes_since(self.review.lines, snapshot(self.listed)) if self.review else []


def current_medications(patient_id: UUID) -> QuerySet[Medication]:
    taken = Medication.objects.filter(patient_id=patient_id, erred_at=None, status="active")
    return taken.select_related("referral").defer("referral__report").order_by("title", "-started_on")


def statements_about(
    patient_id: UUID, *, medication: Medication | None, title: str
) -> QuerySet[MedicineStatement]:
    """What was said of one medicine, the newest first: of a line, or by name without a prescription."""
    said = MedicineStatement.objects.filter(patient_id=patient_id, erred_at=None, medication=medication)
    said = said if medication else said.filter(title__iexact=title)
    return said.order_by("-stated_at", "-id")


def medicine_list(patient_id: UUID, medications: Sequence[Medication] | None = None) -> MedicineList:
    """Six queries at most, however long the list is."""
    rows = list(current_medications(patient_id)) if medications is None else medications
    statements = MedicineStatement.objects.filter(patient_id=patient_id, erred_at=None)
    said = list(statements.select_related("author").order_by("-stated_at", "-id"))
    groups = _by_medicine(said)
    prescribed = [MedicineLine(listed_of(row, mine), row, mine) for row, mine in _with(rows, groups)]
    others = sorted(groups.values(), key=lambda group: folded(group[0].title))
    lines = [*prescribed, *(_spoken(group) for group in others if _is_on_list(group))]
    former = [_spoken(group) for group in others if not _is_on_list(group)]
    reviews = MedicationReview.objects.filter(patient_id=patient_id)
    review = reviews.select_related("reviewed_by", "clinic").first()
    was, decided = _news(patient_id)
    listed = [line.listed for line in lines]
    waiting = brought(listed, updated=_updated(was, rows), decided=decided)
    return MedicineList(lines, former, review, waiting, was)


def _with(
    rows: Iterable[Medication], groups: dict[object, list[MedicineStatement]]
) -> list[tuple[Medication, list[MedicineStatement]]]:
    """Each line with what was said of it, taken out of `groups`."""
    return [(row, groups.pop(row.pk, [])) for row in rows]


def _by_medicine(said: Iterable[MedicineStatement]) -> dict[object, list[MedicineStatement]]:
    """The statements about each medicine: by its line, or by its name where nobody prescribed it."""
    groups: dict[object, list[MedicineStatement]] = defaultdict(list)
    for one in said:
        groups[one.medication_id or folded(one.title)].append(one)
    return groups


def _spoken(group: Sequence[MedicineStatement]) -> MedicineLine:
    """A line that stands on statements alone; its key is the oldest of them, so that it stays the same."""
    listed = Listed(str(group[-1].pk), group[0].title, is_prescribed=False, said=_said(group[0]))
    return MedicineLine(listed, None, group)


def _is_on_list(group: Sequence[MedicineStatement]) -> bool:
    """What nobody prescribed leaves the list when the newest statement says that it is over."""
    return group[0].medication_id is None and group[0].taking != Taking.NOT_TAKING


def listed_of(row: Medication, said: Sequence[MedicineStatement] = ()) -> Listed:
    return Listed(
        key=str(row.pk),
        title=row.title,
        dose=row.dose,
        code=f"{row.code_system}|{row.code}" if row.code else "",
        packet=str(row.referral_id or ""),
        arrived=row.created_at.isoformat(),
        said=_said(said[0]) if said else None,
    )


def _said(row: MedicineStatement) -> Said:
    return Said(Taking(row.taking), row.how, row.last_taken, row.reason)


# --- what packets brought ------------------------------------------------------------------------


def _news(patient_id: UUID) -> tuple[dict[str, dict[str, Any]], frozenset[str]]:
    """What senders changed in their own lines, undecided; and the lines that somebody decided about."""
    packets = list(
        Referral.objects.filter(patient_id=patient_id, state=ReferralState.DONE)
        .order_by("-finished_at")
        .values_list("finished_at", "report__before")
    )
    if not packets:
        return {}, frozenset()
    decided: dict[str, datetime] = {}
    for key, at in (
        MedicineMerge.objects.filter(patient_id=patient_id, undone_at=None)
        .order_by("decided_at")
        .values_list("medication_id", "decided_at")
    ):
        decided[str(key)] = at
    return _undecided(packets, decided), frozenset(decided)


def _undecided(
    packets: Iterable[tuple[datetime, list[Any] | None]], decided: Mapping[str, datetime]
) -> dict[str, dict[str, Any]]:
    """What medicines said before the newest packet changed them, unless somebody decided about that since."""
    found: dict[str, dict[str, Any]] = {}
    for at, before in packets:
        for name, key, facts in before or []:
            is_news = name == "medication" and key not in found and any(part in facts for part in _FACTS)
            if is_news and (key not in decided or decided[key] < at):
                found[key] = facts
    return found


def _updated(found: Mapping[str, dict[str, Any]], rows: Sequence[Medication]) -> list[Brought]:
    here = {str(row.pk): row for row in rows}
    gone = Medication.objects.filter(pk__in=set(found) - set(here), erred_at=None) if found else []
    here |= {str(row.pk): row for row in gone}
    made = (_change(here[key], facts) for key, facts in found.items() if key in here)
    return [one for one in made if one]


def _change(row: Medication, facts: dict[str, Any]) -> Brought | None:
    """The line as it is beside what it said before. A line that was over before, and is, is no news."""
    was_current = facts.get("status", row.status) == "active"
    if not was_current and not row.is_current:
        return None
    now = listed_of(row)
    before = Listed(now.key, facts.get("title", row.title), facts.get("dose", row.dose), row.code)
    kind = MergeKind.CHANGED if row.is_current else MergeKind.ENDED_THERE
    return Brought(kind, now, before)
