"""Findings in words, in the form that a person, an editor or a CI system can use.

One function a format, each ``(findings, wording, sources) -> str``; ``FORMATS`` names them as ``--format`` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from generator.findings import Finding
from generator.reports.github import to_github
from generator.reports.gitlab import to_gitlab
from generator.reports.json import to_json
from generator.reports.junit import to_junit
from generator.reports.sarif import to_sarif
from generator.reports.text import Sources, closing_line, to_text
from generator.reports.wording import LANGUAGES, Wording, in_order

Report = Callable[[Iterable[Finding], Wording, Sources], str]
"""The findings as one text in some format; ``sources`` gives a file's text for snippets."""

FORMATS: Final[Mapping[str, Report]] = {
    "text": to_text, "json": to_json, "github": to_github, "gitlab": to_gitlab, "sarif": to_sarif, "junit": to_junit,
}  # fmt: skip

DIFFERENCE_FORMATS: Final = ("html", "json", "markdown", "text")
"""Those of what differs between two states, which :mod:`generator.reports.difference` writes."""

__all__ = [
    "DIFFERENCE_FORMATS", "FORMATS", "LANGUAGES", "Report", "Sources", "Wording", "closing_line", "in_order", "to_text",
]  # fmt: skip
