"""The blanks in the texts of templates: filled with what somebody chose, and emptied again."""


def filled(text: str, **blanks: str) -> str:
    """The text with its `[blanks]` filled; a blank without a value stays, so that it is seen."""
    for name, value in blanks.items():
        if value:
            text = text.replace(f"[{name}]", value)
    return text


def unfilled(text: str, **blanks: str) -> str:
    """The other way: what stood in for a blank becomes the blank again."""
    for name, value in blanks.items():
        if value:
            text = text.replace(value, f"[{name}]")
    return text
