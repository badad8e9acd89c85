"""Verbs about people: patients, care teams, visits, tasks, staff, policies."""

from .care_team import ask_for_lead, change_lead, join_care_team, leave_care_team
from .clinic import change_clinic, set_policy
from .identity import correct_identity
from .opening import open_clinic
from .patients import (
    close_record,
    correct_contact,
    link_identifier,
    open_portal_account,
    record_mail_consent,
    register_patient,
)
from .staff import add_staff, change_role, deactivate_staff, reactivate_staff
from .tasks import (
    acknowledge_task,
    add_to_task,
    cancel_tasks_of,
    close_task,
    escalate_task,
    hasten_task,
    open_task,
)
from .visits import book_visit, cancel_visit, mark_visit, move_visit
from .withdrawal import reopen_record, unlink_identifiers, withdraw_record

__all__ = [
    "acknowledge_task",
    "add_to_task",
    "add_staff",
    "ask_for_lead",
    "book_visit",
    "cancel_tasks_of",
    "cancel_visit",
    "change_clinic",
    "change_lead",
    "change_role",
    "close_record",
    "close_task",
    "correct_contact",
    "correct_identity",
    "deactivate_staff",
    "escalate_task",
    "hasten_task",
    "join_care_team",
    "leave_care_team",
    "link_identifier",
    "mark_visit",
    "move_visit",
    "open_clinic",
    "open_portal_account",
    "open_task",
    "reactivate_staff",
    "record_mail_consent",
    "register_patient",
    "reopen_record",
    "set_policy",
    "unlink_identifiers",
    "withdraw_record",
]
