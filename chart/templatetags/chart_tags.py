"""The rail, the patient header and its tabs, for every page of the house."""

from dataclasses import dataclass
from datetime import date

from django import template
from django.apps import apps
from django.conf import settings

from chart.navigation import Link, rail_for, tabs_for
from chart.presenters import look_back
from chart.presenters.words import fuzzy_day
from chart.selectors.header import Header
from chart.selectors.header import patient_header as header_facts
from core.words import full_day
from people import selectors as people
from people.clock import now

register = template.Library()

MOST_ALLERGIES = 3


@register.inclusion_tag("components/rail.html", takes_context=True)
def rail(context) -> dict:
    request = context["request"]
    actor = getattr(request, "actor", None)
    links = rail_for(actor, request.path) if actor else []
    return {"links": links, "actor": actor, "user": request.user, "csrf_token": context.get("csrf_token")}


@dataclass(frozen=True)
class Head:
    """The header with its words, and the tabs beneath it."""

    facts: Header
    age: int
    due_words: str
    tabs: list[Link]

    @property
    def allergies(self) -> str:
        shown, more = self.facts.allergies[:MOST_ALLERGIES], len(self.facts.allergies) - MOST_ALLERGIES
        names = ", ".join(title.removeprefix("Allergy to ") for title in shown)
        return f"{names} and {more} more" if more > 0 else names


@register.simple_tag(takes_context=True)
def patient_header(context, patient) -> Head:
    """`{% patient_header patient as head %}`. Uses the view's `header` when it gathered one already."""
    request = context["request"]
    facts = context.get("header") or header_facts(patient, request.actor)
    today = request.clinic.today(now())
    return Head(
        facts=facts,
        age=patient.age_on(patient.died_on or today),
        due_words=due_words(facts.checkpoint_due, today) if patient.is_open else "",
        tabs=tabs_for(request.actor, patient, request.path, clinical=facts.clinical),
    )


def due_words(due: date | None, today: date) -> str:
    return f"Checkpoint {due_in(due, today)}" if due else ""


@register.filter
def due_in(due: date, today: date) -> str:
    """How far away a decision is, as a person would say it."""
    days = (due - today).days
    if days == 0:
        return "due today"
    unit = "day" if abs(days) == 1 else "days"
    return f"due in {days} {unit}" if days > 0 else f"{-days} {unit} late"


register.filter("finding_tone", look_back.tone)
register.filter("finding_glyph", look_back.glyph)
register.filter("finding_number", look_back.amount)


@register.filter
def days_from(days: int) -> str:
    """How far from an event: “5 days before”, “the same day”."""
    if not days:
        return "the same day"
    unit = "day" if abs(days) == 1 else "days"
    return f"{abs(days)} {unit} {'after' if days > 0 else 'before'}"


@register.filter
def spaced(code: str) -> str:
    """A code as words: `entered_in_error` becomes “entered in error”."""
    return code.replace("_", " ")


@register.filter
def kind_words(kind: str) -> str:
    """What a row of the log is about: `outcomes.dayentry` is a “day entry”."""
    try:
        return str(apps.get_model(kind)._meta.verbose_name)
    except (LookupError, ValueError):
        return kind


@register.simple_tag
def demo_sign_ins() -> dict | None:
    """Whom to sign in as, and with what; only in the demonstration clinic."""
    users = people.demo_sign_ins()
    return {"people": users, "password": settings.DEMO_PASSWORD} if users else None


@register.filter
def full_date(on: date | None) -> str:
    """12 Mar 1983: no ambiguity between countries."""
    return full_day(on) if on else ""


@register.filter
def entry_date(entry) -> str:
    """As exactly as it is known: the person's own words, a year, a month, or a day."""
    return entry.date_words or fuzzy_day(entry.starts_on, entry.precision)


@register.filter
def medicine_since(medicine) -> str:
    """When it was started, and until when it was taken if that is known."""
    since = fuzzy_day(medicine.started_on, medicine.started_precision)
    until = fuzzy_day(medicine.ended_on, medicine.ended_precision)
    return f"{since} to {until}".strip() if until else since
