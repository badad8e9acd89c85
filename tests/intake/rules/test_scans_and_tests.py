"""Scans against the story, and tests that change something."""

from datetime import date

import pytest

from intake.rules import testing
from intake.rules.imaging import (
    COMMON_WITHOUT_PAIN,
    Relevance,
    Scan,
    common_finding,
    incidental_basis,
    levels_in,
)
from intake.rules.testing import KINDS, REGIONS, Study, Suspicion

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Degenerative disc disease L5-S1", "disc degeneration"),
        ("Disk desiccation", "disc degeneration"),
        ("DDD", "disc degeneration"),
        ("Broad-based bulge", "disc bulge"),
        ("Left paracentral protrusion", "disc protrusion"),
        ("Annular tear", "annular fissure"),
        ("Facet hypertrophy", "facet changes"),
        ("Grade 1 anterolisthesis", "slip"),
        ("Sequestered fragment compressing S1", None),
        ("Fracture", None),
        ("", None),
    ],
)
def test_what_is_common_without_pain_is_hinted_at(words, name):
    hint = common_finding(words)
    assert (hint.name if hint else None) == name


def test_the_hints_build_up_and_show_no_numbers():
    for one in COMMON_WITHOUT_PAIN:
        assert not any(letter.isdigit() for letter in one.say)
        assert not any(bad in one.say for bad in ("degen", "worn", "wear", "damage"))


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("L4/5 and L5-S1", {"L4-5", "L5-S1"}),
        ("l4-l5", {"L4-5"}),
        ("L4–L5 disc", {"L4-5"}),
        ("left L5 root", {"L5"}),
        ("C5-6", {"C5-6"}),
        ("T12-L1", {"T12-L1"}),
        ("no level, ABL5 is a name", set()),
        ("", set()),
    ],
)
def test_levels_are_read_alike(text, levels):
    assert levels_in(text) == levels


BULGE = Scan("1", "Disc bulge", Relevance.INCIDENTAL, "L4-5", study="MRI lumbar spine", on=date(2026, 10, 3))
PROTRUSION = Scan("2", "Protrusion on the root", Relevance.RELEVANT, "L5-S1", "left")
UNJUDGED = Scan("3", "Facet changes", "", "L3-4")
SAME_LEVEL = Scan("4", "Foraminal narrowing at L4-5", Relevance.RELEVANT)


@pytest.mark.parametrize(
    ("text", "scans", "linked", "resting"),
    [
        ("Disc at L4-5 is the source", [BULGE, PROTRUSION], [], ["1"]),
        ("Disc at l4/l5", [BULGE], [], ["1"]),
        ("Disc at L5-S1", [BULGE, PROTRUSION], [], []),
        ("Facet joints L3-4", [UNJUDGED], [], []),
        ("The hip", [BULGE], [], []),
        ("The hip", [BULGE], ["1"], ["1"]),
        ("The hip", [PROTRUSION], ["2"], []),
        # A relevant finding at the same level carries it.
        ("Disc at L4-5", [BULGE, SAME_LEVEL], [], []),
        ("Disc at L4-5", [BULGE, SAME_LEVEL], ["1"], ["1"]),
        ("", [], [], []),
    ],
)
def test_an_indication_that_rests_on_an_incidental_finding_warns(text, scans, linked, resting):
    basis = incidental_basis(text, scans, linked=linked)
    assert [one.key for one in basis.scans] if basis else resting == []
    assert (basis is not None) == bool(resting)


def test_the_warning_names_the_finding_with_its_study_and_day():
    basis = incidental_basis("L4-5", [BULGE])
    assert "Disc bulge, L4-5 (MRI lumbar spine, 3 Oct 2026)" in basis.sentence
    assert PROTRUSION.in_words == "Protrusion on the root, L5-S1, left"


@pytest.mark.parametrize(
    ("kind", "suspicion", "better"),
    [
        ("emg", "root", ""),
        ("emg", "large_fibre", ""),
        ("emg", "small_fibre", "Skin biopsy or QST, quantitative sensory testing would"),
        ("skin-biopsy", "root", "MRI or EMG and nerve conduction would"),
        ("skin-biopsy", "small_fibre", ""),
        ("mri", "small_fibre", "Skin biopsy"),
        ("hla-b27", "inflammatory", ""),
        ("crp", "structure", "MRI or CT"),
        ("crp", "other", ""),
        ("crp", "", ""),
        ("no such", "root", ""),
    ],
)
def test_a_test_is_matched_to_the_suspicion(kind, suspicion, better):
    words = testing.unfit_words(kind, suspicion)
    assert (better in words) if better else words == ""


@pytest.mark.parametrize(
    ("title", "kind", "region"),
    [
        ("MRI lumbar spine", "mri", "lumbar spine"),
        ("Magnetic resonance imaging of the neck", "mri", "cervical spine"),
        ("CT of the abdomen", "ct", "abdomen"),
        ("Digital X-Ray of Hand or Wrist", "xray", "hand or wrist"),
        ("Plain film pelvis", "xray", "hip"),
        ("EMG left leg", "emg", "leg"),
        ("Something with direct effect", "", ""),
    ],
)
def test_titles_say_which_study_of_which_region(title, kind, region):
    assert (testing.kind_in(title), testing.region_in(title)) == (kind, region)


STUDIES = [
    Study("MRI lumbar spine", date(2025, 1, 1)),
    Study("MRI of the lumbar spine", date(2026, 9, 1)),
    Study("MRI cervical spine", date(2026, 11, 1)),
    Study("X-ray lumbar spine", None),
]


@pytest.mark.parametrize(
    ("kind", "region", "days", "flag", "asks"),
    [
        ("mri", "lumbar spine", 180, False, "86 days ago: MRI of the lumbar spine, 1 Sep 2026"),
        ("mri", "lumbar spine", 86, False, ""),
        ("mri", "lumbar spine", 87, False, "86 days ago"),
        ("mri", "lumbar spine", 180, True, ""),
        ("ct", "lumbar spine", 180, False, ""),
        ("mri", "knee", 180, False, ""),
        ("xray", "lumbar spine", 180, False, "date not stated"),
    ],
)
def test_the_same_study_again_asks_for_a_reason(kind, region, days, flag, asks):
    last = testing.last_same(kind, region, STUDIES)
    stop = testing.soft_stop(last, today=TODAY, interval_days=days, has_new_red_flag=flag)
    assert (asks in stop) if asks else stop == ""


def test_every_region_and_kind_names_itself():
    assert all(testing.region_in(region) == region for region in REGIONS)
    assert all(testing.kind_in(kind.label) == kind.key for kind in KINDS)
    assert all(any(one in kind.fits for kind in KINDS) for one in Suspicion if one != Suspicion.OTHER)
