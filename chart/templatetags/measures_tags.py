"""Every series of a patient as small panels, for the page of goals and measures (docs/adr/0025)."""

from django import template

from chart.forms import SpanForm
from chart.selectors.overview import overview_of
from chart.selectors.panels import Limits
from people.access import Actor
from people.clock import now
from people.models import Patient

register = template.Library()


@register.inclusion_tag("chart/_overview.html")
def overview(patient: Patient, limits: Limits, reader: Actor) -> dict:
    """`{% overview patient page.limits request.actor %}`: the page has checked that they reach this chart."""
    today = patient.today(now())
    return {
        "patient": patient,
        "overview": overview_of(patient, limits=limits, today=today, reader=reader),
        "form": SpanForm(today=today),
    }
