"""The report of an import, as it is kept on the packet's row: what was taken, what was left and why."""

from collections import Counter
from typing import Any

from outcomes.services import ImportedScores

from ...rules.packet import Left, Packet, PacketPatient, Reason
from .charting import Charted

Report = dict[str, Any]

#: Different names of left entries that are listed one by one; a packet may be made to hold any number.
_MOST_NAMED = 500


def first_report(packet: Packet) -> Report:
    """What is known once the packet is read, before it is known whose chart it belongs to."""
    return {
        "person": _person(packet.person),
        "entries": packet.entries,
        "taken": dict(packet.taken),
        "left": _left(packet.left),
    }


def final_report(packet: Packet, charted: Charted, scores: ImportedScores) -> Report:
    """The same, with what became of it in the chart. A score that outcomes refused counts as left."""
    report = first_report(packet)
    if scores.refused:
        count = len(scores.refused)
        report["taken"]["Observation"] -= count
        report["left"].append(["Observation", Reason.FUTURE, "", count])
    return report | {
        "new": charted.new + scores.taken,
        "changed": charted.changed,
        "same": charted.same + scores.known,
        "before": charted.before,
    }


def _person(person: PacketPatient) -> Report:
    return {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "birth_date": person.birth_date.isoformat(),
        "sex": person.sex,
        "phone": person.phone,
        "address": person.address,
        "is_dead": person.is_dead,
        "record_numbers": [{"system": one.system, "value": one.value} for one in person.record_numbers],
    }


def _left(left: tuple[Left, ...]) -> list[list[Any]]:
    """[kind, reason, what, count], the most frequent first; beyond the most named, only kinds and reasons."""
    rows = [[one.kind, one.reason.value, one.what, one.count] for one in left[:_MOST_NAMED]]
    rest: Counter[tuple[str, str]] = Counter()
    for one in left[_MOST_NAMED:]:
        rest[one.kind, one.reason.value] += one.count
    return rows + [[kind, reason, "", count] for (kind, reason), count in rest.items()]
