"""The report as JUnit XML, which every CI system can read."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from xml.etree import ElementTree as Xml

from generator.findings import Finding
from generator.reports.shown import fit_to_show
from generator.reports.text import Sources
from generator.reports.wording import Wording, in_order


def to_junit(findings: Iterable[Finding], wording: Wording, sources: Sources) -> str:
    """A suite for each file with findings: errors are failures, warnings are passed cases that print something."""
    ordered = in_order(findings)
    suites = Xml.Element("testsuites", {"name": "generator check", **_totals(ordered)})
    for file, group in groupby(ordered, key=lambda finding: finding.position.file):
        in_file = list(group)
        suite = Xml.SubElement(suites, "testsuite", {"name": fit_to_show(file), **_totals(in_file)})
        for finding in in_file:
            _add_case(suite, finding, wording)
    if not ordered:
        suite = Xml.SubElement(suites, "testsuite", name="generator check", tests="1", failures="0", errors="0")
        Xml.SubElement(suite, "testcase", name=wording.word("nothing_found"), classname="check")
    Xml.indent(suites)
    return Xml.tostring(suites, encoding="unicode", xml_declaration=False) + "\n"


def _totals(findings: list[Finding]) -> dict[str, str]:
    failures = sum(finding.is_error for finding in findings)
    return {"tests": str(max(1, len(findings))), "failures": str(failures), "errors": "0"}


def _add_case(suite: Xml.Element, finding: Finding, wording: Wording) -> None:
    place = finding.position
    name = f"{finding.code} {place.line}:{place.column} {fit_to_show(finding.field)}".rstrip()
    case = Xml.SubElement(suite, "testcase", name=name, classname=fit_to_show(place.file), line=str(place.line))
    told = " ".join(filter(None, (wording.message(finding), wording.hint(finding))))
    if finding.is_error:
        Xml.SubElement(case, "failure", type=finding.code, message=wording.message(finding)).text = told
    else:
        Xml.SubElement(case, "system-out").text = told
