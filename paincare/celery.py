"""The Celery application. Celery wakes; what must not be lost is a row in Postgres (docs/adr/0002)."""

import os

from celery import Celery

from . import kombu_guard

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paincare.settings")

kombu_guard.install()

app = Celery("paincare")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
