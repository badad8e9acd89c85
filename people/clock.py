"""The one place that asks the clock. Views, tasks and commands call it; rules and services are told."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, aware, in UTC."""
    return timezone.now()
