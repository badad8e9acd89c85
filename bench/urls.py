"""The clinic's addresses, and an empty page for whoever is signed in: the floor under every other page."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from paincare.urls import urlpatterns as pages
from people.access import public


@public
def empty(request: HttpRequest) -> HttpResponse:
    """Session, user and actor are loaded by the middleware, as for every page."""
    return HttpResponse(f"Empty, for {request.actor}")


urlpatterns = [path("bench/empty/", empty), *pages]
