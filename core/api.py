"""How JSON endpoints answer when something is refused."""

from rest_framework import status
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_handler

from .errors import DomainError, FieldConflict


def exception_handler(exc: Exception, context: dict) -> Response | None:
    """DomainError becomes 422, a conflict 409 with both texts; the rest is DRF's."""
    if isinstance(exc, FieldConflict):
        body = {
            "code": exc.code,
            "message": exc.message,
            "field": exc.field,
            "yours": exc.yours,
            "theirs": exc.theirs,
            "theirs_by": exc.theirs_by,
            "theirs_at": exc.theirs_at,
            "revision": exc.revision,
        }
        return Response(body, status=status.HTTP_409_CONFLICT)
    if isinstance(exc, DomainError):
        body = {"code": exc.code, "message": exc.message, "field": exc.field}
        return Response(body, status=status.HTTP_422_UNPROCESSABLE_ENTITY)
    return drf_handler(exc, context)
