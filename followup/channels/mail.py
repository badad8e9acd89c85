"""Handing a message to the mail server, and knowing what became of it.

Plain SMTP has no exactly-once (docs/adr/0003). What can be known: before the message's body is on its way
nothing was sent; after an answer the answer counts; a silence in between is unknown.
"""

import smtplib
from contextlib import suppress
from dataclasses import dataclass

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from ..rules.sending import Handover

PERMANENT = range(500, 600)


@dataclass(frozen=True)
class Receipt:
    """`server_down` says that the next message would not fare better either."""

    handover: Handover
    error: str = ""
    server_down: bool = False


class WatchedSMTP(smtplib.SMTP):
    """Remembers whether the body of a message was on its way when something broke."""

    body_on_its_way = False

    def mail(self, sender, options=()):
        self.body_on_its_way = False
        return super().mail(sender, options)

    def data(self, msg):
        self.body_on_its_way = True
        return super().data(msg)


class WatchedBackend(EmailBackend):
    """Django's own, with its TLS and its timeout, over a connection that is watched."""

    connection_class = WatchedSMTP


class PostOffice:
    """One connection for many messages; a new one after anything broke.

    A connection that failed to open is thrown away, never used again: after a refused STARTTLS it would
    still be open, in the clear (CVE-2026-7666).
    """

    def __init__(self) -> None:
        self._backend = WatchedBackend()

    def __enter__(self) -> "PostOffice":
        return self

    def __exit__(self, *_) -> None:
        self._hang_up()

    def hand_over(self, message: EmailMessage) -> Receipt:
        try:
            self._backend.open()
        except (smtplib.SMTPException, OSError) as broken:
            self._hang_up()
            return Receipt(Handover.NOT_NOW, _words(broken), server_down=True)
        try:
            self._backend.send_messages([message])
        except (smtplib.SMTPException, OSError, ValueError) as broken:
            receipt = Receipt(self._meaning(broken), _words(broken))
            self._hang_up()
            return receipt
        return Receipt(Handover.TAKEN)

    def _meaning(self, broken: Exception) -> Handover:
        match broken:
            case smtplib.SMTPRecipientsRefused():
                codes = [code for code, _ in broken.recipients.values()]
                return _answered(max(codes, default=0))
            case smtplib.SMTPSenderRefused():
                return Handover.NOT_NOW  # our own sender or sign-in: no fault of this address
            case smtplib.SMTPResponseException():
                return _answered(broken.smtp_code)
            case ValueError():
                return Handover.REFUSED  # no mail can be addressed like this
        return Handover.UNKNOWN if self._backend.connection.body_on_its_way else Handover.NOT_NOW

    def _hang_up(self) -> None:
        with suppress(smtplib.SMTPException, OSError):
            self._backend.close()
        self._backend = WatchedBackend()


def _answered(code: int) -> Handover:
    return Handover.REFUSED if code in PERMANENT else Handover.NOT_NOW


def _words(broken: Exception) -> str:
    """The kind of failure and its code. A server's own text may repeat the address, so it stays out."""
    code = getattr(broken, "smtp_code", None)
    return f"{type(broken).__name__} {code}" if code else type(broken).__name__
