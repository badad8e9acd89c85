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

    `long` makes every answer that many characters long.
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
                    value: _answer(value, n, long)
                    for value in sorted(item.scale.values, reverse=item.key in reverse)
                },
            }
            for n, item in enumerate(form.items, 1)
        ],
    }


def _answer(value: int, question: int, long: int) -> str:
    words = f"Answer {value} of question {question}"
    return (words + ", and some more made-up words" * (long // 29))[:long].strip() if long else words


def as_file(data: object) -> bytes:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode()
