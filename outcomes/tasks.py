"""What the clock wakes: files of wearables that wait."""

from celery import shared_task

from people.clock import now

from .services import wearables

#: Seconds. An export of three gigabytes takes minutes; the limits of the reader end a hostile file sooner.
_LONGEST = 1800


@shared_task(time_limit=_LONGEST)
def sweep_wearables() -> None:
    """Import every file that waits, one claim at a time."""
    wearables.set_aside_forgotten(at=now())
    while claimed := wearables.claim_waiting(at=now()):
        wearables.import_file(file=claimed, at=now())
