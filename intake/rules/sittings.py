"""How long each topic of an intake was in use: told honestly, or not at all."""

from collections.abc import Iterable, Mapping

from .topics import Topic

Seconds = Mapping[str, int]

#: A page's clock and ours may differ a little.
SLACK = 30


def believed(told: Seconds, before: Seconds, *, lasted: float) -> dict[str, int]:
    """The sums of one sitting, seconds by topic: never less than told before, never more than it lasted.

    >>> believed({"story": 90}, {"story": 60}, lasted=100)
    {'story': 90}
    >>> believed({"story": 9000}, {"story": 60}, lasted=100)
    {'story': 60}
    """
    known = {topic.value for topic in Topic}
    sums = {topic: max(seconds, before.get(topic, 0)) for topic, seconds in told.items() if topic in known}
    merged = {**before, **sums}
    return merged if sum(merged.values()) <= lasted + SLACK else dict(before)


def sum_up(sittings: Iterable[Seconds]) -> dict[str, int]:
    """All sittings together, in the order of the page; topics that were not in use are left out."""
    total = dict.fromkeys((topic.value for topic in Topic), 0)
    for seconds in sittings:
        for topic, spent in seconds.items():
            total[topic] += spent
    return {topic: spent for topic, spent in total.items() if spent}


def in_minutes(total: Seconds) -> str:
    """“Story 12 min, Where 3 min”; less than half a minute is not worth telling.

    >>> in_minutes({"story": 700, "where": 20})
    'Story 12 min'
    """
    told = [(Topic(topic).label, round(spent / 60)) for topic, spent in total.items()]
    return ", ".join(f"{label} {minutes} min" for label, minutes in told if minutes)
