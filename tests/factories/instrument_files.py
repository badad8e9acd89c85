"""Instrument files for tests. Their wording is made up: no licensed text is in here."""

from pathlib import Path

import yaml

from outcomes import instruments

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


def garden() -> dict:
    """The example of docs/: a clinic's own instrument."""
    return yaml.safe_load((EXAMPLES / "garden_scale.yaml").read_text())


def wording(key: str, *, version: str | None = None, reverse: tuple[str, ...] = (), long: int = 0) -> dict:
    """A wording that fits one of our forms: numbered words; `reverse` items are printed highest first.

    `long` makes every answer about as long as that many characters.
    """
    form = instruments.get(key, version)
    return {
        "kind": "wording",
        "instrument": form.key,
        "version": form.version,
        "language": "en",
        "licence": "Test licence 7",
        "copyright": f"© nobody. Made-up words in the place of {form.title}.",
        "stem": "Made-up stem",
        "items": [
            {
                "item": item.key,
                "text": f"Made-up question {n}",
                "answers": {
                    value: f"Answer {value} of question {n}".ljust(long, "…")
                    for value in sorted(item.scale.values, reverse=item.key in reverse)
                },
            }
            for n, item in enumerate(form.items, 1)
        ],
    }


def as_file(data: object) -> bytes:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode()
