"""A clinic's number as the noise that a change has to exceed."""

from people.policies import PolicyValue

from ..rules.change import Noise


def noise_by(limit: PolicyValue) -> Noise:
    """In percent of the first value, or in the unit of the series itself; its source goes along."""
    if limit.unit == "percent":
        return Noise(limit.source, percent=limit.value)
    return Noise(limit.source, points=limit.value)
