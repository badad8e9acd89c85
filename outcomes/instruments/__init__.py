"""The instruments that the house knows. A new one is a file beside these and a line here."""

from core.errors import DomainError
from outcomes.rules.instrument import Instrument

from . import promis
from .acr2016 import ACR2016
from .csi import CSI
from .isi import ISI
from .ndi import NDI
from .nrs import NRS
from .odi import ODI
from .ort_oud import ORT_OUD
from .pc_ptsd5 import PC_PTSD5
from .pcs import PCS, PCS_SUBSCALES
from .peg import PEG
from .pgic import PGIC
from .phq import GAD2, GAD7, PHQ2, PHQ4, PHQ8, PHQ9
from .pseq import PSEQ2, PSEQ4, PSEQ10
from .psfs import PSFS
from .rmdq import RMDQ
from .stop_bang import STOP_BANG
from .tsk11 import TSK11

#: What most people at a pain clinic fill in (clinical.md 0), and the ODI, which most clinics hold already.
BATTERY: tuple[Instrument, ...] = (
    PEG,
    NRS,
    ODI,
    PGIC,
    PHQ4,
    PHQ9,
    PHQ8,
    GAD7,
    RMDQ,
    PSFS,
    ACR2016,
    PC_PTSD5,
    ORT_OUD,
)
_FURTHER: tuple[Instrument, ...] = (
    PHQ2,
    GAD2,
    NDI,
    PCS,
    *PCS_SUBSCALES,
    PSEQ10,
    PSEQ4,
    PSEQ2,
    TSK11,
    ISI,
    STOP_BANG,
    CSI,
    *promis.FORMS,
    promis.INTENSITY,
    promis.PROMIS_29,
)
#: Oldest version first within a key: the last one is asked from now on, the older ones read what they wrote.
ALL: tuple[Instrument, ...] = BATTERY + _FURTHER

_BY_KEY_AND_VERSION = {(one.key, one.version): one for one in ALL}
NEWEST: dict[str, Instrument] = {one.key: one for one in ALL}
#: No clinic's own instrument may be called so.
KEYS = frozenset(NEWEST)

#: The newest version of each form that somebody fills in, the battery apart from the others.
BATTERY_KEYS = frozenset(one.key for one in BATTERY)
OTHERS: tuple[Instrument, ...] = tuple(
    one for key, one in NEWEST.items() if key not in BATTERY_KEYS and not one.is_part
)


def is_known(key: str, version: str | None = None) -> bool:
    return key in KEYS if version is None else (key, version) in _BY_KEY_AND_VERSION


def get(key: str, version: str | None = None) -> Instrument:
    """One instrument; its newest version unless a version is named."""
    found = NEWEST.get(key) if version is None else _BY_KEY_AND_VERSION.get((key, version))
    if found is None:
        name = key if version is None else f"{key} {version}"
        raise DomainError("unknown_instrument", f"We do not know the questionnaire “{name}”.", "instrument")
    return found
