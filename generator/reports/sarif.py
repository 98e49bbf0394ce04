"""The report as SARIF 2.1.0 (OASIS), for code scanning."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from generator.findings import Finding, Position
from generator.reports.gitlab import fingerprint
from generator.reports.shown import encodable
from generator.reports.text import Sources
from generator.reports.wording import Wording, in_order


def to_sarif(findings: Iterable[Finding], wording: Wording, sources: Sources) -> str:
    """One run with a rule for every code that occurs and a result for every finding."""
    ordered = in_order(findings)
    codes = sorted({finding.code for finding in ordered})
    rules = [{"id": code, "fullDescription": {"text": wording.explanation(code)}} for code in codes]
    seen: Counter[str] = Counter()
    results = [
        {
            "ruleId": finding.code,
            "ruleIndex": codes.index(finding.code),
            "level": finding.severity.value,
            "message": {"text": " ".join(filter(None, (wording.message(finding), wording.hint(finding))))},
            "locations": [_location(finding.position)],
            "relatedLocations": [_location(position) for position in finding.related],
            "partialFingerprints": {"place/v1": fingerprint(finding, seen)},
        }
        for finding in ordered
    ]
    run = {
        "tool": {"driver": {"name": "generator", "rules": rules}},
        "language": wording.language,
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _location(position: Position) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(encodable(position.file))},
            "region": {"startLine": position.line, "startColumn": position.column},
        }
    }
