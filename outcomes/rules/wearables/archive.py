"""Zip files from strangers: looked at before a byte of them is unpacked, and counted while it is."""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable

from core.errors import DomainError

from .contract import Limits
from .streams import SeekableStream

TOO_LARGE = "too_large"
_END, _END_64, _LOCATOR_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_END_SIZE = 22
_ROOM_FOR_A_NAME = 4_096
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")

#: What zipfile says of a file that is cut, damaged or not what it claims to be.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error)


def is_zip(head: bytes) -> bool:
    return head[:4] in (b"PK\x03\x04", _END)


def opened(file: SeekableStream, limits: Limits) -> zipfile.ZipFile:
    """The archive, once its directory holds nothing that an honest export would not."""
    _check_end(file, limits)
    try:
        archive = zipfile.ZipFile(file)
    except (*_BROKEN, OSError, ValueError) as broken:
        raise _incomplete() from broken
    _check(archive, _size(file), limits)
    return archive


def members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The files in it, by name, so that the order of packing changes nothing."""
    files = (info for info in archive.infolist() if not info.is_dir() and "__MACOSX/" not in info.filename)
    return sorted(files, key=lambda info: (info.filename, info.header_offset))


class Budget:
    """How many bytes may still be unpacked, over all members of one archive that are read."""

    def __init__(self, limits: Limits):
        self._left = limits.unpacked

    def check(self, size: int) -> None:
        if size > self._left:
            raise too_large()

    def spend(self, size: int) -> None:
        self._left -= size
        self.check(0)


def _size(file: SeekableStream) -> int:
    return file.seek(0, 2)


def _check_end(file: SeekableStream, limits: Limits) -> None:
    """The directory is read into memory as a whole, so its size is looked at first."""
    size = _size(file)
    file.seek(max(0, size - 65_536 - _END_SIZE - 20))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_SIZE:
        raise _incomplete()
    count, directory = struct.unpack("<HL", tail[at + 10 : at + 16])
    if directory == 0xFFFFFFFF or count == 0xFFFF:
        count, directory = _end_64(file, tail, at, (count, directory))
    if count > limits.members or directory > limits.members * _ROOM_FOR_A_NAME:
        raise _too_many(limits)


def _end_64(file: SeekableStream, tail: bytes, at: int, small: tuple[int, int]) -> tuple[int, int]:
    locator = tail[max(0, at - 20) : at]
    if not locator.startswith(_LOCATOR_64) or len(locator) < 20:
        return small
    (begin,) = struct.unpack("<Q", locator[8:16])
    if begin > _size(file):
        raise _incomplete()
    file.seek(begin)
    record = file.read(56)
    if not record.startswith(_END_64) or len(record) < 56:
        raise _incomplete()
    count, directory = struct.unpack("<QQ", record[32:48])
    return count, directory


def _check(archive: zipfile.ZipFile, size: int, limits: Limits) -> None:
    infos = archive.infolist()
    if len(infos) > limits.members:
        raise _too_many(limits)
    if sum(info.compress_size for info in infos) > size:
        raise DomainError("zip_overlap", "The parts of this zip lie over each other. It is no honest export.")
    for info in infos:
        _check_member(info, limits)


def _check_member(info: zipfile.ZipInfo, limits: Limits) -> None:
    if info.header_offset < 0:
        raise _incomplete()
    if info.flag_bits & _ENCRYPTED:
        raise DomainError("zip_encrypted", "This zip has a password. Please send it without one.")
    if _OUTSIDE.search(info.orig_filename) or stat.S_ISLNK(info.external_attr >> 16):
        raise DomainError("zip_path", "This zip points to files outside of itself. It is no honest export.")
    if info.compress_type not in _METHODS:
        raise DomainError("zip_method", "This zip is packed in a way that we do not read. Pack it as usual.")
    if info.file_size > limits.ratio_floor and info.file_size > limits.ratio * info.compress_size:
        raise DomainError(
            "zip_ratio", "This zip would unpack to far more than it can hold. It was not opened."
        )


class Member:
    """A member as a stream. zipfile stops at the size that the directory tells and then checks the sum."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget):
        self._budget = budget
        try:
            self._stream = archive.open(info)
        except _BROKEN as broken:
            raise _incomplete() from broken

    def read(self, size: int = -1) -> bytes:
        return self._take(self._stream.read, size)

    def readline(self, size: int = -1) -> bytes:
        return self._take(self._stream.readline, size)

    def _take(self, read: Callable[[int], bytes], size: int) -> bytes:
        try:
            data = read(size)
        except _BROKEN as broken:
            raise _incomplete() from broken
        self._budget.spend(len(data))
        return data


def too_large() -> DomainError:
    return DomainError(TOO_LARGE, "This file is larger than we can read.")


def _incomplete() -> DomainError:
    return DomainError(
        "zip_incomplete", "This zip is incomplete or damaged. Please export and send it again."
    )


def _too_many(limits: Limits) -> DomainError:
    return DomainError("zip_members", f"This zip holds more than {limits.members:,} files.")
