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


class NotDeliveredReason(StrEnum):
    """Why a step did not happen. None of these says anything about whether it would have helped."""

    APPROVAL = "approval"
    MISSED = "missed"
    ACCESS = "access"
    PATIENT_CHOICE = "patient_choice"
    HEALTH = "health"

    @property
    def label(self) -> str:
        return {
            "approval": "Not approved or still waiting for approval",
            "missed": "Visit missed or cancelled",
            "access": "Could not get there: distance, time or cost",
            "patient_choice": "The patient chose not to",
            "health": "Another health problem came first",
        }[self.value]


class CheckpointState(StrEnum):
    """A planned checkpoint waits for its step to start; a waiting one has its dates."""

    DRAFT = "draft"
    PLANNED = "planned"
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

    @property
    def label(self) -> str:
        return {
            "not_delivered": "It was not delivered",
            "not_enough_data": "Not enough data",
            "life_event": "Something else happened",
        }[self.value]


class Comparison(StrEnum):
    """How the checkpoint's number is held against its line."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"


class JudgedBy(StrEnum):
    """Where the number that answers a checkpoint comes from."""

    MEASURE = "measure"
    INSTRUMENT = "instrument"
    BLOCK = "block"

    @property
    def label(self) -> str:
        return {
            "measure": "Something they can do",
            "instrument": "A questionnaire score",
            "block": "What the block did",
        }[self.value]
