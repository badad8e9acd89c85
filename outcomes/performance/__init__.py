"""The performance tests that the house knows (S64). A new one is a definition here and a line in `ALL`."""

from core.errors import DomainError
from outcomes.rules.performance import PerformanceTest

from .motion import MOTIONS
from .strength import CHAIR_STAND, CHAIR_STAND_NORMS, LIFT
from .walking import SIX_MINUTE_WALK, TIMED_SIT, TIMED_STAND

#: Oldest protocol first within a key.
ALL: tuple[PerformanceTest, ...] = (
    SIX_MINUTE_WALK,
    CHAIR_STAND,
    TIMED_SIT,
    TIMED_STAND,
    LIFT,
    *MOTIONS,
)
_BY_KEY = {test.key: test for test in ALL}
_BY_KEY_AND_VERSION = {(test.key, test.version): test for test in ALL}
#: Figures by age and sex, of the tests that have them.
NORMS = {CHAIR_STAND.key: CHAIR_STAND_NORMS}


def of_measure(key: str, version: str) -> PerformanceTest | None:
    """The test that a measure names; None where it names none."""
    return get(key, version) if key else None


def get(key: str, version: str | None = None) -> PerformanceTest:
    """One test; its newest protocol unless a version is named."""
    found = _BY_KEY.get(key) if version is None else _BY_KEY_AND_VERSION.get((key, version))
    if found is None:
        raise DomainError("unknown_test", f"We do not know the test “{key}”.", "test")
    return found
