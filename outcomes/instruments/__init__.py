"""The instruments that the house knows. A new one is a file beside these and a line here."""

from core.errors import DomainError
from outcomes.rules.instrument import Instrument

from .nrs import NRS
from .odi import ODI
from .peg import PEG

#: Oldest version first within a key: the last one is asked from now on, the older ones read what they wrote.
ALL: tuple[Instrument, ...] = (PEG, NRS, ODI)

_BY_KEY_AND_VERSION = {(one.key, one.version): one for one in ALL}
_NEWEST = {one.key: one for one in ALL}


def get(key: str, version: str | None = None) -> Instrument:
    """One instrument; its newest version unless a version is named."""
    found = _NEWEST.get(key) if version is None else _BY_KEY_AND_VERSION.get((key, version))
    if found is None:
        name = key if version is None else f"{key} {version}"
        raise DomainError("unknown_instrument", f"We do not know the questionnaire “{name}”.", "instrument")
    return found
