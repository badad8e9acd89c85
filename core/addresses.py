"""Addresses, worked out once in a process: every page holds a score of them, the worklist two hundred."""

from functools import cache
from uuid import UUID

from django.urls import get_script_prefix, reverse

#: Stands for a row's key in a pattern; no row can have it (keys are UUID version 7).
SOMETHING = UUID(int=0)


def address_of(route: str, pk: UUID | str | None = None) -> str:
    """What `reverse` says of a route with one key, or without any: 2 µs instead of 14."""
    if pk is None:
        return _reversed(route, get_script_prefix())
    return _reversed(route, get_script_prefix(), SOMETHING).replace(str(SOMETHING), str(pk))


@cache
def _reversed(route: str, prefix: str, *args: UUID) -> str:
    """The prefix is part of what `reverse` answers, so it is part of what the answer is kept under."""
    return reverse(route, args=args)
