"""What a service must remember from one start to the next, in files that only we can read."""

import json
import os
from pathlib import Path
from typing import Any


def read(path: Path) -> dict[str, Any]:
    remembered: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
    return remembered


def write(path: Path, facts: dict[str, Any]) -> None:
    """Write beside, then rename: a kill in between leaves the old file whole."""
    unfinished = path.with_suffix(".unfinished")
    write_private(unfinished, json.dumps(facts))
    unfinished.rename(path)


def write_private(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
