"""What the browser is told when somebody signs out."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_signing_out_empties_the_browser(as_, dr_amara):
    answer = as_(dr_amara).post(reverse("account_logout"))
    assert '"storage"' in answer.headers["Clear-Site-Data"]


def test_an_ordinary_page_empties_nothing(as_, dr_amara, client):
    assert "Clear-Site-Data" not in as_(dr_amara).get(reverse("people:healthz")).headers
    assert "Clear-Site-Data" not in client.post(reverse("account_logout")).headers
