"""Records of money that checks are tried on, and their findings as an editor reads them."""

from __future__ import annotations

from generator.findings import Finding
from generator.reports.wording import Wording
from tests.publications import only

ROAD = "title: {zh: 道路, en: Road}\nsources: gazette\n"
FUND = "title: {zh: 资金, en: Fund}\nsources: gazette\nfunder: bureau\n"
SECOND = ROAD.replace("道路", "桥").replace("Road", "Bridge")


def told(finding: Finding) -> str:
    """The finding as an editor reads it in English, with the places on both sides."""
    places = [finding.position, *finding.related]
    written = ", ".join(f"{place.file.removeprefix('data/')}:{place.line}" for place in places)
    return f"{finding.severity} {written} {Wording('en').message(finding)}"


def coded(findings: tuple[Finding, ...], code: str) -> Finding:
    return only(finding for finding in findings if finding.code == code)
