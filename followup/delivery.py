"""Deliver a claimed batch. Called by tasks only, never inside a transaction."""

import logging
from datetime import timedelta
from uuid import UUID

from . import outbox
from .channels.mail import PostOffice
from .outbox import Batch
from .services import sending

log = logging.getLogger(__name__)

AFTER_A_FAULT = timedelta(minutes=10)
WHEN_THE_SERVER_IS_DOWN = timedelta(minutes=1)


def deliver(batch: Batch) -> None:
    """Each message by itself; one that cannot be prepared holds nobody up. Stops when the server is down."""
    with PostOffice() as post:
        for pk in batch.ids:
            if not _deliver_one(pk, batch.lease, post):
                outbox.give_back_rest(batch, pause=WHEN_THE_SERVER_IS_DOWN)
                return


def _deliver_one(pk: UUID, lease: UUID, post: PostOffice) -> bool:
    """False when the next message would fail too.

    1. Decide and commit *sending* (`prepare`).
    2. Hand over. A kill in here leaves *sending*, which lapses into *uncertain*.
    3. Commit what became of it (`settle`).
    """
    letter = _prepare(pk, lease)
    if letter is None:
        return True
    receipt = post.hand_over(letter.message)
    sending.settle(letter.reminder, receipt, now=outbox.database_now())
    return not receipt.server_down


def _prepare(pk: UUID, lease: UUID) -> sending.Letter | None:
    try:
        return sending.prepare(pk, lease=lease, now=outbox.database_now())
    except Exception:
        log.exception("Reminder %s could not be prepared; trying again later", pk)
        outbox.give_back_rest(Batch(lease, [pk]), pause=AFTER_A_FAULT)
        return None
