"""The words of a body map: its layers, and how a pain feels and lies."""

from enum import StrEnum


class MapLayer(StrEnum):
    """Which time a map shows."""

    START = "start"
    WORST = "worst"
    NOW = "now"
    DATED = "dated"

    @property
    def label(self) -> str:
        return "Another day" if self == MapLayer.DATED else self.value.capitalize()


class Quality(StrEnum):
    """How it feels. Each has a letter and a pattern of its own, so that colour never carries it alone."""

    ACHE = "ache"
    BURN = "burn"
    SHOOT = "shoot"
    NUMB = "numb"
    TOUCH = "touch"

    @property
    def label(self) -> str:
        return {"touch": "Touch hurts"}.get(self.value, self.value.capitalize())

    @property
    def letter(self) -> str:
        return self.value[0].upper()


class Depth(StrEnum):
    SKIN = "skin"
    DEEP = "deep"
    BOTH = "both"

    @property
    def label(self) -> str:
        return {"skin": "In the skin", "deep": "Deep", "both": "Skin and deep"}[self.value]

    @property
    def words(self) -> str:
        return self.label.lower()
