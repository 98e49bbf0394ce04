"""Records in their canonical form: fields in the order of the kind, code-like values quoted, UTF-8 with LF.

Works on the text, guided by the places of its parts, and never writes a value anew: comments, line breaks and quotes
stay as their author made them, and a comment above a field moves with it. Whatever the result, it is read again and
given out only if it says the same as before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from generator.documents import Node
from generator.encoding import clean, from_gbk
from generator.findings import Position
from generator.reading import read_document

__all__ = ["FieldOrder", "format_document", "from_gbk", "rename_references"]

_TYPED_ELSEWHERE: Final = re.compile(
    r"[-+.\d][\d.,:_eE+-]*|0[xo][\da-fA-F]+|(?i:yes|no|on|off|y|n|true|false|null|~)", re.ASCII
)
"""Plain scalars that other YAML tools take for a number, a date, a truth value or nothing."""


@dataclass(frozen=True)
class FieldOrder:
    """How one group of fields is put in order; a list passes the order on to its items."""

    fields: Mapping[str, FieldOrder] = field(default_factory=dict)
    """The fields in their order, each with that of its own fields; others follow as they stand."""
    others: FieldOrder | None = None
    """The order inside the fields that are not named, as in a mapping from languages to names."""
    is_code: bool = False
    """Whether the value is an id or code, quoted where other tools would take it for a number."""

    def of(self, name: str) -> FieldOrder:
        """The order within a field."""
        return self.fields.get(name) or self.others or FieldOrder()


def format_document(raw: bytes, order: FieldOrder) -> bytes:
    """The record in its canonical form; unchanged where it does not read without findings. Formatting again changes
    nothing more."""
    document, findings = read_document(raw, "")
    if document is None or findings:
        return raw
    steps: tuple[Callable[[str], str], ...] = (
        _with_plain_line_ends, _without_trailing_spaces, lambda text: _in_order(text, order),
        lambda text: _with_quotes(text, order),
    )  # fmt: skip
    text = raw.decode("utf-8").removeprefix("\ufeff")
    for step in steps:
        changed = step(text)
        if _read(changed) == document.data:
            text = changed
    return text.encode("utf-8")


def rename_references(raw: bytes, positions: Iterable[Position], new_id: str) -> bytes:
    """The same bytes, but for the scalars at the given places, which become ``new_id`` with the quotes they had."""
    original = raw.decode("utf-8")
    text = original.removeprefix("\ufeff")
    places = {(position.line - 1, position.column - 1) for position in positions}
    edits = []
    for node in _scalars(_compose(text)):
        start, end = node.start_mark, node.end_mark
        if (start.line, start.column) in places:
            quote = node.style if node.style in {"'", '"'} else '"' if _TYPED_ELSEWHERE.fullmatch(new_id) else ""
            edits.append((start.index, end.index, f"{quote}{new_id}{quote}"))
    return (original[: len(original) - len(text)] + _edited(text, edits)).encode("utf-8")


def _read(text: str) -> Mapping[str, Node] | None:
    document, findings = read_document(text.encode("utf-8"), "")
    return document.data if document is not None and not findings else None


def _compose(text: str) -> Any:
    """The parser's own tree, with the place of every part; only for text that was read, so depth is bounded."""
    return yaml.compose(clean(text, "")[0], Loader=yaml.CSafeLoader)


def _with_plain_line_ends(text: str) -> str:
    return re.sub(r"\r\n?", "\n", text).rstrip("\n") + "\n"


def _without_trailing_spaces(text: str) -> str:
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)


def _in_order(text: str, order: FieldOrder) -> str:
    """Put one group after another in order, reading the text again in between so that all places stay true."""
    while True:
        for group, wanted in _groups(_compose(text), order):
            names = [key.value for key, _ in group.value]
            ranks = {name: rank for rank, name in enumerate(wanted.fields)}
            new = sorted(range(len(names)), key=lambda index: ranks.get(names[index], len(ranks)))
            if new != list(range(len(names))):
                changed = _reordered(text, group, new)
                break
        else:
            return text
        if _read(changed) is None or _read(changed) != _read(text):
            return text
        text = changed


def _groups(node: Any, order: FieldOrder) -> Iterator[tuple[Any, FieldOrder]]:
    if isinstance(node, yaml.MappingNode):
        yield node, order
        for key, value in node.value:
            yield from _groups(value, order.of(key.value))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _groups(item, order)


def _reordered(text: str, group: Any, new: Sequence[int]) -> str:
    if group.flow_style:
        spans = [(key.start_mark.index, max(key.end_mark.index, value.end_mark.index)) for key, value in group.value]
        pieces = [text[start:end] for start, end in spans]
        return _edited(text, [(*span, pieces[index]) for span, index in zip(spans, new, strict=True)])
    lines = text.split("\n")
    keys = [key.start_mark for key, _ in group.value]
    column = keys[0].column
    starts = [_with_comments(lines, key.line, column) if place else key.line for place, key in enumerate(keys)]
    end = _end(lines, keys[-1].line, column)
    chunks = [lines[start:stop] for start, stop in zip(starts, [*starts[1:], end], strict=True)]
    # The first field may stand behind the dash of a list item: whichever becomes the first takes its place.
    dash, chunks[0][0] = lines[starts[0]][:column], " " * column + lines[starts[0]][column:]
    moved = [line for index in new for line in chunks[index]]
    if dash.strip():
        first = next(place for place, line in enumerate(moved) if line.strip() and not line.lstrip().startswith("#"))
        moved[first] = dash + moved[first][column:]
    return "\n".join([*lines[: starts[0]], *moved, *lines[end:]])


def _with_comments(lines: Sequence[str], line: int, column: int) -> int:
    """Where a field begins if the comment and the empty lines above belong to it."""
    while line and (_is_comment(lines[line - 1], column) or not lines[line - 1].strip()):
        line -= 1
    return line


def _is_comment(line: str, column: int) -> bool:
    """Whether this is a comment and no line of a block text, which would be indented further."""
    return line.lstrip(" ").startswith("#") and len(line) - len(line.lstrip(" ")) <= column


def _end(lines: Sequence[str], line: int, column: int) -> int:
    """The line after a group whose last field begins in ``line``."""
    last = line + 1
    for number in range(line + 1, len(lines)):
        bare = lines[number].lstrip(" ")
        indent = len(lines[number]) - len(bare)
        if bare and not _is_comment(lines[number], column):
            if indent < column or (indent == column and not bare.startswith("- ")):
                break
            last = number + 1
    return last


def _with_quotes(text: str, order: FieldOrder) -> str:
    """Double quotes around codes, and instead of single quotes where that needs no escaping."""
    edits = []
    for node, wanted in _values(_compose(text), order):
        start, end = node.start_mark, node.end_mark
        bare = '"' not in node.value and "\\" not in node.value and start.line == end.line
        code = wanted.is_code and not node.style and _TYPED_ELSEWHERE.fullmatch(node.value)
        if bare and node.value and (code or node.style == "'"):
            edits.append((start.index, end.index, f'"{node.value}"'))
    return _edited(text, edits)


def _values(node: Any, order: FieldOrder) -> Iterator[tuple[Any, FieldOrder]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _values(value, order.of(key.value))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _values(item, order)
    else:
        yield node, order


def _scalars(node: Any) -> Iterator[Any]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif node is not None:
        for child in node.value:
            for part in child if isinstance(child, tuple) else (child,):
                yield from _scalars(part)


def _edited(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """The text with the given spans replaced; spans do not overlap."""
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text
