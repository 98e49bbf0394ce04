"""The report for people: each finding with the line it is about and a caret under the place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, groupby
from typing import Final

from generator.findings import Finding, Position
from generator.reports.shown import fit_to_show, width
from generator.reports.wording import Wording, in_order
from generator.slips import split_lines

Sources = Callable[[str], str | None]
"""Gives a file's text for snippets, or None where there is none to show."""

Paint = Callable[[str, str], str]
"""Puts words in a colour, or does not."""

MOST_PER_FILE: Final = 20
_WIDEST: Final = 100  # columns of a snippet
_BEFORE: Final = 30  # characters kept before the place, in a line that is too long

_RED, _YELLOW, _BOLD, _BLUE, _PLAIN = "\033[31m", "\033[33m", "\033[1m", "\033[34m", "\033[0m"


def to_text(findings: Iterable[Finding], wording: Wording, sources: Sources, *, colour: bool = False) -> str:
    """All findings by place, at most 20 a file, and a last line that counts them and says what to do next."""
    findings = in_order(findings)
    paint = _paint if colour else _leave
    lines: list[str] = []
    for file, group in groupby(findings, key=lambda finding: finding.position.file):
        in_file = list(group)
        source = split_lines(sources(file) or "")
        for finding in in_file[:MOST_PER_FILE]:
            lines += _described(finding, wording, source, paint)
        if len(in_file) > MOST_PER_FILE:
            lines.append(f"{fit_to_show(file)}: {wording.count('more', len(in_file) - MOST_PER_FILE)}")
    lines.append(closing_line(findings, wording))
    return "\n".join(lines) + "\n"


def closing_line(findings: Iterable[Finding], wording: Wording) -> str:
    """How many errors and warnings there are, and what to do next."""
    severities = [finding.is_error for finding in findings]
    errors, warnings = severities.count(True), severities.count(False)
    if not severities:
        return wording.word("nothing_found")
    counted = [wording.count("errors", errors)] if errors else []
    counted += [wording.count("warnings", warnings)] if warnings else []
    return wording.word("and").join(counted) + wording.word("fix_errors" if errors else "fix_warnings")


def _described(finding: Finding, wording: Wording, source: list[str], paint: Paint) -> Iterator[str]:
    colour = _RED if finding.is_error else _YELLOW
    code = paint(f"{wording.label(finding.severity)}[{finding.code}]", colour)
    field = f" {paint(fit_to_show(finding.field), _BOLD)}:" if finding.field else ":"
    yield f"{_place(finding.position)}: {code}{field} {wording.message(finding)}"
    hint = wording.hint(finding)
    snippet = _snippet(finding.position, source)
    if snippet:
        shown, columns = snippet
        yield f"{finding.position.line:>4} | {shown}"
        yield f"     | {' ' * columns}{paint('^', colour)}{' ' + paint(hint, _BLUE) if hint else ''}"
    elif hint:
        yield f"     = {paint(hint, _BLUE)}"
    for position in finding.related:
        yield f"     = {wording.word('see_also', place=_place(position))}"


def _place(position: Position) -> str:
    return f"{fit_to_show(position.file)}:{position.line}:{position.column}"


def _snippet(position: Position, source: list[str]) -> tuple[str, int] | None:
    """The line, cut around the place where it is long, and the columns before the place; None where it is empty."""
    if not 0 < position.line <= len(source):
        return None
    line = fit_to_show(source[position.line - 1]).rstrip()
    before = min(position.column - 1, len(line))
    if not line:
        return None
    if width(line) > _WIDEST and before > _BEFORE:
        line, before = "…" + line[before - _BEFORE :], _BEFORE + 1
    return _cut(line), width(line[:before])


def _cut(line: str) -> str:
    columns = accumulate(width(character) for character in line)
    fitting = sum(column <= _WIDEST for column in columns)
    return line if fitting == len(line) else line[:fitting] + "…"


def _paint(words: str, colour: str) -> str:
    return f"{colour}{words}{_PLAIN}"


def _leave(words: str, colour: str) -> str:
    return words
