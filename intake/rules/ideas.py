"""The short list of what may make the pain, for the board of ideas. Free words stand beside it (S21)."""

from enum import StrEnum


class Generator(StrEnum):
    """A suspected source, told apart as blocks tell them apart (S25)."""

    ROOT = "root"
    DISC = "disc"
    FACET = "facet"
    SI_JOINT = "si_joint"
    HIP = "hip"
    KNEE = "knee"
    SHOULDER = "shoulder"
    TENDON = "tendon"
    MUSCLE = "muscle"
    NERVE = "nerve"
    SMALL_FIBRE = "small_fibre"
    SENSITISED = "sensitised"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _LABELS.get(self.value, self.value.capitalize())


_LABELS = {
    "root": "Nerve root",
    "facet": "Facet joint",
    "si_joint": "Sacroiliac joint",
    "hip": "Hip joint",
    "tendon": "Tendon or bursa",
    "muscle": "Muscle",
    "nerve": "Nerve outside the spine",
    "small_fibre": "Small nerve fibres",
    "sensitised": "Sensitised nervous system",
    "other": "Something else",
}
