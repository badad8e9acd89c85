"""Which device a record comes from, and which of two is believed."""

import re
from dataclasses import dataclass
from enum import IntEnum

_BODY = re.compile(
    r"watch|fitbit|garmin|oura|\bring\b|\bband\b|whoop|polar|withings|amazfit|forerunner|f[eē]nix"
    r"|vivo(?:smart|active|fit|sport|move)|(?:inspire|charge|versa|luxe) \d",
    re.I,
)
_PHONE = re.compile(r"iphone|\bphone|pixel \d|galaxy (?:s|a|note)\d|mobiletrack|google health app", re.I)
_LONGEST = 60


class Rank(IntEnum):
    """Believed first to last. What is worn counts more of a day than what lies on a table."""

    BODY = 0
    PHONE = 1
    OTHER = 2


@dataclass(frozen=True, order=True)
class Source:
    """A device. Two watches of one name stay apart by their `key`, which is shown to nobody."""

    rank: Rank
    name: str
    key: str


def source_of(name: str, device: str = "") -> Source:
    """“Anna’s Apple Watch” is shown as “Apple Watch”: people name their devices after themselves."""
    said = f"{name} {device}"
    if "Apple Watch" in said:
        return Source(Rank.BODY, "Apple Watch", name)
    if "iPhone" in said:
        return Source(Rank.PHONE, "iPhone", name)
    shown = " ".join(name.split())[:_LONGEST] or "Unknown device"
    if _BODY.search(said):
        return Source(Rank.BODY, shown, name)
    return Source(Rank.PHONE if _PHONE.search(said) else Rank.OTHER, shown, name)


def shown(sources: list[Source]) -> str:
    """Each name once, in the order of belief."""
    return ", ".join(dict.fromkeys(source.name for source in sorted(sources)))
