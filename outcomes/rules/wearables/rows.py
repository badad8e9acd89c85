"""Tables in plain text from strangers, line by line: commas, semicolons or tabs, in UTF-8."""

import csv
from collections.abc import Iterator

from core.errors import DomainError

from .contract import MEGABYTE
from .streams import Stream

_LONGEST_LINE = 256 * 1024
_BOM = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = ",;\t"
_LARGEST = 64 * MEGABYTE


class Rows:
    """The rows of a table with the number of their last line, blank ones left out."""

    def __init__(self, stream: Stream):
        self._stream = stream
        self._read = 0
        self._first = self._line()
        # The first line decides; a title such as “Sleep” has none and stands over commas.
        self.separator = max(_SEPARATORS, key=self._first.count)
        self._reader = csv.reader(self._lines(), delimiter=self.separator, strict=True)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        try:
            for row in self._reader:
                if any(cell.strip() for cell in row):
                    yield self._reader.line_num, [cell.strip() for cell in row]
        except csv.Error as broken:
            line = self._reader.line_num
            raise DomainError(
                "broken_table", f"Line {line} of this table cannot be read: {broken}."
            ) from None

    def _lines(self) -> Iterator[str]:
        line = self._first
        while line:
            yield line
            line = self._line()

    def _line(self) -> str:
        data = self._stream.readline(_LONGEST_LINE)
        self._read += len(data)
        if len(data) >= _LONGEST_LINE or self._read > _LARGEST:
            raise DomainError("large_table", "This table is larger than any table of days.")
        if self._read == len(data):
            if data.startswith(_UTF_16):
                raise _not_utf8()
            data = data.removeprefix(_BOM)
        if b"\0" in data:
            raise DomainError("not_text", "This file is not a table in plain text (CSV).")
        try:
            return data.decode()
        except UnicodeDecodeError:
            raise _not_utf8() from None


def _not_utf8() -> DomainError:
    why = "This table is not in UTF-8. Open it in your spreadsheet and save it as “CSV UTF-8”."
    return DomainError("not_utf8", why)
