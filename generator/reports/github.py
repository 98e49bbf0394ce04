"""The report as GitHub workflow commands, which become annotations on the changed lines."""

from __future__ import annotations

from collections.abc import Iterable

from generator.findings import Finding
from generator.reports.shown import encodable
from generator.reports.text import Sources, closing_line
from generator.reports.wording import Wording, in_order


def to_github(findings: Iterable[Finding], wording: Wording, sources: Sources) -> str:
    """One command a finding, errors first since only ten of each are shown, and the closing line as plain text.

    Every sign by which text could end a command or begin another is escaped.
    """
    ordered = sorted(in_order(findings), key=lambda finding: not finding.is_error)
    commands = [_command(finding, wording) for finding in ordered]
    return "\n".join([*commands, closing_line(ordered, wording)]) + "\n"


def _command(finding: Finding, wording: Wording) -> str:
    place = finding.position
    properties = {"file": encodable(place.file), "line": place.line, "col": place.column, "title": finding.code}
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    told = " ".join(filter(None, (wording.message(finding), wording.hint(finding))))
    return f"::{finding.severity.value} {listed}::{_data(told)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
