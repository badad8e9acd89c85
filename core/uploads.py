"""Large uploads: judged by their stated length before anything is read, then streamed to disk."""

import os
from typing import Any

from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest

#: What a form needs around its files: boundaries, headers, the token.
FORM_ITSELF = 64 * 1024


def stated_length(request: HttpRequest) -> int | None:
    """None for an upload in chunks, whose size nobody knows before all of it was read."""
    stated = request.META.get("CONTENT_LENGTH") or ""
    return int(stated) if stated.isascii() and stated.isdecimal() else None


class StreamToDisk(TemporaryFileUploadHandler):
    """Every file goes to disk as it comes, and loses its name at once: a process that dies leaves nothing."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        os.unlink(self.file.temporary_file_path())
