"""People who work here: add, change the role, end and restore access."""

from uuid import UUID

from allauth.account.forms import ResetPasswordForm
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from audit import services as audit
from core.errors import DomainError
from core.forms import domain_errors_on

from .. import clock, selectors, services
from ..access import requires
from ..forms import AddStaffForm, RoleForm
from ..models import User
from ..permissions import Permission, Role


@requires(Permission.STAFF_MANAGE)
@require_http_methods(["GET", "POST"])
def staff(request: HttpRequest) -> HttpResponse:
    form = AddStaffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
        with domain_errors_on(form):
            user = services.add_staff(clinic=request.clinic, by=request.actor, at=clock.now(), **facts)
            _send_password_link(request, user)
            messages.success(request, f"{user.name} is added. A link to set a password is on its way.")
            return redirect("people:staff")
    rows = selectors.staff(request.clinic.pk)
    context = {"form": form, "staff": rows, "role_form": RoleForm()}
    return render(request, "people/staff.html", context, status=422 if form.errors else 200)


def _send_password_link(request: HttpRequest, user: User) -> None:
    """allauth's own “forgotten password” mail; its link also sets the first password."""
    form = ResetPasswordForm({"email": user.email})
    if form.is_valid():
        form.save(request)


@requires(Permission.STAFF_MANAGE)
@require_POST
def staff_invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    user = get_object_or_404(selectors.staff(request.clinic.pk), pk=pk)
    _send_password_link(request, user)
    audit.record("password_link_sent", by=request.actor, subject=user)
    messages.success(request, f"A new link is on its way to {user.email}.")
    return redirect("people:staff")


@requires(Permission.STAFF_MANAGE)
@require_POST
def staff_role(request: HttpRequest, pk: UUID) -> HttpResponse:
    user = get_object_or_404(selectors.staff(request.clinic.pk), pk=pk)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose a role from the list.")
        return redirect("people:staff")
    role = Role(form.cleaned_data["role"])
    return _change(request, f"{user.name} has a new role.", services.change_role, user=user, role=role)


@requires(Permission.STAFF_MANAGE)
@require_POST
def staff_deactivate(request: HttpRequest, pk: UUID) -> HttpResponse:
    user = get_object_or_404(selectors.staff(request.clinic.pk), pk=pk)
    return _change(request, f"{user.name} can no longer sign in.", services.deactivate_staff, user=user)


@requires(Permission.STAFF_MANAGE)
@require_POST
def staff_reactivate(request: HttpRequest, pk: UUID) -> HttpResponse:
    user = get_object_or_404(selectors.staff(request.clinic.pk), pk=pk)
    return _change(request, f"{user.name} can sign in again.", services.reactivate_staff, user=user)


def _change(request: HttpRequest, done: str, verb, **facts) -> HttpResponse:
    try:
        verb(by=request.actor, at=clock.now(), **facts)
        messages.success(request, done)
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect("people:staff")
