"""How far in six minutes, and how long somebody sits or stands (clinical.md 8)."""

from decimal import Decimal

from outcomes.rules.instrument_parts import Confidence
from outcomes.rules.performance import ChangeLine, LineKind, PerformanceTest
from outcomes.rules.words import Capacity, Direction

_SPINE_AND_LEG = "Benaim, Léger and others, chronic musculoskeletal pain, n = 838"

SIX_MINUTE_WALK = PerformanceTest(
    key="six-minute-walk",
    version="1",
    title="6-minute walk",
    capacity=Capacity.WALK,
    protocol=(
        "A flat course of 30 m, a cone at each end, a chair within reach.",
        "Walk as far as you can in 6 minutes. You may slow down, stop and rest; the clock runs on.",
        "Say the minutes that are left, nothing else. Write down a stick or frame.",
        "Count the meters, with the part of the last length.",
        "A distance from a phone's GPS is not this test: the two are not compared.",
    ),
    unit="m",
    direction=Direction.HIGHER_IS_BETTER,
    least=Decimal(0),
    most=Decimal(1000),
    source="30 m course, meters walked, rests count",
    lines=(
        ChangeLine(LineKind.IMPORTANT, Decimal(62), "neck or back pain", _SPINE_AND_LEG, Confidence.READ),
        ChangeLine(LineKind.IMPORTANT, Decimal(75), "leg pain", _SPINE_AND_LEG, Confidence.READ),
        ChangeLine(
            LineKind.DETECTABLE,
            Decimal("86.1"),
            "noise in a pain service",
            "Murdoch 2023, persistent-pain service, MDD",
            Confidence.READ,
        ),
    ),
)

_TOLERANCE = "Minutes until pain makes them change, mean of 2 or 3 trials; no norm, no MCID"

TIMED_SIT = PerformanceTest(
    key="timed-sit",
    version="1",
    title="Timed sitting",
    capacity=Capacity.SIT,
    protocol=(
        "A firm chair with a back, no arm rests, feet on the floor.",
        "Sit as you usually do. Stop when you want to; there is no right number.",
        "Stop the clock when they stand up or change because of it. Rest, then again, up to three times.",
    ),
    unit="minutes",
    direction=Direction.HIGHER_IS_BETTER,
    least=Decimal(0),
    most=Decimal(1440),
    source=_TOLERANCE,
    noise_percent=True,
    is_timed=True,
)

TIMED_STAND = PerformanceTest(
    key="timed-stand",
    version="1",
    title="Timed standing",
    capacity=Capacity.STAND,
    protocol=(
        "Flat floor, own shoes, nothing to lean on, a chair behind.",
        "Stand as you usually do. Stop when you want to; there is no right number.",
        "Stop the clock when they sit, lean or walk off. Rest, then again, up to three times.",
    ),
    unit="minutes",
    direction=Direction.HIGHER_IS_BETTER,
    least=Decimal(0),
    most=Decimal(1440),
    source=_TOLERANCE,
    noise_percent=True,
    is_timed=True,
)
