"""Files of a person's wearables."""

from people.models import Patient

from ..models import WearableFile

#: How many files a list shows; older ones are reached by their own address.
MOST_SHOWN = 20


def wearable_files(patient: Patient) -> list[WearableFile]:
    """The newest first; one query."""
    return list(patient.wearable_files.select_related("received_by")[:MOST_SHOWN])


def devices_of(file: WearableFile) -> tuple[str, ...]:
    return tuple(file.sources.order_by("number").values_list("name", flat=True))
