"""A test is asked for because its result would change something (S23).

Which tests fit which suspicion, what to say to the person, and the soft stop before the same study again.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.words import full_day


class Suspicion(StrEnum):
    """What a test looks for."""

    ROOT = "root"
    LARGE_FIBRE = "large_fibre"
    SMALL_FIBRE = "small_fibre"
    INFLAMMATORY = "inflammatory"
    STRUCTURE = "structure"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _SUSPICIONS[self.value]


_SUSPICIONS = {
    "root": "A nerve root",
    "large_fibre": "Large nerve fibres",
    "small_fibre": "Small nerve fibres",
    "inflammatory": "Inflammation of joints or spine",
    "structure": "Bone, disc, joint or tendon",
    "other": "Something else",
}


@dataclass(frozen=True)
class TestKind:
    """A test that can be asked for. `plain` is what the person is told; `is_study` marks imaging."""

    __test__ = False  # A name that pytest would take for a test.

    key: str
    label: str
    fits: tuple[Suspicion, ...]
    plain: str
    source: str
    sign: str
    is_study: bool = False


_S = Suspicion
_IMAGING = "Imaging shows structure; many findings are common without pain"
_NCS = "EMG and nerve conduction read large fibres and roots; small-fibre disease leaves them normal"
_SMALL = "Skin biopsy and QST read small fibres, which EMG does not"
_BLOOD = "HLA-B27 and CRP support or weaken a suspicion of inflammatory back pain"
KINDS: tuple[TestKind, ...] = (
    TestKind(
        "mri",
        "MRI",
        (_S.ROOT, _S.STRUCTURE, _S.INFLAMMATORY),
        "This scan shows nerves, discs and joints. We ask for it since the result can change what we do.",
        _IMAGING,
        r"\bmri\b|magnetic resonance",
        is_study=True,
    ),
    TestKind(
        "ct",
        "CT",
        (_S.STRUCTURE,),
        "This scan shows bone well. We ask for it since the result can change what we do.",
        _IMAGING,
        r"\bct\b|computed tomograph|cat scan",
        is_study=True,
    ),
    TestKind(
        "xray",
        "X-ray",
        (_S.STRUCTURE, _S.INFLAMMATORY),
        "An X-ray shows bones and how they line up.",
        _IMAGING,
        r"x-?ray|radiograph|plain film",
        is_study=True,
    ),
    TestKind(
        "ultrasound",
        "Ultrasound",
        (_S.STRUCTURE,),
        "This scan shows tendons and soft parts while you move.",
        _IMAGING,
        r"ultraso|sonogra",
        is_study=True,
    ),
    TestKind(
        "emg",
        "EMG and nerve conduction",
        (_S.ROOT, _S.LARGE_FIBRE),
        "This test shows how well the large nerves carry signals to the muscles.",
        _NCS,
        r"\bemg\b|nerve conduction|\bncs\b|electromyo",
    ),
    TestKind(
        "skin-biopsy",
        "Skin biopsy",
        (_S.SMALL_FIBRE,),
        "A tiny piece of skin is looked at. It shows if the smallest nerves are fewer.",
        _SMALL,
        r"skin biopsy|punch biopsy",
    ),
    TestKind(
        "qst",
        "QST, quantitative sensory testing",
        (_S.SMALL_FIBRE, _S.LARGE_FIBRE),
        "You say when you first feel warm, cold or touch. It shows how the nerves in the skin work.",
        _SMALL,
        r"\bqst\b|quantitative sensory",
    ),
    TestKind(
        "hla-b27",
        "HLA-B27",
        (_S.INFLAMMATORY,),
        "A blood test. It shows a trait that goes with one kind of back pain.",
        _BLOOD,
        r"hla.?b27",
    ),
    TestKind(
        "crp",
        "CRP",
        (_S.INFLAMMATORY,),
        "A blood test. It shows if the body is fighting something.",
        _BLOOD,
        r"\bcrp\b|c-reactive",
    ),
)
BY_KEY = {kind.key: kind for kind in KINDS}

#: Body regions by the words that name them in the title of a study.
_REGIONS = {
    "lumbar spine": r"lumb|l-?spine|lower back|lumbosacral",
    "cervical spine": r"cervic|c-?spine|neck",
    "thoracic spine": r"thorac|t-?spine|upper back",
    "sacroiliac joints": r"sacro|\bsi joint",
    "hip": r"\bhips?\b|pelvi",
    "knee": r"\bknees?\b",
    "shoulder": r"shoulder",
    "hand or wrist": r"wrist|\bhands?\b",
    "foot or ankle": r"ankle|\bfoot\b|\bfeet\b",
    "head": r"\bhead\b|brain|skull",
    "leg": r"\blegs?\b|lower (limb|extremit)",
    "arm": r"\barms?\b|upper (limb|extremit)",
    "chest": r"chest",
    "abdomen": r"abdom",
    "whole body": r"blood|whole",
}
REGIONS = tuple(_REGIONS)


def kind_in(title: str) -> str:
    """The test that a title names; empty when it names none."""
    return next((one.key for one in KINDS if re.search(one.sign, title, re.IGNORECASE)), "")


def region_in(title: str) -> str:
    return next((name for name, sign in _REGIONS.items() if re.search(sign, title, re.IGNORECASE)), "")


def unfit_words(kind: str, suspicion: str) -> str:
    """What to consider when a test does not look for what is suspected; empty when it does."""
    test = BY_KEY.get(kind)
    if test is None or suspicion in ("", Suspicion.OTHER) or suspicion in test.fits:
        return ""
    better = [one.label for one in KINDS if Suspicion(suspicion) in one.fits]
    looks = Suspicion(suspicion).label.lower()
    return f"{test.label} does not look for {looks}. {' or '.join(better)} would. {test.source}."


@dataclass(frozen=True)
class Study:
    """A study that was done, from a packet, the timeline or a request."""

    title: str
    on: date | None

    @property
    def in_words(self) -> str:
        return f"{self.title}, {full_day(self.on) if self.on else 'date not stated'}"


def last_same(kind: str, region: str, studies: Iterable[Study]) -> Study | None:
    """The newest study of the same kind and region; one without a date counts when there is no other."""
    same = [one for one in studies if kind_in(one.title) == kind and region_in(one.title) == region]
    return max(same, key=lambda one: one.on or date.min, default=None)


def soft_stop(last: Study | None, *, today: date, interval_days: int, has_new_red_flag: bool) -> str:
    """Why a reason is asked for before the same study again; empty when nothing speaks against it.

    A new danger sign lifts it. A study whose date nobody knows asks too: it may be recent.
    """
    if last is None or has_new_red_flag:
        return ""
    if last.on is None:
        return f"The same study is on record: {last.in_words}. Say why it is needed again."
    days = (today - last.on).days
    if days >= interval_days:
        return ""
    return (
        f"The same study was done {days} days ago: {last.in_words}. "
        f"Within {interval_days} days, say why it is needed again."
    )
