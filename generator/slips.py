"""Guesses at what an editor meant where YAML no longer understands the line: the slips that people really make.

Pure: lines of text in, slips out. A slip is a finding's code, its place (line and column from 1) and its arguments;
``suggestion`` is always the line as it should read, without its indentation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

_LEAD: Final = r"(?P<lead>[ ]*(?:- +)*)"
_WIDE_COLON: Final = re.compile(_LEAD + r"(?P<key>[A-Za-z_][\w-]*)[ \u3000]*：[ \u3000]*(?P<rest>.*)")
_WIDE_COLON_CHINESE: Final = re.compile(_LEAD + r"(?P<key>[\u4e00-\u9fff]{1,12})[ \u3000]*：[ \u3000]*(?P<rest>.*)")
_NO_SPACE: Final = re.compile(_LEAD + r"(?P<key>[a-z_][a-z0-9_]*):(?P<rest>[^\s:/].*)")
_NO_DASH_SPACE: Final = re.compile(r"(?P<lead>[ ]*)-(?P<rest>[^\s\d-].*)")
_TAB: Final = re.compile(r" *\t[\s]*(?=[^\s#])")
_CONFLICT: Final = re.compile(r"(<{7}|={7}|>{7}|\|{7})( .*)?$")
_BLOCK_TEXT: Final = re.compile(r"(?P<indent> *).*(?:: |- )[|>][0-9+-]{0,2}\s*(?:#.*)?$")
_PAIR: Final = re.compile(_LEAD + r"(?P<key>[^\s:#][^:#]*?): +(?P<value>\S.*)")
_WIDE_COMMA: Final = re.compile(r"[，、；](?=\s*[a-z_]+\s*[:：])")
_LOOSE: Final = re.compile(r"^[ ]*(?:[a-z_][a-z0-9_-]*(?:[ \u3000]*：|:(?=[^\s:/]))|-(?=[^\s\d-]))", re.MULTILINE)


@dataclass(frozen=True)
class Slip:
    """A mistake in the writing, not yet tied to a file."""

    code: str
    line: int
    column: int
    arguments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """What the YAML parser said, with places from 1; a context line of 0 stands for none."""

    said: str
    line: int
    column: int
    context: str = ""
    context_line: int = 0
    context_column: int = 0


def split_lines(text: str) -> list[str]:
    """The lines as YAML and editors count them: ended by LF, CRLF or CR, never by rarer separators."""
    return re.split(r"\r\n|\n|\r", text)


def looks_loose(text: str) -> bool:
    """Whether a line may be a pair or a list item that YAML reads as running text; quick, for every file."""
    return _LOOSE.search(text) is not None


def loose_slip(line: str, number: int) -> Slip | None:
    """The pair or list item that this line was meant to be, if YAML takes it for running text.

    >>> loose_slip("  zh：西宁", 3)
    Slip(code='yaml-fullwidth-colon', line=3, column=5, arguments={'suggestion': 'zh: 西宁'})
    """
    if wide := _WIDE_COLON.match(line):
        return _pair("yaml-fullwidth-colon", wide, number, line.index("：", wide.end("key")) + 1)
    if tight := _NO_SPACE.match(line):
        return _pair("yaml-colon-space", tight, number, tight.end("key") + 1)
    if dash := _NO_DASH_SPACE.match(line):
        return Slip("yaml-dash-space", number, dash.end("lead") + 1, {"suggestion": f"- {dash['rest']}".rstrip()})
    return None


def find_slips(lines: Sequence[str]) -> list[Slip]:
    """Every slip that shows on its own line, outside block texts and comments; for a file that does not parse."""
    return [slip for number, line in structure(lines) if (slip := _line_slip(line, number))]


def explain_problem(lines: Sequence[str], problem: Problem) -> Slip:
    """The likeliest reason for what the parser complained about; ``yaml-syntax`` when none is known."""
    line = lines[problem.line - 1] if problem.line <= len(lines) else ""
    character = line[problem.column - 1 : problem.column]
    for number in (problem.context_line, problem.line, problem.line - 1):
        if 0 < number <= len(lines) and (chinese := _WIDE_COLON_CHINESE.match(lines[number - 1])):
            place = lines[number - 1].index("：", chinese.end("key")) + 1
            return _pair("yaml-fullwidth-colon", chinese, number, place)
    if problem.context == "while scanning a quoted scalar":
        return Slip("yaml-quote-open", problem.context_line, problem.context_column)
    if problem.context == "while parsing a quoted scalar" and "escape" in problem.said:
        start = line.rfind("\\", 0, problem.column)
        return Slip("yaml-escape", problem.line, start + 1, {"found": line[start : start + 2]})
    if problem.context.startswith("while parsing a flow"):
        if character in {"，", "、", "；"}:
            return Slip("yaml-fullwidth-comma", problem.line, problem.column, {"found": character})
        # What the parser stumbles over is mostly the colon of the next pair, since the comma before it was none.
        if wide := _WIDE_COMMA.search(line):
            return Slip("yaml-fullwidth-comma", problem.line, wide.start() + 1, {"found": wide[0]})
        opening = "{" if "mapping" in problem.context else "["
        return Slip("yaml-bracket-open", problem.context_line, problem.context_column, {"found": opening})
    return _quoting_slip(line, problem) or _shape_slip(lines, problem)


def _quoting_slip(line: str, problem: Problem) -> Slip | None:
    """A text that needs quotes: it starts with a sign that YAML keeps for itself, or holds ``: ``."""
    pair = _PAIR.match(line)
    if not pair or problem.column <= pair.end("key") + 1:
        return None
    value, column = pair["value"].rstrip(), pair.start("value") + 1
    suggestion = f"{pair['key']}: {quoted(value)}"
    if problem.said == "mapping values are not allowed in this context":
        return Slip("yaml-colon-in-text", problem.line, problem.column, {"suggestion": suggestion})
    if value[0] in "\"'":
        inner = f"{pair['key']}: {quoted(value.replace(value[0], ''))}"
        return Slip("yaml-quote-rest", problem.line, problem.column, {"suggestion": inner})
    if value[0] in "@`*!&%|>[]{},?":
        return Slip("yaml-start-character", problem.line, column, {"found": value[0], "suggestion": suggestion})
    return None


def _shape_slip(lines: Sequence[str], problem: Problem) -> Slip:
    if problem.said == "could not find expected ':'":
        return Slip("yaml-no-colon", problem.context_line, problem.context_column)
    if problem.said in {"did not find expected key", "mapping values are not allowed in this context"}:
        line = lines[problem.line - 1] if problem.line <= len(lines) else ""
        return Slip("yaml-indentation", problem.line, len(line) - len(line.lstrip(" ")) + 1)
    if problem.said == "did not find expected '-' indicator" and problem.line <= len(lines):
        bare = lines[problem.line - 1].lstrip(" ")
        if not bare.startswith("-"):  # a field of a list item, one column to the left or right of the others
            return Slip("yaml-indentation", problem.line, len(lines[problem.line - 1]) - len(bare) + 1)
    return Slip("yaml-syntax", problem.line, problem.column, {"said": problem.said})


def quoted(text: str) -> str:
    """The text in YAML quotes that need the least escaping.

    >>> quoted("a: b"), quoted("it's")
    ('"a: b"', '"it\\'s"')
    """
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _line_slip(line: str, number: int) -> Slip | None:
    if _CONFLICT.match(line):
        return Slip("merge-conflict", number, 1)
    if tab := _TAB.match(line):
        fixed = line[: tab.end()].replace("\t", "  ") + line[tab.end() :]
        return Slip("yaml-tab", number, line.index("\t") + 1, {"suggestion": fixed.rstrip()})
    return loose_slip(line, number)


def _pair(code: str, match: re.Match[str], line: int, column: int) -> Slip:
    dashes = match["lead"].lstrip(" ")
    return Slip(code, line, column, {"suggestion": f"{dashes}{match['key']}: {match['rest']}".rstrip()})


def structure(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines that are neither empty, nor comments, nor inside a ``|`` or ``>`` text, with their numbers from 1."""
    block: int | None = None
    for number, line in enumerate(lines, 1):
        bare = line.lstrip(" ")
        indent = len(line) - len(bare)
        if not bare.strip() or bare.startswith("#") or (block is not None and indent > block):
            continue
        start = _BLOCK_TEXT.match(line)
        block = len(start["indent"]) if start else None
        yield number, line
