"""Starting and stopping a checkpoint's clock: its dates and the questionnaire that is put to the patient."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from outcomes import services as outcomes
from outcomes.selectors import Catalogue
from people.access import Actor
from people.selectors import policies

from ..models import Checkpoint, Plan
from ..rules.checkpoint import window
from ..rules.moves import ensure_checkpoint_can_become
from ..rules.words import CheckpointState
from ..selectors.checkpoints import SOURCE_KIND

#: The instrument that every checkpoint asks, whatever else it measures.
ALWAYS_ASKED = "peg"


def source_of(checkpoint: Checkpoint) -> tuple[str, str]:
    """How an ask or a task names the checkpoint that wants it."""
    return (SOURCE_KIND, str(checkpoint.pk))


def start_clock(checkpoint: Checkpoint, *, due_on: date, by: Actor, at: datetime) -> Checkpoint:
    """Give a checkpoint its dates, in the clinic's calendar, and ask what it needs to know."""
    ensure_checkpoint_can_become(CheckpointState(checkpoint.state), CheckpointState.WAITING)
    checkpoint.state = CheckpointState.WAITING
    return set_dates(checkpoint, due_on=due_on, by=by, at=at)


def set_dates(checkpoint: Checkpoint, *, due_on: date, by: Actor, at: datetime) -> Checkpoint:
    """Dates of a waiting checkpoint; asks of an older date are withdrawn first, so none is sent twice."""
    clinic = checkpoint.plan.patient.clinic
    limits = policies(clinic, on=clinic.today(at))
    days = window(
        due_on,
        opens_before=int(limits["checkpoint_opens_days_before"].value),
        late_after=int(limits["checkpoint_late_days_after"].value),
    )
    checkpoint.opens_on, checkpoint.due_on, checkpoint.late_on = days.opens_on, days.due_on, days.late_on
    checkpoint.save(update_fields=["state", "opens_on", "due_on", "late_on"])
    outcomes.cancel_asks(source=source_of(checkpoint), by=by, at=at)
    _ask(
        checkpoint,
        due_on,
        lead_days=int(limits["reminder_lead_days"].value),
        open_days=int(limits["ask_open_days"].value),
        by=by,
        at=at,
    )
    return checkpoint


def stop_clock(checkpoint: Checkpoint, *, by: Actor, at: datetime) -> None:
    """The plan went another way: nobody is asked, and nobody decides, this checkpoint any more."""
    ensure_checkpoint_can_become(CheckpointState(checkpoint.state), CheckpointState.CANCELLED)
    checkpoint.state = CheckpointState.CANCELLED
    checkpoint.save(update_fields=["state"])
    outcomes.cancel_asks(source=source_of(checkpoint), by=by, at=at)


def stop_clocks_of(plan: Plan, *, by: Actor, at: datetime) -> None:
    for checkpoint in Checkpoint.objects.select_for_update().waiting().filter(plan=plan):
        stop_clock(checkpoint, by=by, at=at)


def _ask(
    checkpoint: Checkpoint, due_on: date, *, lead_days: int, open_days: int, by: Actor, at: datetime
) -> None:
    """PEG, and the checkpoint's own instrument if patients can be offered it (its wording is loaded).

    The link opens `lead_days` before the date, at midnight where the patient lives, and stays open for
    `open_days` after it, so that a late answer still counts.
    """
    patient = checkpoint.plan.patient
    zone = ZoneInfo(patient.time_zone)
    opens_at = datetime.combine(due_on - timedelta(days=lead_days), time.min, zone)
    closes_at = datetime.combine(due_on + timedelta(days=open_days + 1), time.min, zone)
    if closes_at <= at:
        return
    catalogue = Catalogue(patient.clinic_id)
    for instrument in sorted({ALWAYS_ASKED, checkpoint.instrument}):
        if catalogue.is_offered(instrument):
            outcomes.create_ask(
                patient=patient,
                instrument=instrument,
                opens_at=opens_at,
                due_on=due_on,
                closes_at=closes_at,
                source=source_of(checkpoint),
                by=by,
                at=at,
            )
