"""The clinic's own facts and numbers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core.forms import domain_errors_on

from .. import clock, selectors, services
from ..access import requires
from ..forms import ClinicForm, PolicyForm
from ..permissions import Permission


@requires(Permission.CLINIC_SETTINGS)
@require_http_methods(["GET", "POST"])
def clinic(request: HttpRequest) -> HttpResponse:
    form = ClinicForm(request.POST or None, instance=request.clinic)
    if request.method == "POST" and form.is_valid():
        services.change_clinic(
            clinic=form.instance, changed=form.changed_data, by=request.actor, at=clock.now()
        )
        messages.success(request, "The clinic's settings are saved.")
        return redirect("people:clinic")
    today = request.clinic.today(clock.now())
    context = {"form": form, "policies": selectors.policies(request.clinic, on=today).values()}
    return render(request, "people/clinic.html", context, status=422 if form.errors else 200)


@requires(Permission.CLINIC_SETTINGS)
@require_http_methods(["GET", "POST"])
def policy_set(request: HttpRequest, key: str) -> HttpResponse:
    """One number: what is shipped, the clinic's own versions, and the next one."""
    now = clock.now()
    today = request.clinic.today(now)
    known = selectors.policies(request.clinic, on=today)
    if key not in known:
        raise Http404
    form = PolicyForm(request.POST or None, initial={"value": known[key].value, "effective_from": today})
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            services.set_policy(clinic=request.clinic, key=key, by=request.actor, at=now, **form.cleaned_data)
            messages.success(request, "The new value is saved with its source.")
            return redirect("people:clinic")
    versions = request.clinic.policies.filter(key=key).select_related("set_by").order_by("-version")
    context = {"form": form, "policy": known[key], "versions": versions}
    return render(request, "people/policy_set.html", context, status=422 if form.errors else 200)
