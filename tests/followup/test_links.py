"""Links for people who do not sign in."""

import pytest

from followup import links
from tests.factories.people import PatientFactory

pytestmark = pytest.mark.django_db


def test_a_preferences_link_opens_its_own_patient():
    pia, quin = PatientFactory.create_batch(2)
    assert links.patient_of(links.preferences_token(pia)) == pia
    assert links.patient_of(links.preferences_token(quin)) == quin


@pytest.mark.parametrize("token", ["", "x", ".", "0" * 32, "\x00", "é.é"])
def test_what_is_no_link_opens_nobody(token):
    assert links.patient_of(token) is None


def test_a_changed_link_opens_nobody():
    token = links.preferences_token(PatientFactory())
    other = PatientFactory()
    assert links.patient_of(token[:-1] + ("A" if token[-1] != "A" else "B")) is None
    assert links.patient_of(f"{other.pk.hex}.{token.split('.')[1]}") is None


def test_a_link_names_nobody(settings):
    settings.SITE_URL = "https://maple.example"
    patient = PatientFactory(given_name="Daniel", mrn="004-118")
    url = links.preferences_url(patient)
    assert url.startswith("https://maple.example/m/")
    assert "Daniel" not in url
    assert "004-118" not in url
