"""The health check."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from ..access import public


@public
@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers; the proxy and compose ask here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
