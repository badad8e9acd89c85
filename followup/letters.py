"""What a message says: no health data, no condition, nothing personal but the first name (A7.1)."""

from email.utils import formataddr, parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from people.models import Clinic

from .links import ask_url, day_url, preferences_url, story_url
from .models import Reminder
from .rules.words import ReminderKind


def questionnaire(reminder: Reminder, *, token: str) -> EmailMessage:
    """A link to what is ready, in words of grade 6 or below."""
    day_link = day_url(reminder.patient, reminder.patient.today(reminder.due_at))
    return _to_patient(reminder, {"link": ask_url(token), "day_link": day_link})


def previsit(reminder: Reminder, *, token: str) -> EmailMessage:
    """A link to the story before the first visit."""
    clinic = reminder.patient.clinic
    starts = reminder.previsit.visit.starts_at.astimezone(ZoneInfo(clinic.time_zone))
    visit_on = f"{starts:%A}, {starts.day} {starts:%B}"
    return _to_patient(reminder, {"link": story_url(token), "visit_on": visit_on})


def _to_patient(reminder: Reminder, more: dict[str, str]) -> EmailMessage:
    patient = reminder.patient
    stop = preferences_url(patient)
    words = {"patient": patient, "clinic": patient.clinic, "stop": stop, **more}
    letter = _letter(reminder, patient.clinic, patient.email, words)
    letter.extra_headers["List-Unsubscribe"] = f"<{stop}>"
    letter.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    return letter


def escalation(reminder: Reminder) -> EmailMessage:
    """To staff: that something waits, and where. Who it is about is behind the sign-in."""
    clinic = reminder.task.clinic
    opened = reminder.task.created_at.astimezone(ZoneInfo(clinic.time_zone))
    words = {
        "clinic": clinic,
        "opened": f"{opened:%H:%M} on {opened.day} {opened:%b}",
        "link": f"{settings.SITE_URL}/tasks/",
    }
    return _letter(reminder, clinic, reminder.sent_to, words)


def _letter(reminder: Reminder, clinic: Clinic, to: str, words: dict) -> EmailMessage:
    name = f"followup/mail/{ReminderKind(reminder.kind)}"
    subject = render_to_string(f"{name}_subject.txt", words)
    return EmailMessage(
        subject=_one_line(subject),
        body=render_to_string(f"{name}.txt", words),
        from_email=formataddr((_one_line(clinic.name), parseaddr(settings.DEFAULT_FROM_EMAIL)[1])),
        to=[to],
        headers={"Message-ID": reminder.message_id},
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
