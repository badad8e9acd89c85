"""Fields that several forms share."""

from zoneinfo import available_timezones

from django import forms

#: The zones of the clinic's country first; the rest after them, by name.
_COMMON = [
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
]


def _zones() -> list[tuple[str, list[tuple[str, str]]]]:
    common = [(name, name.replace("_", " ")) for name in _COMMON]
    others = sorted(name for name in available_timezones() if "/" in name and name not in _COMMON)
    return [
        ("United States", common),
        ("Everywhere else", [(name, name.replace("_", " ")) for name in others]),
    ]


class TimeZoneField(forms.ChoiceField):
    """A time zone by its IANA name."""

    def __init__(self, **kwargs):
        super().__init__(choices=_zones, **kwargs)


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class DateTimeInput(forms.DateTimeInput):
    """A wall-clock time; the view says in which zone it is."""

    input_type = "datetime-local"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%dT%H:%M", **kwargs)
