"""A mail server of the test's own, which can also misbehave."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from paincare.devstack import ports

KEPT = "250 Message kept"


@dataclass
class Mailbox:
    """What arrived, in order. `answer` is what the server says to the next message."""

    port: int
    messages: list[EmailMessage] = field(default_factory=list)
    answer: str = KEPT

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  (its name)
        if self.answer == KEPT:
            self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.answer

    def to(self, address: str) -> list[EmailMessage]:
        return [message for message in self.messages if address in message["to"]]

    @property
    def message_ids(self) -> list[str]:
        return [message["message-id"] for message in self.messages]


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    mailbox = Mailbox(port=ports.any_free())
    controller = Controller(mailbox, hostname="127.0.0.1", port=mailbox.port)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()
