"""The words for states that patients, visits and tasks are in, and the moves between them."""

from enum import StrEnum

from core.errors import DomainError


class VisitStatus(StrEnum):
    """FHIR Encounter's planned and finished, in a clinic's words."""

    PLANNED = "planned"
    ARRIVED = "arrived"
    DONE = "done"
    MISSED = "missed"
    CANCELLED = "cancelled"


class VisitKind(StrEnum):
    INTAKE = "intake"
    FOLLOW_UP = "follow_up"
    PROCEDURE = "procedure"
    PHONE = "phone"


class TaskStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class Priority(StrEnum):
    """FHIR request priority."""

    ROUTINE = "routine"
    URGENT = "urgent"
    STAT = "stat"


class ClosedReason(StrEnum):
    DIED = "died"
    MOVED = "moved"
    DISCHARGED = "discharged"
    REQUESTED = "requested"
    ENTERED_IN_ERROR = "entered_in_error"


class Sex(StrEnum):
    """FHIR administrative gender."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


_NEXT_VISIT: dict[VisitStatus, set[VisitStatus]] = {
    VisitStatus.PLANNED: {VisitStatus.ARRIVED, VisitStatus.DONE, VisitStatus.MISSED, VisitStatus.CANCELLED},
    VisitStatus.ARRIVED: {VisitStatus.DONE, VisitStatus.PLANNED},
    VisitStatus.MISSED: {VisitStatus.PLANNED, VisitStatus.ARRIVED},
    VisitStatus.DONE: set(),
    VisitStatus.CANCELLED: set(),
}


def ensure_visit_can_become(now: VisitStatus, to: VisitStatus) -> None:
    """Refuse a move that the table does not hold."""
    if to not in _NEXT_VISIT[now]:
        raise DomainError("illegal_move", f"A visit that is {now} cannot become {to}.")
