"""Authority, decided in one place.

Three shapes of one question, derived from `people.permissions.GRANTS`: `can(actor, permission)`,
`can_on(actor, permission, patient)`, and `rows.visible_to(actor, permission)` on every queryset.
Every view declares its access with `@requires(...)` or `@public`; `AccessMiddleware` refuses silence.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from rest_framework.permissions import BasePermission

from audit import services as audit

from .models import Patient, User
from .permissions import Permission, Reach, Role, reach

#: Declared by pages that need nobody to be signed in.
PUBLIC = "public"


@dataclass(frozen=True)
class Actor:
    """Who acts in a request, a task or a command."""

    user_id: UUID | None
    clinic_id: UUID | None
    role: str
    label: str
    patient_id: UUID | None = None

    @classmethod
    def of(cls, user: User) -> "Actor":
        """The actor for a signed-in user; a patient's own record comes along."""
        patient_id = None
        if user.role == Role.PATIENT:
            patient_id = Patient.objects.filter(user=user).values_list("pk", flat=True).first()
        return cls(user.pk, user.clinic_id, user.role, user.name, patient_id)

    @classmethod
    def system(cls, clinic_id: UUID) -> "Actor":
        """PainCare itself: sweeps, imports by command, clocks."""
        return cls(None, clinic_id, "system", "PainCare")

    @classmethod
    def of_patient(cls, patient: Patient) -> "Actor":
        """The patient who opened a link without signing in."""
        return cls(patient.user_id, patient.clinic_id, Role.PATIENT, str(patient), patient.pk)

    def reach(self, permission: Permission) -> Reach | None:
        return reach(Role(self.role), permission) if self.role in set(Role) else None


def can(actor: Actor, permission: Permission) -> bool:
    """May this role do this at all?"""
    return actor.reach(permission) is not None


def can_on(actor: Actor, permission: Permission, patient: Patient) -> bool:
    """May this actor do this to this patient?"""
    return Patient.objects.visible_to(actor, permission).filter(pk=patient.pk).exists()


class NotOnCareTeam(PermissionDenied):
    """Same clinic, no relation: the page shows the name and nothing else."""

    def __init__(self, patient: Patient):
        super().__init__("You are not on this care team.")
        self.patient = patient


def get_patient_or_refuse(actor: Actor, pk: UUID, permission: Permission) -> Patient:
    """The patient; 404 across clinics and for patients, 403 with the name inside the clinic."""
    patient = Patient.objects.visible_to(actor, permission).filter(pk=pk).first()
    if patient:
        return patient
    stranger = Patient.objects.filter(pk=pk, clinic_id=actor.clinic_id).first()
    if stranger is None or actor.role == Role.PATIENT:
        raise Http404
    raise NotOnCareTeam(stranger)


def get_row_or_refuse(rows, actor: Actor, pk: UUID, permission: Permission):
    """One clinical row by its key, under the same answers as its patient.

    `rows` is a manager or queryset of a PatientRow model.
    """
    row = rows.all().visible_to(actor, permission).filter(pk=pk).first()
    if row:
        return row
    hidden = rows.all().filter(pk=pk, clinic_id=actor.clinic_id).select_related("patient").first()
    if hidden is None or actor.role == Role.PATIENT:
        raise Http404
    raise NotOnCareTeam(hidden.patient)


def open_chart(request: HttpRequest, pk: UUID, permission: Permission, *, category: str = "chart") -> Patient:
    """Fetch a patient for a page, and write the one audit row that this read owes."""
    patient = get_patient_or_refuse(request.actor, pk, permission)
    patient.clinic = request.clinic  # The reader's own, and here already.
    note_read(request, patient, category=category)
    return patient


def note_read(request: HttpRequest, patient: Patient, *, category: str) -> None:
    """The audit row for a page that shows `patient`."""
    audit.record_read(
        by=request.actor, patient_id=patient.pk, category=category, address=request.META.get("REMOTE_ADDR")
    )


def ensure_same_clinic(by: Actor, *rows) -> None:
    """The invariant that every service asserts: actor and rows share a clinic."""
    for row in rows:
        if row.clinic_id != by.clinic_id:
            raise PermissionDenied("This belongs to another clinic.")


def requires(permission: Permission) -> Callable:
    """Declare what a view needs. Works on functions and on the result of `as_view()`."""

    def declare(view):
        return _with_access(view, permission)

    return declare


def public(view):
    """Declare that a view needs nobody to be signed in."""
    return _with_access(view, PUBLIC)


def _with_access(view, access):
    @wraps(view)
    def wrapper(*args, **kwargs):
        return view(*args, **kwargs)

    wrapper.access = access
    return wrapper


def declared_access(view) -> Permission | str | None:
    """What the view declared, or None when it is silent."""
    return getattr(view, "access", None)


class DeclaredAccess(BasePermission):
    """DRF asks the same table: its views are declared like all others, on `as_view()`."""

    def has_permission(self, request, view) -> bool:
        declared = declared_access(request.resolver_match.func)
        return declared == PUBLIC or (declared is not None and can(request.actor, declared))
