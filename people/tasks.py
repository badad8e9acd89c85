"""What the clock wakes: sessions that are over."""

from celery import shared_task
from django.core.management import call_command

from .clock import now
from .shelf import forget_old_keys


@shared_task
def clear_sessions() -> None:
    """Every link that was opened left a session; what is over goes, so that ending somebody's stays quick."""
    call_command("clearsessions")
    forget_old_keys(at=now())
