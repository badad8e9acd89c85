"""Every series of a patient as small panels, for the page of goals and measures (docs/adr/0025)."""

from django import template

from chart.forms import SpanForm
from chart.selectors.overview import overview_of
from chart.selectors.panels import Limits
from people.clock import now
from people.models import Patient

register = template.Library()


@register.inclusion_tag("chart/_overview.html")
def overview(patient: Patient, limits: Limits) -> dict:
    """`{% overview patient page.limits %}`: for someone who reaches this chart; the page has checked that."""
    today = patient.today(now())
    return {
        "patient": patient,
        "overview": overview_of(patient, limits=limits, today=today),
        "form": SpanForm(today=today),
    }
