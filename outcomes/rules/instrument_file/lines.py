"""YAML as plain text values, each with its line.

PyYAML's safe composer gives nodes with marks and builds no objects. A value is taken as it is written:
version 1.0 is not the number 1, and an answer “No” is not a boolean.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

#: A form of 60 questions with long answers is about 40 KB.
LARGEST_BYTES = 256 * 1024
_DEEPEST = 8
#: Sixty questions with their own twenty-one answers are about 3,000 names and texts.
_MOST_PARTS = 5_000
_QUOTED = re.compile(r"""[ ,]*(but found )?(['"]).*\2""")

Plain = str | list["Plain"] | dict[str, "Plain"]
Path = tuple[str | int, ...]


class FileError(ValueError):
    """The file cannot be used. `line` counts from 1; `sentence` holds nothing of what the file says."""

    def __init__(self, line: int, sentence: str):
        super().__init__(f"Line {line}: {sentence}")
        self.line = line
        self.sentence = sentence


@dataclass(frozen=True)
class Lines:
    """What a file says, and on which line each part of it stands."""

    data: Plain
    lines: dict[Path, int]

    def line_of(self, path: Path) -> int:
        """Of the part, or of the nearest one around it."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1


def read_lines(content: bytes) -> Lines:
    """Raises FileError for what is no plain YAML of text, lists and tables."""
    if len(content) > LARGEST_BYTES:
        raise FileError(1, f"The file is larger than {LARGEST_BYTES // 1024} KB.")
    text = _decoded(content)
    try:
        node = _Composer(text).get_single_node()
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise FileError(line, "There is a character that no text file has.") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise FileError(mark.line + 1 if mark else 1, f"This is not YAML: {_named(error.problem)}.") from None
    if node is None:
        raise FileError(1, "The file is empty.")
    lines: dict[Path, int] = {}
    return Lines(_plain(node, (), lines, text), lines)


class _Composer(yaml.SafeLoader):
    """Composes nodes; refuses what a questionnaire never needs and a hostile file lives on."""

    def __init__(self, text: str):
        super().__init__(text)
        self.depth = self.parts = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise FileError(line, "Anchors and aliases (& and *) are not taken; write it out.")
        if getattr(event, "tag", None):
            raise FileError(line, "Tags (!) are not taken; write plain text.")
        if self.depth >= _DEEPEST:
            raise FileError(line, "This is nested too deep.")
        self.parts += 1
        if self.parts > _MOST_PARTS:
            raise FileError(line, "There is more in this file than any questionnaire has.")
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileError(line, "This is not UTF-8 text. Save the file as UTF-8.") from None


def _named(problem: str | None) -> str:
    """PyYAML's word for it, without the character or the name that it quotes from the file."""
    return _QUOTED.sub("", problem or "it cannot be read").removeprefix("but ")


def _plain(node: yaml.Node, path: Path, lines: dict[Path, int], text: str) -> Plain:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_plain(one, (*path, n), lines, text) for n, one in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return {key: _plain(value, (*path, key), lines, text) for key, value in _pairs(node)}
    if isinstance(node, yaml.ScalarNode):
        _refuse_cut_text(node, text)
    return str(node.value).strip()


def _refuse_cut_text(node: yaml.ScalarNode, text: str) -> None:
    """“Lift box #2” without quotes would be read as “Lift box”: nobody's wording is shortened unseen."""
    end = node.end_mark.index
    if node.style is None and "#" in text[end : text.find("\n", end) % (len(text) + 1)]:
        raise FileError(
            node.end_mark.line + 1, "What follows # is not read. Quote the text, or move the remark."
        )


def _pairs(node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node]]:
    seen: set[str] = set()
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise FileError(line, "A name is plain text.")
        if key.value in seen:
            raise FileError(line, "This name stands here twice.")
        seen.add(key.value)
        yield key.value, value
