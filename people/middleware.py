"""Who acts, and whether the page lets them: decided before any view runs."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin

from audit import services as audit
from audit.models import Event

from .access import PUBLIC, Actor, NotOnCareTeam, can, declared_access
from .permissions import Role

#: allauth's own pages: these are open (allauth asks for sign-in itself); every other one is not served.
ALLAUTH_PAGES = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_change_password",
    "account_set_password",
    "account_reauthenticate",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_index",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_login_webauthn",
    "mfa_reauthenticate_webauthn",
}


class ActorMiddleware(MiddlewareMixin):
    """Puts `request.actor` and `request.clinic` on every request; both None when nobody signed in.

    Pages tell the time of the clinic's wall.
    """

    def process_request(self, request: HttpRequest) -> None:
        user = request.user
        signed_in = user.is_authenticated and user.is_active
        request.clinic = user.clinic if signed_in else None
        request.actor = Actor.of(user) if signed_in else None
        timezone.activate(request.clinic.time_zone if signed_in else settings.TIME_ZONE)


class SecondFactorMiddleware(MiddlewareMixin):
    """Staff without a second factor set one up before anything else, unless the clinic switched it off."""

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if request.actor is None or request.actor.role == Role.PATIENT:
            return None
        if not request.clinic.second_factor_required or _is_allauth(view) or declared_access(view) == PUBLIC:
            return None
        if request.session.get("second_factor_seen") or _has_second_factor(request):
            return None
        return redirect("mfa_activate_totp")


def _has_second_factor(request: HttpRequest) -> bool:
    seen = is_mfa_enabled(request.user)
    if seen:
        request.session["second_factor_seen"] = True
    return seen


class AccessMiddleware(MiddlewareMixin):
    """Refuses a view that declares no access, or whose declaration the actor does not meet."""

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if _is_allauth(view):
            if request.resolver_match.url_name not in ALLAUTH_PAGES:
                raise Http404
            return None
        access = declared_access(view)
        if access is None:
            raise ImproperlyConfigured(f"{view.__module__}.{view.__name__} declares no access")
        if access == PUBLIC:
            return None
        if request.actor is None:
            return _ask_to_sign_in(request)
        if not can(request.actor, access):
            _note_refusal(request, detail=str(access))
            raise PermissionDenied("Your role does not open this page.")
        return None

    def process_exception(self, request: HttpRequest, refused: Exception) -> HttpResponse | None:
        if not isinstance(refused, NotOnCareTeam):
            return None
        _note_refusal(request, patient_id=refused.patient.pk)
        return render(request, "people/not_on_care_team.html", {"stranger": refused.patient}, status=403)


def _is_allauth(view) -> bool:
    return view.__module__.startswith("allauth.")


def _note_refusal(request: HttpRequest, *, detail: str = "", patient_id=None) -> None:
    audit.record(
        "refused",
        by=request.actor,
        patient_id=patient_id,
        detail=detail or request.resolver_match.view_name,
        outcome=Event.Outcome.DENIED,
        address=request.META.get("REMOTE_ADDR"),
    )


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """A page goes to sign-in and back; htmx and scripts get 401, so that they can ask in place."""
    login = resolve_url(settings.LOGIN_URL)
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=401, headers={"HX-Redirect": f"{login}?next={request.path}"})
    if "application/json" in request.headers.get("Accept", ""):
        message = {"code": "signed_out", "message": "Please sign in again."}
        return JsonResponse(message, status=401, headers={"WWW-Authenticate": "Session"})
    return redirect_to_login(request.get_full_path(), login)
