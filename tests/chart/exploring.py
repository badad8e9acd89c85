"""Addresses and days for the pages that look into a series."""

from datetime import date, timedelta

from django.urls import reverse

from outcomes.models import Day, Measure
from tests.factories.outcomes import DayFactory

TODAY = date(2026, 11, 20)


def logged(patient, agos, **facts):
    """Days on which the person moved 20 to 26 minutes, slept 7 hours, with a watch on."""
    Day.objects.filter(patient=patient).delete()
    Day.objects.bulk_create(
        DayFactory.build(
            patient=patient,
            clinic=patient.clinic,
            day=TODAY - timedelta(days=ago),
            mark=3 if ago % 7 == 0 else 1,
            **{"moved_minutes": 20 + ago % 7, "slept_minutes": 420, "device_steps": 4000 + ago} | facts,
        )
        for ago in agos
    )


def series(patient, key="day-moved", **query):
    return reverse("chart:series", args=[patient.pk, key]), query


def measure_key(patient, label="Walks"):
    return f"measure-{Measure.objects.get(patient=patient, label=label).pk}"
