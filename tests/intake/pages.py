"""Asking the pages of the intake as its script does."""

from django.urls import reverse

from intake.services.mechanisms import mechanism_state

HTMX = {"HX-Request": "true"}


def url(name, *args):
    return reverse(f"intake:{name}", args=args)


def seen_in(answer):
    """The mark of what a card showed, which goes back with the next save."""
    return answer.text.split('name="seen" value="')[1].split('"')[0]


def nothing():
    """The mark of a card that nobody had written in."""
    return mechanism_state(None).seen
