"""The link that opens one person's daily check-in without a password (docs/adr/0007)."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.core import signing

from people.models import Patient

from .models import CheckInEpisode

_SIGNER = signing.Signer(salt="outcomes.day-link", sep="~")
#: After the last day on which it asks, a link still takes what a phone kept, and the day before.
_GRACE = timedelta(days=2)


def day_link_token(episode: CheckInEpisode) -> str:
    """The secret of a block's link: always the same until the link is renewed."""
    return _SIGNER.sign(f"{episode.pk.hex}.{episode.link_version}")


def episode_of(token: str, *, at: datetime) -> CheckInEpisode | None:
    """The block of check-ins that a link opens; None for a link that is unknown, renewed since, or over."""
    try:
        key, _, version = _SIGNER.unsign(token).partition(".")
        found = CheckInEpisode.objects.filter(pk=UUID(key), link_version=int(version))
    except (signing.BadSignature, ValueError):
        return None
    episode = found.select_related("patient__clinic", "goal").first()
    if episode is None:
        return None
    today = episode.patient.today(at)
    return episode if episode.starts_on <= today <= episode.last_asked_on + _GRACE else None


def latest_episode(patient: Patient, on: date) -> CheckInEpisode | None:
    """The newest block of check-ins that has begun, also one that is over."""
    begun = CheckInEpisode.objects.filter(patient=patient, starts_on__lte=on)
    return begun.select_related("goal").order_by("-starts_on").first()


def running_episode(patient: Patient, on: date) -> CheckInEpisode | None:
    """The newest block of check-ins, if it still asks on this day, daily or once a week."""
    episode = latest_episode(patient, on)
    return episode if episode and on <= episode.last_asked_on else None
