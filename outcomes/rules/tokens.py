"""The secret in a questionnaire's link: derived, not stored (docs/adr/0005)."""

import base64
import hashlib
import hmac
from uuid import UUID

_BYTES = 20  # 160 bits; decisions.md asks for 128 or more


def token_for(ask: UUID, *, key: str) -> str:
    """27 characters that only the holder of `key` can make, the same each time."""
    mac = hmac.digest(key.encode(), b"outcomes.ask:" + ask.bytes, "sha256")[:_BYTES]
    return base64.urlsafe_b64encode(mac).decode().rstrip("=")


def token_hash(token: str) -> bytes:
    """What the database keeps of it."""
    return hashlib.sha256(token.encode()).digest()
