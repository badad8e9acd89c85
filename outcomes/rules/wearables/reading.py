"""Which reader a file is for: by what is in it, and by its name only where that is all that tells."""

from contextlib import closing
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from core.errors import DomainError

from . import archive, fitbit_json, garmin_fit, garmin_json, open_mhealth, tables
from .apple import is_apple, read_apple
from .contract import ColumnChoice, Heard, Limits, WearableDays, WearableKind
from .gathered import Gathered
from .json_stream import items
from .rows import Rows
from .streams import Listened, Stream

_HEAD = 64 * 1024
_MOST_XML = 50
#: Objects of a file that are looked at before it is said to be unknown.
_UNKNOWN_ITEMS = 100


def read_wearable_file(
    file: BinaryIO,
    *,
    filename: str,
    zone: str,
    limits: Limits,
    heard: Heard,
    columns: ColumnChoice | None = None,
) -> WearableDays:
    """The days of a file that is seekable; `zone` is the patient's, for times that carry no offset.

    A file that is refused whole raises DomainError with one plain sentence; `needs_columns` asks for the
    columns of a plain table. The same bytes always give the same days.
    """
    listened, gathered = Listened(file, heard), Gathered(zone=zone, limits=limits)
    archive.Budget(limits).check(listened.size)
    head = listened.read(_HEAD)
    listened.seek(0)
    if not head:
        raise DomainError("empty", "There is nothing in this file.")
    if archive.is_zip(head):
        _read_zip(listened, gathered)
    else:
        _read_one(listened, head, filename, gathered, columns)
    found = gathered.settle()
    listened.finish()
    return found


def _read_one(
    file: Listened, head: bytes, filename: str, gathered: Gathered, columns: ColumnChoice | None
) -> None:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if garmin_fit.is_fit(head):
        garmin_fit.read_fit(file, gathered)
    elif text.startswith(b"<") or head.startswith((b"\xff\xfe<", b"\xfe\xff\0<")):
        read_apple(file, gathered)
    elif text.startswith((b"{", b"[")):
        _read_json(file, filename, gathered)
        if not gathered.knows_kind:
            raise DomainError("unknown_json", "This JSON is of no wearable that we know.")
    else:
        tables.read_table(file, gathered, columns)


def _read_zip(file: Listened, gathered: Gathered) -> None:
    """An Apple export holds one XML that counts; other exports many files, of which we read those we know."""
    with closing(archive.opened(file, gathered.limits)) as zipped:
        unpacked = _Unpacked(zipped, gathered)
        unpacked.read()
    if not gathered.knows_kind:
        raise _unknown_zip(unpacked.infos)


class _Unpacked:
    """The members of one zip; those that we do not know are left alone."""

    def __init__(self, zipped: ZipFile, gathered: Gathered):
        self.infos = archive.members(zipped)
        self._zipped = zipped
        self._gathered = gathered
        self._budget = archive.Budget(gathered.limits)

    def read(self) -> None:
        export = self._apple_export()
        if export is not None:
            self._budget.check(export.file_size)
            read_apple(self._open(export), self._gathered)
            return
        for info in self.infos:
            ending = info.filename.lower().rpartition(".")[2]
            if ending == "fit":
                self._fit(info)
            elif ending == "json" and _may_be_ours(info.filename):
                self._json(info)
            elif ending == "csv":
                self._table(info)

    def _open(self, info: ZipInfo) -> archive.Member:
        return archive.Member(self._zipped, info, self._budget)

    def _apple_export(self) -> ZipInfo | None:
        """Called export.xml, Export.xml, 导出.xml … by the phone's language: known by its root."""
        xml = [info for info in self.infos if info.filename.lower().endswith(".xml")]
        largest = sorted(xml, key=lambda info: (-info.file_size, info.filename))[:_MOST_XML]
        return next((info for info in largest if is_apple(self._open(info).read(_HEAD))), None)

    def _fit(self, info: ZipInfo) -> None:
        """One damaged file of a thousand is told and left out; alone it would be refused."""
        self._gathered.is_of(WearableKind.GARMIN_FIT)
        try:
            garmin_fit.read_fit(self._open(info), self._gathered)
        except DomainError as refused:
            if refused.code == archive.TOO_LARGE:
                raise
            self._gathered.refuse(0, f"{info.filename.rpartition('/')[2][:60]}: {refused.message}")

    def _json(self, info: ZipInfo) -> None:
        """What is wrong with a file counts only if it is one of ours."""
        before = self._gathered.records
        try:
            _read_json(self._open(info), info.filename, self._gathered)
        except DomainError:
            if _is_ours(info.filename) or self._gathered.records > before:
                raise

    def _table(self, info: ZipInfo) -> None:
        try:
            rows = Rows(self._open(info))
            first = next(iter(rows), None)
            known = tables.known_table(first[1]) if first else None
        except DomainError:
            return
        if first and known:
            known.read(first, rows, self._gathered)


def _is_ours(name: str) -> bool:
    return fitbit_json.is_export(name) or garmin_json.is_export(name)


def _may_be_ours(name: str) -> bool:
    """An account's export holds hundreds of other JSON files: none of them is opened."""
    return _is_ours(name) or not any(part in name for part in ("Takeout/", "Global Export Data/"))


def _read_json(stream: Stream, filename: str, gathered: Gathered) -> None:
    is_known = False
    for line, item in items(stream, gathered.limits):
        try:
            is_known |= _read_item(line, item, filename, gathered)
        except KeyError as missing:
            is_known = True
            gathered.refuse(line, f"A record has no {missing.args[0]}.")
        except ValueError as wrong:
            is_known = True
            gathered.refuse(line, str(wrong)[:200])
        if line >= _UNKNOWN_ITEMS and not is_known:
            return


def _read_item(line: int, item: dict, filename: str, gathered: Gathered) -> bool:
    if fitbit_json.is_steps(item, filename):
        fitbit_json.read_steps(item, gathered)
    elif fitbit_json.is_sleep(item):
        fitbit_json.read_sleep(item, gathered)
    elif garmin_json.is_day(item):
        garmin_json.read_day(line, item, gathered)
    elif garmin_json.is_sleep(item):
        garmin_json.read_sleep(item, gathered)
    elif open_mhealth.is_data_point(item):
        open_mhealth.read_data_point(line, item, gathered)
    else:
        return False
    return True


def _unknown_zip(infos: list[ZipInfo]) -> DomainError:
    if any(info.filename.lower().endswith(".zip") for info in infos):
        why = "This zip holds another zip. Unpack it once and send what is inside."
        return DomainError("zip_nested", why)
    names = ", ".join(kind.label for kind in WearableKind if kind != WearableKind.PLAIN_TABLE)
    return DomainError("unknown_zip", f"There is nothing in this zip that we know. We read: {names}.")
