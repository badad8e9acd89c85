"""Standing up and lifting (clinical.md 8)."""

from datetime import date
from decimal import Decimal

from outcomes.rules.instrument_parts import Confidence
from outcomes.rules.performance import ChangeLine, LineKind, NormRow, Norms, PerformanceTest
from outcomes.rules.words import Capacity, Direction

CHAIR_STAND = PerformanceTest(
    key="chair-stand",
    version="1",
    title="30-second chair stand",
    capacity=Capacity.OTHER,
    protocol=(
        "A chair of 43 cm against the wall, no arm rests. Arms crossed on the chest, feet flat.",
        "Stand up fully and sit down again, as often as you can in 30 seconds.",
        "More than half way up at 30 seconds counts. If the arms are needed, the result is 0.",
    ),
    unit="stands",
    direction=Direction.HIGHER_IS_BETTER,
    least=Decimal(0),
    most=Decimal(60),
    source="CDC STEADI, 30-second chair stand",
    lines=(
        ChangeLine(
            LineKind.IMPORTANT,
            Decimal(2),
            "hip arthritis, 2.0 to 2.6",
            "Wright 2011, hip osteoarthritis",
            Confidence.KNOWN,
        ),
        ChangeLine(
            LineKind.DETECTABLE,
            Decimal(3),
            "upper end of the published 2 to 3",
            "MDC and MCID of 2 to 3 stands",
            Confidence.KNOWN,
        ),
    ),
    is_whole=True,
    zero_if="Arms were needed",
)

#: “Fewer than”, by age; none is published under 60 or from 95 on.
CHAIR_STAND_NORMS = Norms(
    rows=(
        NormRow(60, 64, 14, 12),
        NormRow(65, 69, 12, 11),
        NormRow(70, 74, 12, 10),
        NormRow(75, 79, 11, 10),
        NormRow(80, 84, 10, 9),
        NormRow(85, 89, 8, 8),
        NormRow(90, 94, 7, 4),
    ),
    source="CDC STEADI, below average",
    read_on=date(2026, 11, 1),
)

LIFT = PerformanceTest(
    key="lift-floor-to-waist",
    version="1",
    title="Lift, floor to waist",
    capacity=Capacity.LIFT,
    protocol=(
        "A crate with handles, from the floor to a table at the height of the waist and back, four times.",
        "Begin light. Add weight while it is steady and they want to go on; they choose when to stop.",
        "The heaviest weight of four steady lifts counts. Ask the day after whether it brought a flare.",
    ),
    unit="kg",
    direction=Direction.HIGHER_IS_BETTER,
    least=Decimal(0),
    most=Decimal(200),
    source="Own protocol; no change figure is published for it here",
)
