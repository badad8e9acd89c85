"""The check-in without a signal: the worker that opens it, and the empty form that it opens."""

import hashlib
import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from people.access import public

from ..forms import DayForm

FILES = ("css/tokens.css", "css/portal.css", "js/portal/days.js", "icons/favicon.svg")


@public
@require_GET
@cache_control(no_cache=True, public=True)
def shell(request: HttpRequest) -> HttpResponse:
    """Nobody's check-in: no name, no clinic, no goal. The phone fills in the day and keeps it."""
    request.clinic = request.actor = None
    return render(request, "portal/shell.html", {"form": DayForm(), "call": _emergency_number(request)})


@public
@require_GET
@cache_control(no_cache=True, public=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It keeps versioned static files and the empty shell, and nothing of anybody."""
    files = [static(name) for name in FILES]
    version = hashlib.sha256(" ".join(files).encode()).hexdigest()[:12]
    address = f"{reverse('portal:shell')}?call={_emergency_number(request)}"
    context = {"files": files, "cache": f"check-in-{version}", "shell": address}
    return render(request, "portal/worker.js", context, content_type="text/javascript")


def _emergency_number(request: HttpRequest) -> str:
    """The clinic's number, handed on by its page; only what can be dialled is repeated."""
    number = request.GET.get("call", "")
    return number if re.fullmatch(r"[0-9]{2,15}", number) else "911"
