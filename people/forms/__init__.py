"""Forms of the people app."""

from .patients import CareTeamForm, CloseRecordForm, ConsentForm, ContactForm, IdentityForm, RegisterForm
from .staff import AddStaffForm, ClinicForm, PolicyForm, RoleForm
from .visits import BookVisitForm, CancelVisitForm, MarkVisitForm, MoveVisitForm

__all__ = [
    "AddStaffForm",
    "BookVisitForm",
    "CancelVisitForm",
    "CareTeamForm",
    "ClinicForm",
    "CloseRecordForm",
    "ConsentForm",
    "ContactForm",
    "IdentityForm",
    "MarkVisitForm",
    "MoveVisitForm",
    "PolicyForm",
    "RegisterForm",
    "RoleForm",
]
