"""YAML → plain data in which every scalar is still text, with the place of every key and value.

What YAML would make of a scalar (``no`` → False, ``063010`` → 26120, ``10:30`` → 630) is for the field to decide, so
nothing here resolves one. The parser's events are walked one by one instead of letting it build a tree: that keeps
the places, shows duplicate keys, and allows limits (a deep nest crashes the parser's own composer).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from sys import intern
from typing import Any, Final, NoReturn

import yaml
from yaml import CSafeLoader
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from generator import slips
from generator.documents import LINE, PRIVATE, Document, Node, Path, dotted
from generator.encoding import clean, decode, find_unfit, unfit
from generator.files import MAX_BYTES, load_file
from generator.findings import Finding, Position, error

__all__ = ["Document", "Node", "Path", "dotted", "load_file", "read_document"]

MAX_VALUES: Final = 50_000
MAX_DEPTH: Final = 24

_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})


def read_document(raw: bytes, file: str) -> tuple[Document | None, tuple[Finding, ...]]:
    """Read one YAML file; never raises, whatever the bytes.

    Gives the data wherever there is enough to go on with, beside all that is wrong with the file; None with at least
    one finding otherwise. ``file`` is the path that positions name.
    """
    if len(raw) > MAX_BYTES:
        return None, (error("file-too-large", Position(file=file), size=len(raw), limit=MAX_BYTES),)
    text = decode(raw, file)
    if isinstance(text, Finding):
        return None, (text,)
    text, found = clean(text, file)
    walk = _Walk(file, text)
    document = walk.document()
    if document is not None:
        found = [replace(finding, field=dotted(document.path_at(finding.position))) for finding in found]
    return document, tuple(sorted((*found, *walk.findings), key=lambda finding: finding.position))


class _Stop(Exception):  # noqa: N818 - the end of a walk, not a fault
    """Ends the walk where going on would be useless or dangerous."""


class _Walk:
    """One pass over the events of a text: its data, the marks, and everything that is wrong."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.findings: list[Finding] = []
        self.root: Node = None
        self.usable = True
        self._marks: list[int] = []
        self._open: list[dict[str, Node] | list[Node]] = []  # the containers being filled, outermost first
        self._repeated: list[tuple[Path, str, int]] = []
        self._misnamed = False

    def document(self) -> Document | None:
        """The data of the whole text, or None where the record's checks could not go on with it."""
        try:
            self._walk()
        except _Stop:
            self.usable = False
        except yaml.YAMLError as problem:
            self.usable = False
            self._explain(problem)
        data = self.root if isinstance(self.root, dict) else {}
        document = Document(self.file, data, self._marks or [0])
        if self.usable and slips.looks_loose(self.text):
            self._refuse_loose_lines(document)
        if self.usable and data is not self.root and not self.findings:
            self._refuse("empty-file" if self.root is None else "not-a-mapping", min(self._marks, default=0))
        if "\\" in self.text:
            self._refuse_escaped(document)
        if self._misnamed:
            self._refuse_repeated(document)
            document = document.without_private_names()
        return document if self.usable and data is self.root else None

    def _walk(self) -> None:
        """Fill data and marks: one tight loop, since a publication has ten thousand files."""
        next_event: Callable[[], Any] = CSafeLoader(self.text).get_event
        opened, marks = self._open, self._marks
        inner: Any = None  # the innermost open list or mapping
        name: str | None = None  # under which the next value goes, where that is a mapping
        while (kind := type(event := next_event())) is not StreamEndEvent:
            if kind is AliasEvent:
                event, kind = self._refuse_alias(event), ScalarEvent
            if kind is ScalarEvent:
                start = event.start_mark
                marks.append(start.line * LINE + start.column)
                if event.anchor is not None or event.tag is not None:
                    self._refuse_properties(event)
                value = None if event.value in _NULLS and not event.style else event.value
                if name is not None:
                    inner[name] = value
                    name = None
                elif type(inner) is list:
                    inner.append(value)
                elif inner is None:
                    self.root = value
                elif value is None or value in inner:
                    name = self._refuse_name(value)
                else:
                    name = intern(value)
                if len(marks) > MAX_VALUES:
                    self._stop("too-many-values", limit=MAX_VALUES)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                start = event.start_mark
                marks.append(start.line * LINE + start.column)
                if event.anchor is not None or event.tag is not None:
                    self._refuse_properties(event)
                child: Any = {} if kind is MappingStartEvent else []
                if len(opened) == MAX_DEPTH:
                    self._stop("too-deep", limit=MAX_DEPTH)
                if name is not None:
                    inner[name] = child
                    name = None
                elif type(inner) is list:
                    inner.append(child)
                elif inner is None:
                    self.root = child
                else:
                    self._stop("key-not-text")
                opened.append(child)
                inner = child
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                opened.pop()
                inner = opened[-1] if opened else None
            elif kind is DocumentStartEvent and marks:
                marks.append(event.start_mark.line * LINE)
                return self._refuse("second-document", marks.pop())

    def _refuse(self, code: str, mark: int | None = None, path: Path = (), **arguments: Any) -> None:
        place = self._position(self._marks[-1] if mark is None else mark)
        self.findings.append(error(code, place, dotted(path), **arguments))

    def _position(self, mark: int) -> Position:
        return Position(file=self.file, line=mark // LINE + 1, column=mark % LINE + 1)

    def _stop(self, code: str, **arguments: Any) -> NoReturn:
        self._refuse(code, path=self._path(), **arguments)
        raise _Stop

    def _path(self) -> Path:
        """The way to the innermost open container, which is always the newest child of the one around it."""
        return tuple(len(outer) - 1 if isinstance(outer, list) else next(reversed(outer)) for outer in self._open[:-1])

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse("yaml-anchor", path=self._path(), name=f"&{event.anchor}")
        if event.tag is not None:
            self._refuse("yaml-tag", path=self._path(), name=event.tag.replace("tag:yaml.org,2002:", "!!"))

    def _refuse_alias(self, event: Any) -> ScalarEvent:
        """Report an alias, and let the walk go on with its name as if it were text."""
        self.usable = False
        text = f"*{event.anchor}"
        mark = event.start_mark.line * LINE + event.start_mark.column
        self._refuse("yaml-anchor", mark, self._path(), name=text)
        return ScalarEvent(None, None, (True, False), text, event.start_mark, event.end_mark, "")

    def _refuse_name(self, name: str | None) -> str:
        """Report an empty or repeated name; the value goes under a private one, taken out again at the end."""
        self._misnamed = True
        if name is None:
            self._refuse("key-not-text", path=self._path())
        else:
            self._repeated.append((self._path(), name, self._marks[-1]))
        return f"{PRIVATE}{len(self._marks)}{PRIVATE}{name or ''}"

    def _refuse_repeated(self, document: Document) -> None:
        """Report names given twice, with the place of the first, now that all places are known."""
        for path, name, mark in self._repeated:
            first = document.key_position((*path, name))
            field = dotted((*path, name))
            item = str(path[-1] + 1) if path and isinstance(path[-1], int) else ""
            repeated = error(
                "duplicate-key", self._position(mark), field, related=(first,), name=name, line=first.line, item=item
            )
            self.findings.append(repeated)

    def _refuse_escaped(self, document: Document) -> None:
        """Report unfit characters that came in as escapes, such as ``"\\u200B"``, at the text that holds them."""
        for path, position, text in document.texts():
            if character := find_unfit(text):
                self.findings.append(replace(unfit(character, position), field=dotted(path)))

    def _refuse_loose_lines(self, document: Document) -> None:
        """Report lines that were meant as ``name: value`` or ``- value`` and are valid YAML all the same, as text."""
        starts = set(self._marks)
        lines = slips.split_lines(self.text)
        running = False  # whether the line before was one, so that this one may continue the same text
        for number, line in slips.structure(lines):
            mark = (number - 1) * LINE + len(line) - len(line.lstrip(" "))
            slip = slips.loose_slip(line, number) if slips.looks_loose(line) else None
            running = slip is not None and (running or mark in starts)
            if slip and running:
                path = document.path_at(self._position(mark))
                self._add_slip(slip, path)

    def _explain(self, problem: yaml.YAMLError) -> None:
        """Report why the parser gave up: by slips seen on their own lines, else by its own words."""
        lines = slips.split_lines(self.text)
        said = _problem(problem)
        found = slips.find_slips(lines)
        for slip in found:
            self._add_slip(slip)
        if not any(slip.line <= said.line for slip in found):
            self._add_slip(slips.explain_problem(lines, said))

    def _add_slip(self, slip: slips.Slip, path: Path = ()) -> None:
        arguments: dict[str, Any] = {**slip.arguments}
        self._refuse(slip.code, (slip.line - 1) * LINE + slip.column - 1, path, **arguments)


def _problem(problem: yaml.YAMLError) -> slips.Problem:
    """What a parser's exception says, in plain values; the beginning of the file where it names no place."""
    mark, context = getattr(problem, "problem_mark", None), getattr(problem, "context_mark", None)
    return slips.Problem(
        said=str(getattr(problem, "problem", None) or getattr(problem, "reason", None) or ""),
        line=mark.line + 1 if mark else 1,
        column=mark.column + 1 if mark else 1,
        context=str(getattr(problem, "context", None) or ""),
        context_line=context.line + 1 if context else 0,
        context_column=context.column + 1 if context else 0,
    )
