"""A mail server that misbehaves on request, and the clocks of these tests."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from followup import outbox
from paincare.devstack import ports
from tests.factories.people import NOON

KEPT = "250 kept"


class MailServer:
    """What arrived, and what to answer: `at_rcpt` and `at_data` are SMTP replies, or None to hang up."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.at_rcpt: str | None = "250 fine"
        self.at_data: str | None = KEPT
        self.keeps_what_it_drops = False

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802  (its name)
        if self.at_rcpt is None:
            server.transport.abort()
            return "421 gone"
        if self.at_rcpt.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.at_rcpt

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  (its name)
        if self.at_data == KEPT or self.keeps_what_it_drops:
            self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.at_data is None:
            server.transport.abort()
            return "421 gone"
        return self.at_data


@pytest.fixture
def mail(settings) -> Iterator[MailServer]:
    server = MailServer()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", ports.any_free()
    controller = Controller(server, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    controller.start()
    yield server
    controller.stop()


@pytest.fixture
def at_noon(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The database's clock, as far as senders ask it what is allowed now: midday where patients live."""
    monkeypatch.setattr(outbox, "database_now", lambda: NOON)
    return NOON


@pytest.fixture
def at_night(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """23:00 in New York."""
    night = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
    monkeypatch.setattr(outbox, "database_now", lambda: night)
    return night
