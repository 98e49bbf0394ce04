"""The report for programs: a list of plain objects."""

from __future__ import annotations

import json
from collections.abc import Iterable

from generator.findings import Finding
from generator.reports.shown import encodable, fit_to_show
from generator.reports.text import Sources
from generator.reports.wording import Wording, in_order


def to_json(findings: Iterable[Finding], wording: Wording, sources: Sources) -> str:
    """A list of ``{code, severity, file, line, column, field, message, hint}``."""
    listed = [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "file": encodable(finding.position.file),
            "line": finding.position.line,
            "column": finding.position.column,
            "field": fit_to_show(finding.field),
            "message": wording.message(finding),
            "hint": wording.hint(finding),
        }
        for finding in in_order(findings)
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
