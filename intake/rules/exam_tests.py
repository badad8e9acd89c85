"""The tests of an examination, as data: what each is, how it is answered, what it can speak for, and why.

Asked by group; nothing here is asked of everybody. A positive test speaks for something, it proves nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from .exam_words import AnswerKind, ExamGroup, SpeaksFor

_EXAM = "Standard examination; no figure is claimed for it"
_CLUSTER = "Three or more of these five make the joint likelier (Laslett 2005, Man Ther 10:207)"
_MRC = "Medical Research Council scale, 0 to 5"
_REFLEX = "0 absent, 1 less, 2 usual, 3 brisk, 4 with clonus; alike on both sides may be normal"
_NEUPSIG = "Sensory signs, NeuPSIG (Finnerup 2016, Pain 157:1599)"
_IASP = "Evoked hypersensitivity, IASP (Kosek 2021, Pain)"


@dataclass(frozen=True)
class ExamTest:
    """One test at one level. `sides` is left and right, or the middle for what has no side."""

    key: str
    label: str
    group: ExamGroup
    kind: AnswerKind
    speaks_for: SpeaksFor
    source: str
    level: str = ""
    sides: tuple[str, ...] = ("left", "right")
    in_degrees: bool = False
    is_sensory: bool = False

    @property
    def name(self) -> str:
        return f"{self.label} ({self.level})" if self.level else self.label


def _plain(
    group: ExamGroup,
    kind: AnswerKind,
    speaks_for: SpeaksFor,
    tests: dict[str, str],
    source: str = _EXAM,
    in_degrees: bool = False,
) -> Iterable[ExamTest]:
    return [
        ExamTest(key, label, group, kind, speaks_for, source, in_degrees=in_degrees)
        for key, label in tests.items()
    ]


def _middle(
    group: ExamGroup, kind: AnswerKind, speaks_for: SpeaksFor, tests: dict[str, str]
) -> Iterable[ExamTest]:
    return [
        ExamTest(key, label, group, kind, speaks_for, _EXAM, sides=("middle",))
        for key, label in tests.items()
    ]


def _levels(
    group: ExamGroup, kind: AnswerKind, prefix: str, label: str, levels: dict[str, str], source: str
) -> Iterable[ExamTest]:
    """The same test at several levels; the words say where or with which movement."""
    return [
        ExamTest(
            f"{prefix}-{level.lower()}",
            f"{label}, {where}" if where else label,
            group,
            kind,
            SpeaksFor.ROOT,
            source,
            level=level,
            is_sensory=kind == AnswerKind.FEELS,
        )
        for level, where in levels.items()
    ]


_LEG_SKIN = {
    "L2": "front of thigh",
    "L3": "inner knee",
    "L4": "inner shin",
    "L5": "top of foot",
    "S1": "heel",
}
_ARM_SKIN = {
    "C5": "outer arm",
    "C6": "thumb",
    "C7": "middle finger",
    "C8": "little finger",
    "T1": "inner elbow",
}
_LEG_POWER = {
    "L2": "hip bends",
    "L3": "knee straightens",
    "L4": "foot up",
    "L5": "big toe up",
    "S1": "tiptoe",
}
_ARM_POWER = {
    "C5": "arm out",
    "C6": "wrist up",
    "C7": "elbow straightens",
    "C8": "fingers bend",
    "T1": "fingers spread",
}

_K, _G, _S = AnswerKind, ExamGroup, SpeaksFor
TESTS: tuple[ExamTest, ...] = (
    *_middle(
        _G.MOVEMENT,
        _K.MOVES,
        _S.LOAD,
        {
            "sit-to-stand": "Sit to stand",
            "squat": "Squat",
            "lumbar-flexion": "Back bends forward",
            "lumbar-extension": "Back bends backward",
            "cervical-flexion": "Neck bends forward",
            "cervical-extension": "Neck bends backward",
        },
    ),
    *_plain(
        _G.MOVEMENT,
        _K.MOVES,
        _S.LOAD,
        {
            "single-leg-stance": "Stands on one leg",
            "lumbar-side-bend": "Back bends to the side",
            "cervical-rotation": "Neck turns",
            "shoulder-abduction": "Arm lifts to the side",
            "hip-flexion": "Hip bends",
        },
    ),
    *_levels(_G.NERVE_LEG, _K.FEELS, "touch", "Light touch", _LEG_SKIN, _NEUPSIG),
    *_levels(_G.NERVE_LEG, _K.FEELS, "pin", "Pinprick", _LEG_SKIN, _NEUPSIG),
    *_levels(_G.NERVE_LEG, _K.POWER, "power", "Power", _LEG_POWER, _MRC),
    *_levels(_G.NERVE_LEG, _K.REFLEX, "reflex", "Reflex", {"L4": "knee", "S1": "ankle"}, _REFLEX),
    *_levels(_G.NERVE_ARM, _K.FEELS, "touch", "Light touch", _ARM_SKIN, _NEUPSIG),
    *_levels(_G.NERVE_ARM, _K.FEELS, "pin", "Pinprick", _ARM_SKIN, _NEUPSIG),
    *_levels(_G.NERVE_ARM, _K.POWER, "power", "Power", _ARM_POWER, _MRC),
    *_levels(
        _G.NERVE_ARM,
        _K.REFLEX,
        "reflex",
        "Reflex",
        {"C5": "biceps", "C6": "brachioradialis", "C7": "triceps"},
        _REFLEX,
    ),
    *_plain(
        _G.CORD,
        _K.SIGN,
        _S.CORD,
        {"hoffmann": "Hoffmann", "babinski": "Babinski", "ankle-clonus": "Ankle clonus"},
    ),
    *_plain(_G.BACK, _K.PROVOKES, _S.ROOT, {"slr": "Straight leg raise"}, in_degrees=True),
    *_plain(
        _G.BACK,
        _K.PROVOKES,
        _S.ROOT,
        {"crossed-slr": "Crossed straight leg raise", "slump": "Slump", "femoral-stretch": "Femoral stretch"},
    ),
    *_plain(_G.BACK, _K.PROVOKES, _S.FACET, {"extension-rotation": "Extension with rotation (Kemp)"}),
    *_plain(_G.BACK, _K.PROVOKES, _S.SOFT_TISSUE, {"back-palpation": "Pressing beside the spine refers"}),
    *_plain(
        _G.SI_JOINT,
        _K.PROVOKES,
        _S.SI_JOINT,
        {
            "si-distraction": "Distraction",
            "si-thigh-thrust": "Thigh thrust",
            "si-compression": "Compression",
            "si-sacral-thrust": "Sacral thrust",
            "si-gaenslen": "Gaenslen",
        },
        source=_CLUSTER,
    ),
    *_plain(_G.SI_JOINT, _K.PROVOKES, _S.SI_JOINT, {"faber": "FABER, pain behind"}),
    *_plain(
        _G.HIP_KNEE,
        _K.PROVOKES,
        _S.HIP,
        {"fadir": "FADIR", "faber-groin": "FABER, pain in the groin", "hip-rotation": "Hip turns inward"},
    ),
    *_plain(
        _G.HIP_KNEE,
        _K.PROVOKES,
        _S.SOFT_TISSUE,
        {"gluteal-palpation": "Pressing the outer hip", "resisted-abduction": "Leg out against the hand"},
    ),
    *_plain(
        _G.NECK_ARM,
        _K.PROVOKES,
        _S.ROOT,
        {"spurling": "Spurling", "neck-distraction": "Neck distraction eases", "ulnt": "Upper limb tension"},
    ),
    *_plain(_G.NECK_ARM, _K.PROVOKES, _S.FACET, {"neck-extension-rotation": "Neck extension with rotation"}),
    *_plain(_G.NECK_ARM, _K.PROVOKES, _S.SHOULDER, {"painful-arc": "Painful arc", "empty-can": "Empty can"}),
    *_plain(
        _G.NECK_ARM,
        _K.PROVOKES,
        _S.NERVE,
        {"tinel": "Tinel, wrist", "phalen": "Phalen", "tinel-elbow": "Tinel, elbow"},
    ),
    *_plain(
        _G.SENSITIVITY,
        _K.SIGN,
        _S.SENSITISED,
        {
            "static-allodynia": "Light pressure hurts (static allodynia)",
            "dynamic-allodynia": "A brush hurts (dynamic allodynia)",
            "cold-allodynia": "Cold hurts",
            "heat-allodynia": "Warmth hurts",
            "after-sensation": "Pain lingers after touching",
        },
        source=_IASP,
    ),
    *_plain(
        _G.SENSITIVITY,
        _K.SIGN,
        _S.SENSITISED,
        {"temporal-summation": "The tenth pinprick hurts more than the first"},
        source="Temporal summation: a bedside sign, not one of the IASP criteria",
    ),
)
BY_KEY = {test.key: test for test in TESTS}

#: The five of Laslett's composite; FABER is asked beside them and not counted.
SI_CLUSTER = ("si-distraction", "si-thigh-thrust", "si-compression", "si-sacral-thrust", "si-gaenslen")
SI_CLUSTER_LEAST = 3
#: What the IASP names as evoked hypersensitivity (its fourth criterion).
EVOKED = ("static-allodynia", "dynamic-allodynia", "cold-allodynia", "heat-allodynia", "after-sensation")


def of_group(group: ExamGroup) -> tuple[ExamTest, ...]:
    return tuple(test for test in TESTS if test.group == group)
