"""How long somebody stays signed in, and what goes when they sign out."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from .clock import now
from .models import User
from .shelf import forget_keys, own_key

SIGNED_IN, KEPT = "signed_in_at", "kept_at"
#: A session is written anew this often while somebody types, not at every save.
EVERY = timedelta(minutes=5).total_seconds()


@receiver(user_logged_in)
def _begin(sender: object, request: HttpRequest, user: User, **more: object) -> None:
    moment = now()
    request.session[SIGNED_IN] = int(moment.timestamp())
    own_key(request.session, user_id=user.pk, at=moment)


@receiver(user_logged_out)
def _forget(sender: object, request: HttpRequest, **more: object) -> None:
    forget_keys(request.session)


def keep_signed_in(request: HttpRequest) -> None:
    """Who writes stays signed in: a save moves the session's end to a whole session from now.

    Not for ever: the last move is made one session's length after signing in, so a day is the most.
    """
    moment = int(now().timestamp())
    since = request.session.setdefault(SIGNED_IN, moment)
    if moment - since < settings.SESSION_COOKIE_AGE and moment - request.session.get(KEPT, since) >= EVERY:
        request.session[KEPT] = moment
