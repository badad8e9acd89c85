"""Doorways to people."""

from .clinic import clinic, policy_set
from .health import healthz
from .kept import set_aside, shelf_keys, signed_in
from .patients import (
    care_team_join,
    care_team_lead,
    care_team_leave,
    consent_record,
    identity_correct,
    patient_contact,
    patient_new,
    portal_open,
    record_close,
)
from .staff import staff, staff_deactivate, staff_invite, staff_reactivate, staff_role
from .visits import visit_cancel, visit_mark, visit_move, visits

__all__ = [
    "care_team_join",
    "care_team_lead",
    "care_team_leave",
    "clinic",
    "consent_record",
    "healthz",
    "identity_correct",
    "patient_contact",
    "patient_new",
    "policy_set",
    "portal_open",
    "record_close",
    "set_aside",
    "shelf_keys",
    "signed_in",
    "staff",
    "staff_deactivate",
    "staff_invite",
    "staff_reactivate",
    "staff_role",
    "visit_cancel",
    "visit_mark",
    "visit_move",
    "visits",
]
