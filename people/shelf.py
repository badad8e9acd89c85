"""Keys of what pages keep in a browser while it is not on the server yet (docs/adr/0033).

A page seals unsaved text with the key of its session. A browser that was killed comes back with another
session of the same person, which takes the older keys over. Signing out deletes every key that a session
holds.
"""

import base64
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import QuerySet

from .models import ShelfKey

HELD = "shelf_keys"
#: What was typed without a line on a Friday is still there on Monday.
KEEPS = timedelta(days=7)


def own_key(session: SessionBase, *, user_id: UUID, at: datetime) -> ShelfKey:
    """The key that this session seals with: its newest, made when its person signed in."""
    held: list[str] = session.get(HELD, [])
    own = _alive(user_id, at).filter(pk__in=held).order_by("made_at").last()
    if own is None:
        secret = base64.b64encode(secrets.token_bytes(32)).decode()
        own = ShelfKey.objects.create(user_id=user_id, secret=secret, made_at=at)
        session[HELD] = sorted({str(own.pk), *held})
    return own


@transaction.atomic
def take_keys(
    session: SessionBase, *, user_id: UUID, known: Sequence[UUID], at: datetime
) -> tuple[ShelfKey, list[ShelfKey]]:
    """The key to seal with, and those of `known` that still open: this person's, and not signed out since."""
    own = own_key(session, user_id=user_id, at=at)
    older = list(_alive(user_id, at).filter(pk__in=known).exclude(pk=own.pk))
    held: list[str] = session[HELD]
    wanted = {str(key.pk) for key in older}
    if not wanted <= set(held):
        session[HELD] = sorted(wanted.union(held))
    return own, older


def _alive(user_id: UUID, at: datetime) -> QuerySet[ShelfKey]:
    return ShelfKey.objects.filter(user_id=user_id, made_at__gt=at - KEEPS)


def forget_keys(session: SessionBase) -> None:
    """Sign-out: whatever this session sealed, or took over, is unreadable from now on."""
    ShelfKey.objects.filter(pk__in=session.get(HELD, [])).delete()


def forget_old_keys(*, at: datetime) -> None:
    ShelfKey.objects.filter(made_at__lte=at - KEEPS).delete()
