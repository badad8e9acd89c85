"""Whose turn it is: files wait as rows, and are claimed for a while, one at a time."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from audit import services as audit
from people import services as people
from people.access import Actor

from ...models import WearableChunk, WearableFile
from ...rules.words import WearableState

#: Renewed while the file is read; long enough for the writing at the end.
LEASE = timedelta(seconds=120)
MOST_ATTEMPTS = 3
#: How long a table waits for somebody to name its columns.
KEPT = timedelta(days=14)
#: What a task about a file names as its source.
SOURCE_KIND = "outcomes.wearablefile"
#: Of PostgreSQL's advisory locks, the one that a claim holds; any number that nobody else uses.
_CLAIM_LOCK = 0x5EA7_0001
_GIVEN_UP = "Reading this file stopped three times on our side. Nothing was taken. Please send it again."
_FORGOTTEN = "Nobody said which column is which, so the file was deleted. Nothing was taken."


@transaction.atomic
def claim_waiting(*, at: datetime) -> WearableFile | None:
    """Take the file that has waited longest, or one whose worker died; None when it is nobody's turn.

    One file is read at a time, so that reminders never wait behind two exports of gigabytes. The lease runs
    by the database's clock. A file that stopped three workers is refused with a sentence.
    """
    if not _alone():
        return None
    unfinished = WearableFile.objects.filter(state__in=[WearableState.WAITING, WearableState.READING])
    if unfinished.filter(state=WearableState.READING, leased_until__gte=Now()).exists():
        return None
    while file := unfinished.order_by("received_at", "id").select_for_update(skip_locked=True).first():
        if file.attempts < MOST_ATTEMPTS:
            return _lease(file)
        end_refused(file, _GIVEN_UP, code="gave_up", at=at)
    return None


def _alone() -> bool:
    """Two sweeps that claim at the same moment must not both find nothing being read."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_CLAIM_LOCK])
        return cursor.fetchone()[0]


@transaction.atomic
def claim(file: WearableFile) -> WearableFile | None:
    """Take this very file, as the command does; None when a worker was quicker."""
    waiting = WearableFile.objects.filter(pk=file.pk, state=WearableState.WAITING)
    row = waiting.select_for_update(skip_locked=True).first()
    return _lease(row) if row else None


def _lease(file: WearableFile) -> WearableFile:
    WearableFile.objects.filter(pk=file.pk).update(
        state=WearableState.READING, leased_until=Now() + LEASE, attempts=F("attempts") + 1, progress=0
    )
    file.refresh_from_db()
    return file


def still_mine(file: WearableFile) -> QuerySet[WearableFile]:
    """The row, only while this claim holds it: `attempts` is the claim's number."""
    return WearableFile.objects.filter(pk=file.pk, state=WearableState.READING, attempts=file.attempts)


def renew(file: WearableFile, *, percent: int) -> bool:
    """Show how far the reading is, and keep the claim; False when another worker has it.

    Outside any transaction, so that everyone sees it.
    """
    return bool(still_mine(file).update(progress=percent, leased_until=Now() + LEASE))


def let_go(file: WearableFile) -> None:
    """The reading failed on our side: the next sweep may try at once."""
    still_mine(file).update(leased_until=Now())


def end_refused(file: WearableFile, sentence: str, *, code: str, at: datetime) -> None:
    """Refused with one sentence, and its content gone. In the caller's transaction, on a locked row."""
    file.state, file.refusal, file.finished_at = WearableState.REFUSED, sentence[:400], at
    file.leased_until = None
    file.save(update_fields=["state", "refusal", "finished_at", "leased_until"])
    WearableChunk.objects.filter(file=file).delete()
    audit.record("wearable_refused", by=Actor.system(file.clinic_id), subject=file, detail=code, at=at)


@transaction.atomic
def set_aside_forgotten(*, at: datetime) -> int:
    """Tables whose columns nobody named in two weeks. Returns how many."""
    old = Q(state=WearableState.NEEDS_COLUMNS, received_at__lt=at - KEPT)
    rows = list(WearableFile.objects.filter(old).select_for_update(skip_locked=True))
    for file in rows:
        end_refused(file, _FORGOTTEN, code="forgotten", at=at)
        source, by = (SOURCE_KIND, str(file.pk)), Actor.system(file.clinic_id)
        people.cancel_tasks_of(source=source, reason="The file was deleted.", by=by, at=at)
    return len(rows)
