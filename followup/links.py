"""Links for people who do not sign in: they name nobody, and they are long enough to guess in vain."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.core import signing

from outcomes.links import day_link_token, running_episode
from people.models import Patient

_PREFERENCES = signing.Signer(salt="followup.mail-preferences", sep=".")


def ask_url(token: str) -> str:
    """Where the questionnaire behind `token` is answered."""
    return f"{settings.SITE_URL}/q/{token}/"


def story_url(token: str) -> str:
    """Where the story before a visit is told."""
    return f"{settings.SITE_URL}/s/{token}/"


def day_url(patient: Patient, on: date) -> str:
    """Where this patient's day is filled in; empty while no block of check-ins runs."""
    episode = running_episode(patient, on)
    return f"{settings.SITE_URL}/d/{day_link_token(episode)}/" if episode else ""


def preferences_url(patient: Patient) -> str:
    """Where this patient stops our e-mails, without signing in. It never grows old: a stop always counts."""
    return f"{settings.SITE_URL}/m/{preferences_token(patient)}/"


def preferences_token(patient: Patient) -> str:
    return _PREFERENCES.sign(patient.pk.hex)


def patient_of(token: str) -> Patient | None:
    """The patient whose mail preferences `token` opens, or None when it is not one of ours."""
    try:
        return Patient.objects.select_related("clinic").filter(pk=UUID(_PREFERENCES.unsign(token))).first()
    except (signing.BadSignature, ValueError):
        return None
