"""What readers need of a stream, and telling how far a file has been read."""

from typing import BinaryIO, Protocol

from .contract import MEGABYTE, Heard


class Stream(Protocol):
    """A file or a member of a zip, read once from the beginning."""

    def read(self, size: int = ..., /) -> bytes: ...
    def readline(self, size: int = ..., /) -> bytes: ...


class SeekableStream(Stream, Protocol):
    """What a zip is read from."""

    def seek(self, offset: int, whence: int = ..., /) -> int: ...
    def tell(self) -> int: ...


class Listened:
    """A seekable file that tells about once a megabyte how much of it was read."""

    def __init__(self, file: BinaryIO, heard: Heard):
        self._file = file
        self._heard = heard
        self.size = file.seek(0, 2)
        self._used = 0
        self._told = 0
        file.seek(0)

    def read(self, size: int = -1) -> bytes:
        return self._count(self._file.read(size))

    def readline(self, size: int = -1) -> bytes:
        return self._count(self._file.readline(size))

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True

    def finish(self) -> None:
        self._heard(self.size, self.size)

    def _count(self, data: bytes) -> bytes:
        self._used += len(data)
        if self._used - self._told >= MEGABYTE:
            self._told = self._used
            self._heard(min(self._used, self.size), self.size)
        return data
