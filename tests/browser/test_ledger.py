"""A row of the ledger in a few keys, a medicine stated and reconciled; how both look, and what axe says."""

import pytest
from playwright.sync_api import expect

from intake.models import MedicationReview, TreatmentTried
from intake.rules.words import Teller
from tests.factories.intake import MedicationFactory, MedicineStatementFactory, TreatmentTriedFactory
from tests.harness import measures
from tests.harness.programs import wait_until

SAID = (
    {"what": "PT", "when_words": "in spring", "ended": "access", "access_reason": "schedule"},
    {
        "what": "RFA",
        "region_level": "L4-5",
        "when_words": "2022",
        "helped_for": "nine months",
        "ended": "wore_off",
    },
    {"what": "Gabapentin 900 mg", "harms": "foggy", "ended": "side_effect", "told_by": Teller.PATIENT},
    {"what": "Back brace", "when_words": "two years", "helped_for": "no change", "ended": "no_benefit"},
)


@pytest.fixture
def intake(intake, pia_record):
    for row in SAID:
        TreatmentTriedFactory(intake=intake, **row)
    for title, dose in (("Duloxetine 30 mg", "once a day"), ("Gabapentin 300 mg", "three times a day")):
        MedicationFactory(patient=pia_record, title=title, dose=dose)
    MedicineStatementFactory(
        patient=pia_record,
        title="Turmeric",
        how="500 mg",
        told_by=Teller.PATIENT,
    )
    return intake


def test_a_row_and_a_list_by_keyboard(page, signed_in, dr_amara, intake, axe, shot):
    signed_in(page, dr_amara).goto(f"/patients/{intake.patient_id}/intake/")
    page.get_by_role("button", name="Add a treatment").press("Enter")
    expect(page.locator("#tried [name=what]:focus")).to_have_count(1)
    page.keyboard.type("ILESI L5-S1")
    page.keyboard.press("Tab")
    page.keyboard.type("Mar 2024")
    page.keyboard.press("Tab")
    page.keyboard.type("2 days only")
    page.keyboard.press("Tab")
    page.keyboard.press("w")
    row = page.locator("#tried .attempt").last
    expect(row.locator("summary").first).to_contain_text("ILESI L5-S1 Mar 2024: 2 days only; wore off")
    expect(row.locator("summary").first).to_contain_text("looks like: Epidural steroid injection")
    expect(row.get_by_label("What stood in the way")).to_be_hidden()
    expect(page.locator("#tried-counts")).to_contain_text("1 could not be had")
    row.get_by_label("How it ended").select_option("access")
    expect(row.get_by_label("What stood in the way")).to_be_visible()
    row.get_by_label("How it ended").select_option("wore_off")

    for name, choice in (("Duloxetine 30 mg", "As prescribed"), ("Gabapentin 300 mg", "Not any more")):
        page.get_by_role("group", name=name).get_by_label(choice).press("Space")
    page.get_by_label("Why: Gabapentin 300 mg").type("made me foggy")
    page.keyboard.press("Tab")
    expect(page.locator("#reconciliation")).to_contain_text("not taken any more: made me foggy.")
    expect(page.locator("#reconciliation")).to_contain_text("Turmeric: taken, not prescribed (500 mg).")
    page.get_by_label("Add a medicine, vitamin").type("Magnesium 400 mg at night")
    page.get_by_role("button", name="Add, without a prescription").press("Enter")
    expect(page.get_by_role("group", name="Magnesium")).to_be_visible()
    page.wait_for_load_state("networkidle")  # The map of topics follows the last save.
    page.get_by_role("button", name="Reconciled: record it").press("Enter")
    expect(page.locator("#reconciliation")).to_contain_text("4 on the list, 3 discrepancies")
    wait_until(MedicationReview.objects.exists, "the review is recorded")
    assert TreatmentTried.objects.filter(ended="wore_off", what="ILESI L5-S1").exists()
    page.locator("#tried").scroll_into_view_if_needed()
    shot(page, "ledger")
    assert axe(page) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 360, "height": 740})
    shot(page, "ledger-phone-dark")
    assert axe(page) == []
    assert measures.sticking_out(page) == []
