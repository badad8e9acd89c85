"""The PainCare project: settings, urls, celery, wsgi. Imports every app; imported by none."""

from .celery import app as celery_app

__all__ = ["celery_app"]
