"""What the clock wakes: packets that wait."""

from celery import shared_task

from people.clock import now

from .services import referrals


@shared_task
def sweep_referrals() -> None:
    """Import every packet that waits, one claim at a time."""
    while claimed := referrals.claim_waiting(at=now()):
        referrals.import_packet(referral=claimed, at=now())
