"""A file's report in plain words, for staff and for the person."""

from dataclasses import dataclass
from datetime import date

from .models import WearableFile
from .rules.wearables import WearableKind
from .rules.words import WearableState

_TONES = {
    WearableState.NEEDS_COLUMNS: ("owed", "●"),
    WearableState.REFUSED: ("danger", "×"),
    WearableState.DONE: ("pine", "✓"),
}


@dataclass(frozen=True)
class Fact:
    name: str
    words: str


@dataclass(frozen=True)
class WearableReport:
    """What a page says of one file. `devices` are the names that the file gave them."""

    file: WearableFile
    devices: tuple[str, ...] = ()

    @property
    def is_busy(self) -> bool:
        return self.file.state in (WearableState.WAITING, WearableState.READING)

    @property
    def tone(self) -> str:
        return _TONES.get(WearableState(self.file.state), ("", ""))[0]

    @property
    def glyph(self) -> str:
        return _TONES.get(WearableState(self.file.state), ("", ""))[1]

    @property
    def kind(self) -> str:
        known = self.file.kind in set(WearableKind)
        return WearableKind(self.file.kind).label if known else "Fitbit export"

    @property
    def sentence(self) -> str:
        return _SENTENCES[WearableState(self.file.state)](self)

    @property
    def span(self) -> str:
        first, last = (date.fromisoformat(self.file.report[name]) for name in ("first", "last"))
        return f"{first:%-d %b %Y} to {last:%-d %b %Y}"

    @property
    def days(self) -> str:
        return count(self.file.report["days"], "day")

    @property
    def refused(self) -> list[tuple[int, str]]:
        return [(line, why) for line, why in self.file.report.get("refused", [])]

    @property
    def refused_untold(self) -> int:
        """Lines that were refused and are only counted."""
        return self.file.report.get("refused_total", 0) - len(self.refused)

    @property
    def facts(self) -> list[Fact]:
        """Whatever there is to say beside the sentence; nothing is said of what did not happen."""
        report = self.file.report
        if "step_days" not in report:
            return []
        return [
            Fact("Steps", count(report["step_days"], "day")),
            Fact("Sleep", count(report["nights"], "night")),
            *(
                Fact(name, f"{count(report[key], noun)}{words}")
                for key, name, noun, words in _TOLD
                if report[key]
            ),
        ]


_TOLD = (
    ("overlaps", "Not counted twice", "time", " of day or night that a second device told too"),
    ("naps", "Naps", "nap", ", which no night counts"),
    ("duplicates", "Repeated", "record", " counted once, though twice in the file"),
    ("steps_outranked", "Steps left as they were", "day", ", because a better source told more"),
    ("sleep_outranked", "Sleep left as it was", "night", ", because a better source told more"),
    ("not_lived", "Left out", "day", " before the birth date or after today"),
)


def count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _done(report: WearableReport) -> str:
    found = report.file.report
    days = f"{count(found['days'], 'day')}, {report.span}"
    if "added" not in found:
        return f"{days}."
    return (
        f"{days}: {found['added']:,} new, {found['changed']:,} changed, {found['unchanged']:,} as they were."
    )


_SENTENCES = {
    WearableState.WAITING: lambda report: "Waits for its turn.",
    WearableState.READING: lambda report: "Being read.",
    WearableState.NEEDS_COLUMNS: lambda report: "This is a table. Say which column is which, and it is read.",
    WearableState.DONE: _done,
    WearableState.REFUSED: lambda report: report.file.refusal,
    WearableState.UNDONE: lambda report: f"The import was undone: {report.file.undone_reason}",
}
