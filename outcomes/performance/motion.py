"""Range of motion in degrees, by joint and side. Own protocols after common goniometer practice.

No change figure is published here for people in pain: the numbers are shown and not judged.
"""

from decimal import Decimal

from outcomes.rules.performance import PerformanceTest
from outcomes.rules.words import Capacity, Direction


def _motion(key: str, title: str, position: str, most: int, *, has_side: bool = True) -> PerformanceTest:
    return PerformanceTest(
        key=key,
        version="1",
        title=title,
        capacity=Capacity.OTHER,
        protocol=(
            position,
            "They move by themselves, as far as they want to. Read the goniometer or inclinometer there.",
            "The best of two. Use the same tool and the same position each time.",
        ),
        unit="degrees",
        direction=Direction.HIGHER_IS_BETTER,
        least=Decimal(0),
        most=Decimal(most),
        source="Own protocol; no change figure is published for it here",
        has_side=has_side,
    )


MOTIONS = (
    _motion("neck-turn", "Neck turn", "Sitting upright, shoulders still. Turn the head to the side.", 120),
    _motion(
        "trunk-bend",
        "Bend forward",
        "Standing, knees straight, inclinometer at the base of the back. Bend forward.",
        180,
        has_side=False,
    ),
    _motion("arm-raise", "Arm raise, forward", "Sitting. Raise the straight arm forward and up.", 200),
    _motion("arm-out", "Arm raise, sideways", "Sitting. Raise the straight arm out and up.", 200),
    _motion("hip-bend", "Hip bend", "Lying on the back. Draw the knee to the chest.", 160),
    _motion("knee-bend", "Knee bend", "Lying on the back. Slide the heel to the seat.", 170),
    _motion("straight-leg", "Straight leg raise", "Lying on the back. Raise the straight leg.", 130),
    _motion("ankle-up", "Ankle up", "Sitting, knee bent. Draw the foot up.", 60),
)
