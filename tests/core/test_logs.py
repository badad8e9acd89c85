"""A link that works without a password is not written into a log."""

import logging
from io import StringIO

import pytest
from django.conf import settings
from django.test import Client

from core.logs import BlankLinks


def logged(message: str, *args) -> str:
    record = logging.LogRecord("x", logging.INFO, "x", 1, message, args, None)
    assert BlankLinks().filter(record)
    return record.getMessage()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Not Found: /q/abc-DEF_1/", "Not Found: /q/…/"),
        ("Unprocessable Entity: /d/0a.1~x/flare/", "Unprocessable Entity: /d/…/flare/"),
        ("Not Found: /s/abc-DEF_1/wants/", "Not Found: /s/…/wants/"),
        ('"POST /m/0a.b/ HTTP/1.1" 200', '"POST /m/…/ HTTP/1.1" 200'),
        ("/account/password/reset/key/2-abc/", "/account/password/reset/key/…/"),
        ("Not Found: /patients/0190/plan/", "Not Found: /patients/0190/plan/"),
    ],
)
def test_the_secret_part_is_blanked(said, shown):
    assert logged(said) == shown


def test_it_is_blanked_in_arguments_too():
    assert logged("%s: %s", "Not Found", "/q/abc/") == "Not Found: /q/…/"


def test_every_handler_blanks():
    assert all("blank links" in handler["filters"] for handler in settings.LOGGING["handlers"].values())


def blanks(handler: logging.Handler) -> bool:
    return any(isinstance(one, BlankLinks) for one in handler.filters)


def test_an_unknown_link_leaves_no_trace_of_itself(db, monkeypatch):
    shown = StringIO()
    console = next(
        h for h in logging.getLogger().handlers if any(isinstance(f, BlankLinks) for f in h.filters)
    )
    monkeypatch.setattr(console, "stream", shown)
    Client().get("/q/somebodys-secret/")
    assert "Not Found: /q/…/" in shown.getvalue()
    assert "somebodys-secret" not in shown.getvalue()
