"""A mail server that delivers to nobody: it keeps every message in a Maildir, with a page to read them.

`python -m paincare.devstack.mailcatcher MAILDIR SMTP_PORT PAGE_PORT`
"""

import mailbox
import re
import sys
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from aiosmtpd.controller import Controller

SHOWN = 200
LINK = re.compile(r"https?://(?:(?!&[lg]t;|&quot;)\S)+")  # in text whose markup is already escaped
STYLE = """
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem }
li { margin: .75rem 0 }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit }
"""
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/style.css"></head>
<body><main><h1>{title}</h1>{body}</main></body></html>"""


class Catcher:
    """What aiosmtpd asks about each message."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  (its name)
        keep(self.folder, envelope.content)
        return "250 Message kept"


def keep(folder: Path, content: bytes) -> str:
    return mailbox.Maildir(folder, create=True).add(content)


def read(folder: Path, key: str) -> EmailMessage:
    content = mailbox.Maildir(folder, create=True).get_bytes(key)
    return message_from_bytes(content, policy=policy.default)


def newest_first(folder: Path) -> list[str]:
    """Keys of a Maildir begin with the time of delivery."""
    return sorted(mailbox.Maildir(folder, create=True).keys(), reverse=True)


def list_page(folder: Path) -> str:
    keys = newest_first(folder)
    rows = "".join(row(key, read(folder, key)) for key in keys[:SHOWN])
    kept = f"<p>{len(keys)} messages kept; nothing leaves this machine.</p>"
    return PAGE.format(title="Mail sent by this clinic", body=f"{kept}<ul>{rows}</ul>")


def row(key: str, message: EmailMessage) -> str:
    subject, to, date = (escape(message[name] or "") for name in ("subject", "to", "date"))
    return f'<li><a href="/{escape(key)}">{subject or "No subject"}</a><br>To {to}, {date}</li>'


def message_page(folder: Path, key: str) -> str:
    message = read(folder, key)
    part = message.get_body(preferencelist=("plain", "html"))
    text = escape(part.get_content() if part else "")
    linked = LINK.sub(r'<a href="\g<0>">\g<0></a>', text)
    heading = f"<p>From {escape(message['from'] or '')}<br>To {escape(message['to'] or '')}</p>"
    title = escape(message["subject"] or "No subject")
    return PAGE.format(title=title, body=f'{heading}<pre>{linked}</pre><p><a href="/">All mail</a></p>')


def page_handler(folder: Path) -> type[BaseHTTPRequestHandler]:
    class Reader(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).removeprefix("/")
            try:
                self._answer(path)
            except KeyError:
                self.send_error(HTTPStatus.NOT_FOUND)

        def _answer(self, path: str) -> None:
            if path == "style.css":
                self._send(STYLE, "text/css")
            elif path:
                self._send(message_page(folder, path), "text/html")
            else:
                self._send(list_page(folder), "text/html")

        def _send(self, text: str, kind: str) -> None:
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'self'")
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *args: Any) -> None:
            """A page view is not worth a line."""

    return Reader


def serve(folder: Path, smtp_port: int, page_port: int) -> None:
    catcher = Controller(Catcher(folder), hostname="127.0.0.1", port=smtp_port)
    catcher.start()
    ThreadingHTTPServer(("127.0.0.1", page_port), page_handler(folder)).serve_forever()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
