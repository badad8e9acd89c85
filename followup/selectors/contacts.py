"""What was tried to reach one person."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from intake.models import PreVisit
from people.models import Patient

from ..models import ContactAttempt, Reminder
from ..rules.words import CancelReason, ReminderKind, ReminderState

MOST = 200

TO_PATIENTS = (ReminderKind.QUESTIONNAIRE, ReminderKind.PREVISIT)


@dataclass(frozen=True)
class Contact:
    """One line of the history. `call` is there when it was a call, and then `may_undo` counts."""

    at: datetime
    local: datetime
    what: str
    detail: str
    call: ContactAttempt | None = None
    may_undo: bool = False
    may_send_again: bool = False
    reminder: Reminder | None = None


def contact_history(patient: Patient, *, at: datetime) -> list[Contact]:
    """Calls and messages, newest first."""
    calls = ContactAttempt.objects.filter(patient=patient).select_related("by").prefetch_related("holds")
    messages = Reminder.objects.filter(patient=patient, kind__in=TO_PATIENTS)
    lines = [_call(call, patient, at) for call in calls[:MOST]]
    lines += [_message(one, patient) for one in messages.order_by("-created_at")[:MOST]]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def story_messages(previsit: PreVisit) -> list[Contact]:
    """What was mailed to ask for one story before a visit, newest first."""
    messages = Reminder.objects.filter(previsit=previsit).order_by("-created_at")
    return [_message(one, previsit.patient) for one in messages[:MOST]]


def _call(call: ContactAttempt, patient: Patient, at: datetime) -> Contact:
    today = patient.clinic.today(at)
    words = [call.get_removal_reason_display(), call.get_again_display(), call.note]
    words += [f"About: {hold.sentence}" for hold in call.holds.all()]
    if call.undone_at:
        words.append("Taken back on the same day")
    return Contact(
        at=call.at,
        local=_on_the_wall(call.at, patient),
        what=f"Call by {call.by.name}: {call.get_result_display()}",
        detail=". ".join(word for word in words if word),
        call=call,
        may_undo=call.undone_at is None and patient.clinic.today(call.at) == today,
    )


def _message(reminder: Reminder, patient: Patient) -> Contact:
    state, at = ReminderState(reminder.state), reminder.sent_at or reminder.due_at
    return Contact(
        at=at,
        local=_on_the_wall(at, patient),
        what=f"E-mail: {_WORDS[state]}",
        detail=CancelReason(reminder.cancelled_reason).label.capitalize()
        if reminder.cancelled_reason
        else "",
        reminder=reminder,
        may_send_again=state == ReminderState.UNCERTAIN,
    )


def _on_the_wall(at: datetime, patient: Patient) -> datetime:
    """The clinic's wall clock, as a time without zone, so that no template turns it again."""
    return at.astimezone(ZoneInfo(patient.clinic.time_zone)).replace(tzinfo=None)


_WORDS = {
    ReminderState.SCHEDULED: "waits for its time",
    ReminderState.CLAIMED: "is about to go out",
    ReminderState.SENDING: "is going out",
    ReminderState.SENT: "sent",
    ReminderState.UNCERTAIN: "may not have arrived",
    ReminderState.CANCELLED: "not sent",
}
