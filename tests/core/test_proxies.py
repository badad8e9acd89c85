"""The visitor's address comes from our own proxies or from nobody."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from core.middleware import believe_our_proxies

PROXY, VISITOR, LIE = "10.0.0.2", "203.0.113.7", "198.51.100.1"


@pytest.mark.parametrize(
    ("trusted", "reported", "believed"),
    [
        (0, VISITOR, PROXY),
        (1, VISITOR, VISITOR),
        (1, f"{LIE}, {VISITOR}", VISITOR),
        (2, f"{LIE}, {VISITOR}, 10.0.0.3", VISITOR),
        (2, VISITOR, PROXY),
        (1, None, PROXY),
    ],
)
def test_only_the_part_that_our_proxies_wrote_is_believed(settings, trusted, reported, believed):
    settings.TRUSTED_PROXIES = trusted
    headers = {"X-Forwarded-For": reported} if reported else {}
    request = RequestFactory().get("/", REMOTE_ADDR=PROXY, headers=headers)
    believe_our_proxies(lambda request: HttpResponse())(request)
    assert request.META["REMOTE_ADDR"] == believed
