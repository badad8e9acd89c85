"""The secret in a questionnaire's link: derived, not stored (docs/adr/0005)."""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from uuid import UUID

_BYTES = 20  # 160 bits; decisions.md asks for 128 or more


def token_for(ask: UUID, *, key: str, purpose: str = "outcomes.ask") -> str:
    """27 characters that only the holder of `key` can make, the same each time, another for each purpose."""
    mac = hmac.digest(key.encode(), purpose.encode() + b":" + ask.bytes, "sha256")[:_BYTES]
    return base64.urlsafe_b64encode(mac).decode().rstrip("=")


def token_hash(token: str) -> bytes:
    """What the database keeps of it."""
    return hashlib.sha256(token.encode()).digest()


def standing_token(
    row: UUID, *, keys: Sequence[str], known: bytes | None, purpose: str = "outcomes.ask"
) -> str:
    """The token whose hash is `known`, whichever of `keys` made it; else the one of the first key."""
    tokens = [token_for(row, key=key, purpose=purpose) for key in keys]
    return next((token for token in tokens if token_hash(token) == known), tokens[0])
