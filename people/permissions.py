"""What each role may do: a table, read by `people.access` only."""

from enum import StrEnum


class Permission(StrEnum):
    """One act. `CHART_*` and what follows it hold only on patients whom the actor's relation reaches."""

    OWN_ACCOUNT = "own_account"
    TODAY = "today"
    FIND = "find"
    PATIENT_CONTACT = "patient_contact"
    PATIENT_REGISTER = "patient_register"
    VISIT_BOOK = "visit_book"
    REFERRAL_IMPORT = "referral_import"
    CARE_TEAM_EDIT = "care_team_edit"
    TASK_WORK = "task_work"
    WORKLIST = "worklist"
    CHART_VIEW = "chart_view"
    CHART_AUDIT = "chart_audit"
    INTAKE_EDIT = "intake_edit"
    INTAKE_SIGN = "intake_sign"
    SENSITIVE = "sensitive"
    OUTCOMES_ENTER = "outcomes_enter"
    PLAN_EDIT = "plan_edit"
    PLAN_SIGN = "plan_sign"
    CHECKPOINT_DECIDE = "checkpoint_decide"
    STAFF_MANAGE = "staff_manage"
    CLINIC_SETTINGS = "clinic_settings"
    PORTAL = "portal"


class Role(StrEnum):
    PHYSICIAN = "physician"
    NAVIGATOR = "navigator"
    FRONT_DESK = "front_desk"
    MANAGER = "manager"
    PATIENT = "patient"

    @property
    def label(self) -> str:
        return {"navigator": "Nurse navigator", "front_desk": "Front desk"}.get(self, self.capitalize())


class Reach(StrEnum):
    """Whose rows a role sees under a permission."""

    CLINIC = "clinic"
    CARE_TEAM = "care_team"
    SELF = "self"


_P = Permission
_EVERY_STAFF = {_P.OWN_ACCOUNT: Reach.CLINIC, _P.TODAY: Reach.CLINIC, _P.FIND: Reach.CLINIC}
_CONTACT = {_P.PATIENT_CONTACT: Reach.CLINIC, _P.VISIT_BOOK: Reach.CLINIC, _P.TASK_WORK: Reach.CLINIC}
_CHART = {
    _P.CHART_VIEW: Reach.CARE_TEAM,
    _P.CHART_AUDIT: Reach.CARE_TEAM,
    _P.INTAKE_EDIT: Reach.CARE_TEAM,
    _P.OUTCOMES_ENTER: Reach.CARE_TEAM,
    _P.PLAN_EDIT: Reach.CARE_TEAM,
}

#: Therapist, psychologist, pharmacist and privacy officer join as further keys.
GRANTS: dict[Role, dict[Permission, Reach]] = {
    Role.PHYSICIAN: {
        **_EVERY_STAFF,
        **_CONTACT,
        **_CHART,
        _P.PATIENT_REGISTER: Reach.CLINIC,
        _P.REFERRAL_IMPORT: Reach.CLINIC,
        _P.CARE_TEAM_EDIT: Reach.CARE_TEAM,
        _P.INTAKE_SIGN: Reach.CARE_TEAM,
        _P.SENSITIVE: Reach.CARE_TEAM,
        _P.PLAN_SIGN: Reach.CARE_TEAM,
        _P.CHECKPOINT_DECIDE: Reach.CARE_TEAM,
        _P.TASK_WORK: Reach.CARE_TEAM,
        _P.WORKLIST: Reach.CARE_TEAM,
    },
    Role.NAVIGATOR: {
        **_EVERY_STAFF,
        **_CONTACT,
        **_CHART,
        _P.PATIENT_REGISTER: Reach.CLINIC,
        _P.REFERRAL_IMPORT: Reach.CLINIC,
        _P.CARE_TEAM_EDIT: Reach.CLINIC,
        _P.WORKLIST: Reach.CLINIC,
    },
    Role.FRONT_DESK: {
        **_EVERY_STAFF,
        **_CONTACT,
        _P.PATIENT_REGISTER: Reach.CLINIC,
        _P.REFERRAL_IMPORT: Reach.CLINIC,
        _P.CARE_TEAM_EDIT: Reach.CLINIC,
    },
    Role.MANAGER: {
        **_EVERY_STAFF,
        _P.STAFF_MANAGE: Reach.CLINIC,
        _P.CLINIC_SETTINGS: Reach.CLINIC,
    },
    Role.PATIENT: {_P.OWN_ACCOUNT: Reach.SELF, _P.PORTAL: Reach.SELF},
}


def reach(role: Role, permission: Permission) -> Reach | None:
    """Whose rows `role` reaches under `permission`; None when it may not at all."""
    return GRANTS[role].get(permission)
