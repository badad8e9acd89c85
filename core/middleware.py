"""Small guards around every response."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.cache import patch_cache_control

Handler = Callable[[HttpRequest], HttpResponse]


def refuse_nul_bytes(get_response: Handler) -> Handler:
    """PostgreSQL cannot store NUL: answer 400 before a cookie or a query string reaches it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        parts = (request.path, request.META.get("QUERY_STRING", ""), request.META.get("HTTP_COOKIE", ""))
        if any("\x00" in part or "%00" in part for part in parts):
            return HttpResponseBadRequest("The address holds a character that we cannot read.")
        return get_response(request)

    return middleware


def believe_our_proxies(get_response: Handler) -> Handler:
    """Sign-in limits and the audit log need the visitor's address, which only our own proxies may report.

    Each proxy adds the address it saw to the end of the list; what stands before those may be invented.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        reported = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if all(reported) and 0 < settings.TRUSTED_PROXIES <= len(reported):
            request.META["REMOTE_ADDR"] = reported[-settings.TRUSTED_PROXIES].strip()
        return get_response(request)

    return middleware


def never_store(get_response: Handler) -> Handler:
    """Pages with health data stay out of caches, the Back button's one included."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware


def forget_at_sign_out(get_response: Handler) -> Handler:
    """After signing out, the browser drops what pages kept in it: the next person may sit at this computer.

    Stands below the session and the user, and sees that somebody who was signed in no longer is. A view that
    says itself what to drop (the patient's phone, where several people's days may wait) is left alone.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        response = get_response(request)
        if was_signed_in and not request.user.is_authenticated:
            response.headers.setdefault("Clear-Site-Data", '"storage"')
        return response

    return middleware
