"""Addresses and days for the pages of days."""

from datetime import date

from django.urls import reverse

from outcomes.models import Day
from outcomes.rules.words import DayMark
from tests.factories.outcomes import DayFactory

TODAY = date(2026, 11, 20)
MONTH = "2026-11"


def at(name: str, *args) -> str:
    return reverse(f"outcomes:{name}", args=args)


def said(patient, day=TODAY, mark=DayMark.GOOD, **more) -> Day:
    return DayFactory(patient=patient, day=day, mark=mark, **more)
