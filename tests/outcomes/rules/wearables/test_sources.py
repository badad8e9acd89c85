"""Which device is believed, and what of its name is shown (S77)."""

import pytest

from outcomes.rules.wearables.sources import Rank, Source, shown, source_of


@pytest.mark.parametrize(
    ("name", "device", "rank", "label"),
    [
        ("Anna’s Apple Watch", "", Rank.BODY, "Apple Watch"),
        ("Anna", "Apple Watch", Rank.BODY, "Apple Watch"),
        ("Anna’s iPhone", "", Rank.PHONE, "iPhone"),
        ("Anna", "iPhone", Rank.PHONE, "iPhone"),
        ("Garmin Connect", "", Rank.BODY, "Garmin Connect"),
        ("Google Fitbit Air", "", Rank.BODY, "Google Fitbit Air"),
        ("Oura", "", Rank.BODY, "Oura"),
        ("MobileTrack", "", Rank.PHONE, "MobileTrack"),
        ("Google Health App", "", Rank.PHONE, "Google Health App"),
        ("Pedometer & Step Tracker", "", Rank.OTHER, "Pedometer & Step Tracker"),
        ("Health", "", Rank.OTHER, "Health"),
        ("  two   words\n", "", Rank.OTHER, "two words"),
        ("", "", Rank.OTHER, "Unknown device"),
        ("x" * 500, "", Rank.OTHER, "x" * 60),
    ],
)
def test_a_device_is_ranked_by_its_words_and_shown_without_its_owner(name, device, rank, label):
    source = source_of(name, device)
    assert (source.rank, source.name) == (rank, label)


def test_two_watches_stay_apart_and_are_shown_as_one():
    old, new = source_of("Old Apple Watch"), source_of("New Apple Watch")
    assert old != new
    assert shown([Source(Rank.PHONE, "iPhone", "1"), old, new]) == "Apple Watch, iPhone"
