"""The one exception that services raise when the domain says no."""

from datetime import datetime


class DomainError(Exception):
    """A rule refused. `message` is for people; `field` names the form field it belongs to, if any."""

    def __init__(self, code: str, message: str, field: str | None = None):
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field


class FieldConflict(DomainError):
    """Somebody else saved this field first: both texts are kept and shown, with who and when if known."""

    def __init__(self, *, field: str, yours: object, theirs: object, revision: int):
        super().__init__("conflict", "Somebody else changed this field.", field)
        self.yours = yours
        self.theirs = theirs
        self.revision = revision
        self.theirs_by = ""
        self.theirs_at: datetime | None = None
