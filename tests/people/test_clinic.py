"""The clinic's own facts and numbers."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from people import selectors
from people.policies import DEFAULTS, why_unfit


@pytest.fixture
def settings_form(maple):
    return {
        "name": "Maple Clinic",
        "phone": "555-0100",
        "time_zone": "America/Chicago",
        "emergency_number": "112",
        "crisis_line": "988",
        "open_1": "08:00 to 16:00",
    }


def test_settings_are_saved_with_the_opening_hours(as_, boss_moss, maple, settings_form):
    as_(boss_moss).post(reverse("people:clinic"), settings_form)
    maple.refresh_from_db()
    assert (maple.emergency_number, maple.opening_hours) == ("112", {"1": ["08:00", "16:00"]})


@pytest.mark.parametrize("hours", ["8 to 5", "25:00 to 26:00", "17:00 to 08:00"])
def test_odd_hours_are_refused_beside_their_day(as_, boss_moss, maple, settings_form, hours):
    answer = as_(boss_moss).post(reverse("people:clinic"), {**settings_form, "open_2": hours})
    assert answer.status_code == 422
    assert hours in answer.content.decode()
    maple.refresh_from_db()
    assert maple.emergency_number == "911"


def test_a_number_gets_a_version_with_its_source_and_rules_see_it_from_its_day(as_, boss_moss, maple):
    page = reverse("people:policy-set", args=["block_positive_percent"])
    as_(boss_moss).post(page, {"value": "80", "source": "Our payer", "effective_from": "2026-12-01"})
    before = selectors.policy(maple, "block_positive_percent", on=date(2026, 11, 30))
    after = selectors.policy(maple, "block_positive_percent", on=date(2026, 12, 1))
    assert before == DEFAULTS["block_positive_percent"]
    assert (after.value, after.source, after.version) == (Decimal(80), "Our payer", 1)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("quiet_until_hour", "24"),
        ("self_harm_escalate_minutes", "0"),
        ("checkin_days", "0"),
        ("reminder_lead_days", "2.5"),
        ("block_positive_percent", "101"),
    ],
)
def test_a_value_that_would_stop_the_sweeps_is_refused(as_, boss_moss, maple, key, value):
    answer = as_(boss_moss).post(
        reverse("people:policy-set", args=[key]),
        {"value": value, "source": "A slip", "effective_from": "2026-12-01"},
    )
    assert (answer.status_code, maple.policies.exists()) == (422, False)
    assert f'value="{value}"' in answer.content.decode()


def test_every_shipped_number_is_fit():
    assert [key for key, number in DEFAULTS.items() if why_unfit(number, number.value)] == []


def test_an_unknown_number_is_not_found(as_, boss_moss):
    assert as_(boss_moss).get(reverse("people:policy-set", args=["nonsense"])).status_code == 404
