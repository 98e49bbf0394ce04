"""The report for GitLab's Code Quality, shown in merge requests."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable

from generator.findings import Finding, Severity
from generator.reports.shown import encodable
from generator.reports.text import Sources
from generator.reports.wording import Wording, in_order

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def to_gitlab(findings: Iterable[Finding], wording: Wording, sources: Sources) -> str:
    """A list of issues. Lines move, so the fingerprint rests on file, field, code and how many were alike before."""
    seen: Counter[str] = Counter()
    issues = []
    for finding in in_order(findings):
        issues.append(
            {
                "description": " ".join(filter(None, (wording.message(finding), wording.hint(finding)))),
                "check_name": finding.code,
                "fingerprint": fingerprint(finding, seen),
                "severity": _SEVERITIES[finding.severity],
                "location": {"path": encodable(finding.position.file), "lines": {"begin": finding.position.line}},
            }
        )
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def fingerprint(finding: Finding, seen: Counter[str]) -> str:
    """What this finding is recognised by in another run: unique within one run, the same when lines move."""
    same = "\0".join((finding.position.file, finding.field, finding.code))
    seen[same] += 1
    return hashlib.sha256(f"{same}\0{seen[same]}".encode("utf-8", "backslashreplace")).hexdigest()
