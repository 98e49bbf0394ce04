"""Claims that cannot be held against anything."""

from __future__ import annotations

import pytest

from tests.checks.conftest import Findings
from tests.publications import only, shown

ROAD = "title: {zh: 道路, en: Road}\nsources: gazette\n"
HEAD = "title: {zh: 说法, en: Claim}\nsources: gazette\n"
MONEY = HEAD + "measure: amount\nfigure: {value: 3亿元, basis: planned}\n"
PEOPLE = "figure: {value: %s, counts: {zh: 受益的人, en: people who benefit}}\n"
SCOPE = "scope: {programme: whole}\n"


def test_a_claim_with_figure_and_source_is_sound(findings: Findings) -> None:
    assert shown(findings({"claims/money": MONEY})) == []


def test_a_claim_without_a_source_is_refused(findings: Findings) -> None:
    found = only(findings({"claims/money": MONEY.replace("sources: gazette\n", "")}))
    assert (found.code, found.is_error, found.field) == ("missing-field", True, "sources")
    empty = only(findings({"claims/money": MONEY.replace("sources: gazette", "sources: []")}))
    assert (empty.code, empty.is_error) == ("list-empty", True)


@pytest.mark.parametrize(
    ("figure", "measure", "suggestion"),
    [
        ("{value: 3亿元, basis: planned}", "records", "amount"),
        ("{value: 3亿元}", "output", "amount"),
        ("{value: 138, unit: project, counts: {zh: 项, en: p}}", "amount", "records"),
        ("{value: 1951, unit: work, counts: {zh: 工程, en: works}}", "records", "output"),
    ],
)
def test_a_measure_that_does_not_go_with_the_figure_is_refused_with_the_one_that_does(
    findings: Findings, figure: str, measure: str, suggestion: str
) -> None:
    found = only(findings({"claims/said": f"{HEAD}measure: {measure}\nfigure: {figure}\n"}))
    assert (found.code, found.position.line, found.arguments["suggestion"]) == ("claim-measure", 3, suggestion)


def test_a_claim_without_a_figure_is_none(findings: Findings) -> None:
    found = only(findings({"claims/said": HEAD + "measure: amount\nfigure: not-stated\n"}))
    assert (found.code, found.position.line) == ("claim-without-figure", 4)


def test_a_bare_number_needs_its_unit(findings: Findings) -> None:
    codes = {finding.code for finding in findings({"claims/said": HEAD + "measure: output\nfigure: 138\n"})}
    assert codes == {"missing-field"}
    counted = HEAD + "measure: output\nfigure: {value: 138, counts: {zh: 村, en: villages}}\n"
    assert {finding.code for finding in findings({"claims/said": counted})} == {"unit-missing"}


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("scope: {stated: true}\n", "claim-scope-empty"),
        ("scope: {kind: fund, place: 630121}\n", "claim-scope"),
        ("may_include: [{reason: {zh: 可能, en: maybe}}]\n", "claim-names-nothing"),
        ("scope: {programme: nowhere}\n", "reference-unknown"),
        ("scope: {category: raods}\n", "term-unknown"),
        ("may_include: [{project: road, reason: 可能}]\n", "translation-missing"),
        ("includes: [{project: road}]\n", "missing-field"),
    ],
)
def test_a_scope_and_its_lines_name_something_that_there_is(findings: Findings, lines: str, code: str) -> None:
    found = findings({"claims/money": MONEY + lines, "projects/road": ROAD})
    assert [finding.code for finding in found if finding.position.file.startswith("data/claims/")] == [code]


def test_records_that_exceed_a_claim_are_published_without_a_finding(findings: Findings) -> None:
    part = ROAD.replace("道路", "段").replace("Road", "Part")
    part += "part_of: whole\nbudget: {value: 9亿元, basis: planned}\n"
    records = {"claims/money": MONEY + SCOPE, "projects/whole": ROAD + "form: programme\n", "projects/part": part}
    assert shown(findings(records)) == []


@pytest.mark.parametrize(("claimed", "refused"), [("1005人", True), ("1010人", False), ("1000人", False)])
def test_a_count_of_people_must_not_leave_a_few_over(findings: Findings, claimed: str, refused: bool) -> None:
    part = ROAD.replace("道路", "段").replace("Road", "Part") + "part_of: whole\n"
    part += "beneficiaries: [{value: 1000人, counts: {zh: 受益的人, en: people who benefit}}]\n"
    said = HEAD + "measure: output\n" + PEOPLE % claimed + SCOPE
    found = findings({"claims/people": said, "projects/whole": ROAD + "form: programme\n", "projects/part": part})
    assert [one.code for one in found] == (["people-derivable"] if refused else [])
