"""P12: the pages of the person with the most in the record, beside those of the person with the least.

Both have as many conditions, procedures, images and medicines as the largest and the smallest of the 28 real
referral packets that the tests read (tests/real/test_synthea.py), and an intake each.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from bench.charts import Compared
from bench.clinic import Seeded
from bench.clock import Timed, compare
from bench.pages import Reader
from intake.models import Intake, Medication, TimelineEntry
from intake.rules.words import EntryKind, Teller

GOAL = 2.0
ROUNDS = 40


@dataclass(frozen=True)
class Packet:
    """How much of each kind a packet brought, and the place of its person in the large clinic."""

    conditions: int
    procedures: int
    images: int
    medicines: int
    place: int


LARGEST = Packet(conditions=11, procedures=70, images=0, medicines=102, place=-3)
SMALLEST = Packet(conditions=7, procedures=3, images=0, medicines=0, place=-4)
PAGES = (
    ("intake", "intake:intake", ""),
    ("timeline", "chart:timeline", ""),
    ("whole timeline", "chart:timeline", "?range=all"),
    ("timeline as a list", "chart:timeline", "?view=list"),
)


def all_of(large: Seeded) -> Iterator[Compared]:
    """Each page of the one beside the same of the other, then the slowest of each."""
    for packet in (LARGEST, SMALLEST):
        _chart(large, packet)
    timed = {name: _page(large, route, query) for name, route, query in PAGES}
    for name, one in timed.items():
        yield Compared(f"{name} of the fullest record : of the emptiest", GOAL, one)
    slowest = Timed(max(one.work for one in timed.values()), max(one.floor for one in timed.values()))
    yield Compared("slowest page of the fullest record : of the emptiest", GOAL, slowest)


def _page(large: Seeded, route: str, query: str) -> Timed:
    """As the lead of each reads it."""

    def reading(packet: Packet):
        place = large.size.patients + packet.place
        return Reader(large.lead_of(place)).get(reverse(route, args=[large.patient(place)]) + query)

    return compare(reading(LARGEST), reading(SMALLEST), rounds=ROUNDS)


def _chart(large: Seeded, packet: Packet) -> None:
    place = large.size.patients + packet.place
    now = timezone.now()
    row = {"clinic_id": large.clinic.pk, "patient_id": large.patient(place), "created_at": now}
    kinds = (
        (EntryKind.CONDITION, packet.conditions),
        (EntryKind.PROCEDURE, packet.procedures),
        (EntryKind.IMAGING, packet.images),
    )
    TimelineEntry.objects.bulk_create(
        TimelineEntry(
            **row,
            kind=kind,
            title=f"{kind.label} {n}",
            starts_on=_day(n),
            clinical_status="resolved" if n % 2 else "active",
            told_by=Teller.PACKET,
        )
        for kind, count in kinds
        for n in range(count)
    )
    Medication.objects.bulk_create(
        Medication(
            **row, title=f"Medicine {n} 10 MG", status="stopped", started_on=_day(n), ended_on=_day(n + 1)
        )
        for n in range(packet.medicines)
    )
    Intake.objects.create(
        clinic_id=large.clinic.pk,
        patient_id=large.patient(place),
        started_at=now,
        saved_at=now,
        started_by=large.lead_of(place),
    )


def _day(n: int) -> date:
    return date(1990, 1, 1) + timedelta(days=120 * n)
