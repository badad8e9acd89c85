"""The words that plans speak in."""

from enum import StrEnum


class PlanStatus(StrEnum):
    DRAFT = "draft"
    SIGNED = "signed"
    REVISED = "revised"
    CLOSED = "closed"
    ABANDONED = "abandoned"


class StepKind(StrEnum):
    PROCEDURE = "procedure"
    THERAPY = "therapy"
    MEDICINE = "medicine"
    EDUCATION = "education"
    SELF_CARE = "self_care"


class StepStatus(StrEnum):
    PLANNED = "planned"
    STARTED = "started"
    DELIVERED = "delivered"
    NOT_DELIVERED = "not_delivered"
    STOPPED = "stopped"


class CheckpointState(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"
    DECIDED = "decided"
    CANCELLED = "cancelled"


class Decision(StrEnum):
    """Three equal answers. “Not delivered” is a reason for the third, never a failure."""

    CONFIRMED = "confirmed"
    CHALLENGED = "challenged"
    CANNOT_TELL = "cannot_tell"

    @property
    def label(self) -> str:
        return {"cannot_tell": "Cannot tell yet"}.get(self, self.capitalize())


class CannotTellReason(StrEnum):
    NOT_DELIVERED = "not_delivered"
    NOT_ENOUGH_DATA = "not_enough_data"
    LIFE_EVENT = "life_event"


class Comparison(StrEnum):
    """How the checkpoint's measure is held against its line."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
