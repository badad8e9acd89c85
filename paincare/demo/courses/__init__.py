"""A dozen invented people, each on the way for one reason."""

from ..story import Course
from .early import EARLY
from .facet import FACET
from .nerve import NERVE
from .okafor import OKAFOR
from .widespread import WIDESPREAD
from .year import YEAR

#: In the order in which they came to the clinic.
COURSES: tuple[Course, ...] = (OKAFOR, *NERVE, *FACET, *WIDESPREAD, *EARLY, YEAR)
