"""The real beat with the real schedule, hurried: every sweep is due once a second."""

from paincare.celery import app

app.conf.beat_schedule = {
    name: {**entry, "schedule": 1.0, "options": {"expires": 1.0}}
    for name, entry in app.conf.beat_schedule.items()
}
