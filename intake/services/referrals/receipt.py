"""Taking a packet in: kept as a document, or refused at once with one sentence."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from audit import services as audit
from people.access import Actor
from people.models import Clinic

from ...models import Referral, ReferralDocument
from ...rules.packet import Limits, PacketError, redact_packet
from ...rules.packet.fields import clean
from ...rules.words import ReferralState

_LIVE = set(ReferralState) - {ReferralState.UNDONE, ReferralState.REFUSED}


@dataclass(frozen=True)
class Received:
    """The packet's row, and whether it was here already."""

    referral: Referral
    is_new: bool


def limits() -> Limits:
    """How large a packet may be here (settings, section clinic)."""
    return Limits(packed=settings.PACKET_MAX_BYTES, unpacked=settings.PACKET_MAX_UNPACKED_BYTES)


def receive_packet(*, clinic: Clinic, filename: str, content: bytes, by: Actor, at: datetime) -> Received:
    """Keep a packet for the sweep to import. The same bytes again give the same row and change nothing.

    1. Read it through once: what is no JSON, damaged or too large is refused now and not kept, because
       numbers that are never stored cannot be blanked in what cannot be read.
    2. Blank those numbers in the document. The digest is of the bytes as received.
    """
    digest = hashlib.sha256(content).hexdigest()
    known = live_twin(clinic.pk, digest)
    if known:
        return Received(known, is_new=False)
    referral = Referral(
        clinic=clinic,
        filename=clean(PurePath(filename.replace("\\", "/")).name, 200) or "packet",
        size=len(content),
        sha256=digest,
        received_at=at,
        received_by_id=by.user_id,
    )
    try:
        redacted = redact_packet(content, limits=limits())
    except PacketError as refused:
        return Received(_keep_refused(referral, refused, by=by, at=at), is_new=True)
    return _keep(referral, redacted.content, by=by, at=at)


def live_twin(clinic_id: UUID, digest: str) -> Referral | None:
    """The row of the same bytes that still counts: refused and undone ones may come again."""
    return Referral.objects.filter(clinic_id=clinic_id, sha256=digest, state__in=_LIVE).first()


def _keep(referral: Referral, document: bytes, *, by: Actor, at: datetime) -> Received:
    try:
        with transaction.atomic():
            referral.save()
            ReferralDocument.objects.create(referral=referral, content=document)
            audit.record("packet_received", by=by, subject=referral, at=at)
    except IntegrityError:  # The same packet was dropped twice at once: referral_once_per_clinic.
        twin = live_twin(referral.clinic_id, referral.sha256)
        if twin is None:
            raise
        return Received(twin, is_new=False)
    return Received(referral, is_new=True)


@transaction.atomic
def _keep_refused(referral: Referral, refused: PacketError, *, by: Actor, at: datetime) -> Referral:
    referral.state, referral.refusal, referral.finished_at = ReferralState.REFUSED, refused.sentence, at
    referral.save()
    audit.record("packet_refused", by=by, subject=referral, detail=refused.code, at=at)
    return referral
