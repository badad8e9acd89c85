"""When a clinic is open, unless it says otherwise."""

from collections.abc import Mapping, Sequence

#: Opening hours by ISO weekday ("1" is Monday): opens, closes, as "HH:MM" in the clinic's zone.
OpeningHours = Mapping[str, Sequence[str]]

WEEKDAYS_8_TO_5: OpeningHours = {str(day): ["08:00", "17:00"] for day in range(1, 6)}
