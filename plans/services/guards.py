"""What the verbs of plans assert first."""

from uuid import UUID

from core.errors import DomainError
from people.access import Actor


def person_of(by: Actor) -> UUID:
    """A plan, a signature, a response is somebody's: never the system's."""
    if by.user_id is None:
        raise DomainError("nobody", "Only a person can do this.")
    return by.user_id
