"""What the clock wakes: files of wearables that wait."""

from datetime import timedelta

from celery import shared_task

from people.clock import now

from .services import wearables

#: Seconds. An export of three gigabytes takes minutes; the limits of the reader end a hostile file sooner.
_LONGEST = 1800
#: No file is begun later than this, so that the last one has its time too; the next sweep goes on.
_BEGINS_UNTIL = timedelta(minutes=10)


@shared_task(time_limit=_LONGEST)
def sweep_wearables() -> None:
    """Import the files that wait, one claim at a time."""
    begun = now()
    wearables.set_aside_forgotten(at=begun)
    while now() - begun < _BEGINS_UNTIL and (claimed := wearables.claim_waiting(at=now())):
        wearables.import_file(file=claimed, at=now())
