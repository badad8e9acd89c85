"""Sign-in in the house's own dress: every page of it renders, and only the demonstration names its people."""

import pytest

PAGES = ["/account/login/", "/account/password/reset/", "/account/password/reset/done/"]
SIGNED_IN_PAGES = [
    "/account/2fa/",
    "/account/password/change/",
    "/account/logout/",
    "/account/reauthenticate/",
]


@pytest.mark.parametrize("address", PAGES)
def test_open_pages_wear_our_styles(client, db, address):
    page = client.get(address).content.decode()
    assert "css/tokens.css" in page
    assert "htmx" not in page


@pytest.mark.parametrize("address", SIGNED_IN_PAGES)
def test_account_pages_wear_our_styles(as_, dr_amara, address):
    assert "css/tokens.css" in as_(dr_amara).get(address, follow=True).content.decode()


def test_setting_up_an_app_shows_code_and_key(as_, dr_amara):
    client = as_(dr_amara)
    client.post("/account/reauthenticate/", {"password": "correct-horse-battery"})
    page = client.get("/account/2fa/totp/activate/").content.decode()
    assert "data:image/svg+xml" in page
    assert 'id="authenticator_secret"' in page


def test_a_wrong_password_is_said_above_and_keeps_the_address(client, dr_amara):
    page = client.post("/account/login/", {"login": dr_amara.email, "password": "nope"}).content.decode()
    assert "There is a problem" in page
    assert dr_amara.email in page
    assert "<title>Error: Sign in" in page


def test_a_real_clinic_names_nobody(client, dr_amara):
    assert dr_amara.email not in client.get("/account/login/").content.decode()


def test_the_demonstration_names_whom_to_sign_in_as(client, settings, dr_amara):
    settings.DEMO_CLINIC, settings.DEMO_PASSWORD = True, "pain-care-test"
    dr_amara.clinic.is_demonstration = True
    dr_amara.clinic.save()
    page = client.get("/account/login/").content.decode()
    assert "second factor, which a real clinic asks of its staff, is off here" in page
    assert dr_amara.email in page
    assert "pain-care-test" in page


def test_a_missing_page_is_ours(client, db):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "Page not found" in response.content.decode()


def test_forgotten_password_sends_one_plain_message(client, dr_amara, mailoutbox):
    client.post("/account/password/reset/", {"email": dr_amara.email}, follow=True)
    assert mailoutbox[0].subject.endswith("Set a new password")
    assert "/account/password/reset/key/" in mailoutbox[0].body
    assert "example.com" not in mailoutbox[0].body
