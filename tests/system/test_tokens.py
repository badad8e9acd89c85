"""WCAG 2.2 contrast of the house colours, light and dark, from the stylesheet itself."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "static/css/tokens.css"
TEXT, EDGE = 4.5, 3.0
GROUNDS = ("paper", "surface", "sunken")
TINTED = ("better", "worse", "danger", "flare", "amber", "pine")

TEXT_PAIRS = [
    *[(ink, ground) for ink in ("ink", "ink-2", "ink-3", "pine", "steady") for ground in GROUNDS],
    *[(ink, ground) for ink in TINTED for ground in ("paper", "surface", f"{ink}-tint")],
    *[(ink, f"{tone}-tint") for ink in ("ink", "ink-2") for tone in TINTED],
    ("on-pine", "pine"),
    ("paper", "ink"),
]
EDGE_PAIRS = [("line-2", "paper"), ("line-2", "surface"), ("focus", "paper"), ("focus", "surface")]


def palettes() -> dict[str, dict[str, str]]:
    light, dark = TOKENS.read_text().split("prefers-color-scheme: dark", 1)
    found = {"light": colours(light)}
    return found | {"dark": found["light"] | colours(dark)}


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): #([0-9a-f]{6})", css))


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_contrast_of_black_on_white_is_21():
    assert contrast("000000", "ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read(scheme, ink, ground):
    palette = palettes()[scheme]
    assert contrast(palette[ink], palette[ground]) >= TEXT


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_control_edges_can_be_seen(scheme, edge, ground):
    palette = palettes()[scheme]
    assert contrast(palette[edge], palette[ground]) >= EDGE


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_days_are_a_ladder_of_lightness(scheme):
    """Harder is more contrast with the page, in both schemes, so it survives greyscale."""
    palette = palettes()[scheme]
    good, okay, hard = (contrast(palette[day], palette["paper"]) for day in ("good", "okay", "hard"))
    assert hard > okay
    assert hard > good
    assert len({round(luminance(palette[day]), 1) for day in ("good", "okay", "hard")}) == 3


def test_dark_renames_every_colour():
    light, dark = TOKENS.read_text().split("prefers-color-scheme: dark", 1)
    assert colours(light).keys() == colours(dark).keys()
