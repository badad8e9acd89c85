"""One view, two answers: the page, or the fragment that htmx asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def is_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def tell_saved(answer: HttpResponse) -> HttpResponse:
    """What follows a save on the page (what is missing, the right half of the builder) asks anew after it."""
    answer["HX-Trigger"] = "drafts:saved"
    return answer


def render_page_or_fragment(
    request: HttpRequest, *, page: str, fragment: str, context: dict, status: int = 200
) -> HttpResponse:
    """The fragment for htmx, the whole page for everyone else; caches are told that they differ."""
    response = render(request, fragment if is_htmx(request) else page, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
