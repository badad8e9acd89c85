"""The words of an examination: its groups, how a test is answered, and what an answer comes to."""

from dataclasses import dataclass
from enum import StrEnum


class ExamGroup(StrEnum):
    """In the order of the page. A group is opened when it is examined; nobody asks for all of them."""

    MOVEMENT = "movement"
    NERVE_LEG = "nerve-leg"
    NERVE_ARM = "nerve-arm"
    CORD = "cord"
    BACK = "back"
    SI_JOINT = "si-joint"
    HIP_KNEE = "hip-knee"
    NECK_ARM = "neck-arm"
    SENSITIVITY = "sensitivity"

    @property
    def label(self) -> str:
        return _LABELS[self.value]


_LABELS = {
    "movement": "How the person moves",
    "nerve-leg": "Nerves of the legs",
    "nerve-arm": "Nerves of the arms",
    "cord": "Long tracts",
    "back": "Back and root tension",
    "si-joint": "Sacroiliac joint",
    "hip-knee": "Hip and soft tissue",
    "neck-arm": "Neck, shoulder, wrist",
    "sensitivity": "Sensitivity",
}


class ExamResult(StrEnum):
    """What an answer comes to. Not asked has no row; not done was meant and could not be."""

    NEGATIVE = "negative"
    POSITIVE = "positive"
    NOT_DONE = "not_done"
    NOT_SAID = ""

    @property
    def label(self) -> str:
        return {"not_done": "Not done", "": "Not said"}.get(self.value, self.value.capitalize())


class SpeaksFor(StrEnum):
    """What a positive test can speak for; it never proves it."""

    LOAD = "load"
    ROOT = "root"
    NERVE = "nerve"
    CORD = "cord"
    FACET = "facet"
    SI_JOINT = "si_joint"
    HIP = "hip"
    SHOULDER = "shoulder"
    SOFT_TISSUE = "soft_tissue"
    SENSITISED = "sensitised"

    @property
    def label(self) -> str:
        return _SPEAKS.get(self.value, self.value.capitalize())


_SPEAKS = {
    "load": "load tolerance",
    "root": "a nerve root",
    "nerve": "a nerve",
    "cord": "the spinal cord",
    "facet": "facet joints",
    "si_joint": "a sacroiliac joint",
    "hip": "the hip joint",
    "shoulder": "the shoulder",
    "soft_tissue": "muscle or tendon",
    "sensitised": "sensitised nerves",
}


@dataclass(frozen=True)
class Choice:
    """One possible answer. `reproduces` says whether it was the person's own pain, where that was asked."""

    key: str
    label: str
    result: ExamResult
    reproduces: bool | None = None


_NEG, _POS = ExamResult.NEGATIVE, ExamResult.POSITIVE
_NOT_DONE = Choice("not_done", "Not done", ExamResult.NOT_DONE)


class AnswerKind(StrEnum):
    """How a test is answered."""

    SIGN = "sign"
    PROVOKES = "provokes"
    MOVES = "moves"
    FEELS = "feels"
    POWER = "power"
    REFLEX = "reflex"

    @property
    def choices(self) -> tuple[Choice, ...]:
        return _CHOICES[self.value]

    @property
    def normal(self) -> Choice:
        """The answer that “all normal” records."""
        return next(one for one in self.choices if one.result == _NEG)

    @property
    def is_number(self) -> bool:
        return self in (AnswerKind.POWER, AnswerKind.REFLEX)

    @property
    def unit(self) -> str:
        return {"power": "of 5, MRC", "reflex": "of 4"}.get(self.value, "")

    def choice(self, key: str) -> Choice:
        """KeyError when it is no answer to this."""
        return {one.key: one for one in self.choices}[key]


_CHOICES: dict[str, tuple[Choice, ...]] = {
    "sign": (Choice("negative", "Negative", _NEG), Choice("positive", "Positive", _POS), _NOT_DONE),
    "provokes": (
        Choice("negative", "Negative", _NEG, reproduces=False),
        Choice("own_pain", "Their pain", _POS, reproduces=True),
        Choice("other_pain", "Other pain", _POS, reproduces=False),
        _NOT_DONE,
    ),
    "moves": (
        Choice("free", "Free", _NEG, reproduces=False),
        Choice("stiff", "Limited", _POS),
        Choice("own_pain", "Their pain", _POS, reproduces=True),
        _NOT_DONE,
    ),
    "feels": (
        Choice("normal", "Normal", _NEG),
        Choice("less", "Less", _POS),
        Choice("absent", "Absent", _POS),
        Choice("more", "More", _POS),
        _NOT_DONE,
    ),
    "power": (
        Choice("5", "5", _NEG),
        *(Choice(str(grade), str(grade), _POS) for grade in (4, 3, 2, 1, 0)),
        _NOT_DONE,
    ),
    # 1 and 3 are normal for a person who has them on both sides: see `exam.result_of`.
    "reflex": (
        Choice("2", "2", _NEG),
        *(Choice(str(grade), str(grade), _POS) for grade in (0, 1, 3, 4)),
        _NOT_DONE,
    ),
}
