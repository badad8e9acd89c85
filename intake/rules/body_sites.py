"""From regions of a body map to the 19 sites of the 2016 fibromyalgia criteria, and to their five regions.

Wolfe 2016, Semin Arthritis Rheum 46:319 (clinical.md 3.3). The number of sites is the widespread pain index.
A map says nothing of symptoms or of three months, so it never says that the criteria are met.
"""

from collections.abc import Collection

from outcomes.rules.findings import ACR_REGIONS

from .body_regions import REGIONS

SOURCE = "Wolfe 2016, Semin Arthritis Rheum 46:319"
SITES_IN_ALL = 19


def sites_of(regions: Collection[int]) -> frozenset[str]:
    """The painful sites, named like the items of the instrument: `shoulder_left`, `neck`.

    Their number is the widespread pain index, 0 to 19.
    """
    return frozenset(REGIONS[number].site for number in regions) - {""}


def acr_regions_of(sites: Collection[str]) -> frozenset[str]:
    """The criteria's regions with a site that counts for them: jaws, chest and abdomen do not."""
    return frozenset(name for name, counted in ACR_REGIONS.items() if set(counted).intersection(sites))


def site_words(site: str) -> str:
    """`shoulder_left` as people say it: left shoulder."""
    for side in ("left", "right"):
        if site.endswith(f"_{side}"):
            return f"{side} {site.removesuffix(f'_{side}')}".replace("_", " ")
    return site.replace("_", " ")
