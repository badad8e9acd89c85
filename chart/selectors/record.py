"""The record: what came with the person and what was charted since, by kind."""

from dataclasses import dataclass

from django.db.models import QuerySet

from intake.models import Allergy, Medication, Referral, TimelineEntry
from intake.rules.words import EntryKind
from intake.selectors.medicines import MedicineList, medicine_list
from outcomes.selectors import SavedLine, saved_look_backs
from people.models import Patient

HEADINGS = {
    EntryKind.CONDITION: "Conditions",
    EntryKind.PROCEDURE: "Procedures",
    EntryKind.IMAGING: "Imaging",
    EntryKind.TREATMENT: "Treatments",
}
STORY = "Story"


@dataclass(frozen=True)
class Record:
    timeline: list[tuple[str, list[TimelineEntry]]]
    medicine: MedicineList
    medicines: list[Medication]
    past_medicines: list[Medication]
    allergies: QuerySet[Allergy]
    documents: QuerySet[Referral]
    look_backs: list[SavedLine]


def record_of(patient: Patient) -> Record:
    """Entries marked as entered in error stay, struck through, at their place."""
    entries = list(_latest_first(patient.timeline.select_related("author", "erred_by")))
    medicines = list(
        patient.medications.select_related("author", "erred_by").order_by("status", "-started_on")
    )
    by_heading: dict[str, list[TimelineEntry]] = {words: [] for words in (*HEADINGS.values(), STORY)}
    for entry in entries:
        by_heading[HEADINGS.get(EntryKind(entry.kind), STORY)].append(entry)
    return Record(
        timeline=[(words, rows) for words, rows in by_heading.items() if rows],
        medicine=medicine_list(patient.pk, [row for row in medicines if row.is_current]),
        medicines=[row for row in medicines if row.status == "active"],
        past_medicines=[row for row in medicines if row.status != "active"],
        allergies=patient.allergies.select_related("author", "erred_by"),
        documents=patient.referrals.defer("report").select_related("received_by"),
        look_backs=saved_look_backs(patient),
    )


def _latest_first(rows: QuerySet[TimelineEntry]) -> QuerySet[TimelineEntry]:
    return rows.order_by("-starts_on", "-created_at")
