"""Taking a day link back."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from audit import services as audit
from people.access import Actor

from ..models import CheckInEpisode
from .guards import ensure_may_write


@transaction.atomic
def renew_day_link(*, episode: CheckInEpisode, by: Actor, at: datetime) -> CheckInEpisode:
    """Every link that is out for this block stops working at once; the block goes on behind a new one."""
    ensure_may_write(by, episode.patient, episode)
    CheckInEpisode.objects.filter(pk=episode.pk).update(link_version=F("link_version") + 1)
    episode.refresh_from_db(fields=["link_version"])
    audit.record("day_link_renewed", by=by, subject=episode, at=at)
    return episode
