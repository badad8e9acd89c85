"""Which old records were asked for, and which came."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from people.access import Actor
from people.models import Clinic, Patient
from people.permissions import Permission
from people.selectors import policy

from ..models import RecordRequest, Referral
from ..rules.records import RecordFact, RecordState, is_overdue, records_sentence
from ..rules.words import ReferralState


@dataclass(frozen=True)
class RecordLine:
    """One request as its page shows it; `packet` came since, and may be what was asked for."""

    request: RecordRequest
    is_overdue: bool
    packet: Referral | None

    @property
    def is_out(self) -> bool:
        return self.request.state == RecordState.ASKED


def record_lines(patient: Patient, *, today: date) -> list[RecordLine]:
    """What is still out first, the oldest on top. A packet is offered, never taken for granted."""
    rows = RecordRequest.objects.filter(patient=patient).select_related(
        "asked_by", "settled_by", "referral", "clinic"
    )
    days = overdue_days(patient.clinic, today)
    packets = list(
        Referral.objects.filter(patient=patient, state=ReferralState.DONE)
        .defer("report")
        .order_by("-received_at")
    )
    lines = [
        RecordLine(row, is_overdue(row.asked_on, today=today, after_days=days), _packet(row, packets))
        for row in rows
    ]
    return sorted(lines, key=lambda line: (not line.is_out, line.request.asked_on))


def _packet(row: RecordRequest, packets: list[Referral]) -> Referral | None:
    """The newest packet that came on the day of asking or later."""
    zone = row.clinic
    return next((one for one in packets if zone.today(one.received_at) >= row.asked_on), None)


def overdue_days(clinic: Clinic, today: date) -> int:
    return int(policy(clinic, "records_overdue_days", on=today).value)


def records_words(patient: Patient) -> str:
    """One sentence for the intake."""
    rows = RecordRequest.objects.filter(patient=patient)
    return records_sentence([RecordFact(row.name, row.holder, RecordState(row.state)) for row in rows])


def overdue_records(actor: Actor, clinic: Clinic, *, at: datetime) -> QuerySet[RecordRequest]:
    """What was asked for and is late, the oldest first; not of closed records."""
    today = clinic.today(at)
    late = today - timedelta(days=overdue_days(clinic, today))
    rows = RecordRequest.objects.visible_to(actor, Permission.REFERRAL_IMPORT)
    rows = rows.filter(state=RecordState.ASKED, asked_on__lt=late, patient__closed_at=None)
    return rows.select_related("patient").order_by("asked_on")
