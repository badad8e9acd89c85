"""What the verbs of plans assert first, and the order in which they lock."""

from uuid import UUID

from core.errors import DomainError
from outcomes.services.guards import take_turns
from people.access import Actor
from people.models import Patient

from ..models import Plan


def person_of(by: Actor) -> UUID:
    """A plan, a signature, a response is somebody's: never the system's."""
    if by.user_id is None:
        raise DomainError("nobody", "Only a person can do this.")
    return by.user_id


def ensure_open_record(patient: Patient) -> None:
    """A closed record is closed to its plan too; only ending it, and marking errors, is still possible."""
    if not patient.is_open:
        raise DomainError("record_closed", "This record is closed; nothing is added to it.")


def locked_plan(plan: Plan) -> Plan:
    """The plan, freshly read and locked: its patient first, then the plan, then its rows.

    Asks, goals and ideas lock the patient too, so everyone keeps this order and nobody waits in a circle.
    """
    take_turns(plan.patient)
    return (
        Plan.objects.select_for_update(no_key=True, of=("self",))
        .select_related("patient__clinic")
        .get(pk=plan.pk)
    )
