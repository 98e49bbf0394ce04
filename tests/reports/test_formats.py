"""One list of findings in every format."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from generator.findings import Finding, Position, error, warning
from generator.reading import read_document
from generator.reports import FORMATS, Wording, to_text
from generator.reports.shown import width

GOLDEN = Path(__file__).parent / "golden"

SOURCE = """\
title：西宁市12345热线
summary: {zh: 一号对外, en: one number}
budget:
  - value: 120万
    note: 联系人 13897001234
stauts: completion
title: x
"""


def at(line: int, column: int, file: str = "data/projects/x.yml") -> Position:
    return Position(file=file, line=line, column=column)


FINDINGS = (
    warning("translation-missing", at(1, 1), "title", language="en"),
    error("yaml-fullwidth-colon", at(1, 6), suggestion="title: 西宁市12345热线"),
    error("money-unit", at(4, 12), "budget.0.value", given="120万", suggestion="120 万元"),
    error("personal-data", at(5, 11), "budget.0.note", what="mobile"),
    error("unknown-field", at(6, 1), "stauts", name="stauts", suggestion="status"),
    error("duplicate-key", at(7, 1), "title", related=(at(1, 1),), name="title", line=1),
    error("id-form", at(1, 1, "data/sites/西宁 图书馆.yml"), id="西宁 图书馆"),
)


def sources(file: str) -> str | None:
    return SOURCE if file == "data/projects/x.yml" else None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_text_report_is_as_the_golden_file_has_it(language: str) -> None:
    report = to_text(FINDINGS, Wording(language), sources)
    assert report == (GOLDEN / f"report.{language}.txt").read_text(encoding="utf-8")


def test_the_caret_stands_under_the_place_behind_wide_characters() -> None:
    text = "a: 西宁，西宁\n"
    lines = to_text([error("yes-no", at(1, 7), given="x")], Wording("zh"), lambda file: text).split("\n")
    snippet, caret = lines[1], lines[2]
    before = snippet.index("西宁", snippet.index("西宁") + 1)
    assert width(snippet[:before]) == caret.index("^")


def test_a_long_line_is_cut_around_the_place() -> None:
    text = "a: " + "西" * 2000 + "!" + "宁" * 2000
    report = to_text([error("yes-no", at(1, 2004), given="x")], Wording("zh"), lambda file: text)
    snippet, caret = report.split("\n")[1:3]
    assert width(snippet) < 120
    column = caret.index("^")
    assert width(snippet[: snippet.index("!")]) == column


def test_nothing_of_the_file_reaches_the_terminal_but_text() -> None:
    text = "a: \x1b[31mred 13897001234 ##[error]x\n"
    finding = error("control-character", at(1, 4), code_point="U+001B", name="ESCAPE")
    report = to_text([finding], Wording("zh"), lambda file: text)
    assert "\x1b" not in report and "13897001234" not in report and "##[" not in report


def test_a_file_shows_twenty_findings_and_counts_the_others() -> None:
    report = to_text([error("yes-no", at(line, 1), given="x") for line in range(1, 34)], Wording("en"), sources)
    assert report.count("error[yes-no]") == 20
    assert "13 more findings in this file are not listed." in report
    assert report.rstrip().split("\n")[-1].startswith("33 errors. ")


def test_findings_come_in_the_order_of_the_file_whatever_order_they_were_found_in() -> None:
    for report in FORMATS.values():
        wording = Wording("zh")
        assert report(FINDINGS, wording, sources) == report(tuple(reversed(FINDINGS)), wording, sources)


def test_nothing_found_is_said_so() -> None:
    assert to_text([], Wording("en"), sources) == "Nothing to correct.\n"
    assert to_text([], Wording("zh"), sources) == "没有发现问题。\n"


def test_one_is_not_plural() -> None:
    report = to_text([FINDINGS[0], FINDINGS[1]], Wording("en"), sources)
    assert report.rstrip().split("\n")[-1].startswith("1 error, 1 warning. ")


def test_colours_only_add_to_the_text() -> None:
    coloured = to_text(FINDINGS, Wording("zh"), sources, colour=True)
    assert "\x1b[31m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == to_text(FINDINGS, Wording("zh"), sources)


def test_json_is_a_list_of_plain_objects() -> None:
    listed = json.loads(FORMATS["json"](FINDINGS, Wording("zh"), sources))
    assert len(listed) == len(FINDINGS)
    assert listed[2] == {
        "code": "money-unit", "severity": "error", "file": "data/projects/x.yml", "line": 4, "column": 12,
        "field": "budget.0.value", "message": "“120万”缺少“元”字", "hint": "写成“120 万元”",
    }  # fmt: skip


def test_github_commands_are_one_a_line_with_errors_first() -> None:
    *commands, closing = FORMATS["github"](FINDINGS, Wording("en"), sources).splitlines()
    kinds = [command.split(" ")[0] for command in commands]
    assert kinds == ["::error"] * 6 + ["::warning"]
    assert "::error file=data/projects/x.yml,line=4,col=12,title=money-unit::" in commands[1]
    assert closing.startswith("6 errors, 1 warning")


def test_no_text_can_begin_another_github_command() -> None:
    evil = "x\n::error file=a::b\r::set-output name=x::y%0A##[add-path]z"
    finding = error("choice", at(1, 1, "data/a,b:c%\n::x.yml"), given=evil, allowed="a")
    (line, _) = FORMATS["github"]([finding], Wording("en"), sources).splitlines()
    properties, _, message = line.removeprefix("::error ").partition("::")
    assert properties == "file=data/a%2Cb%3Ac%25%0A%3A%3Ax.yml,line=1,col=1,title=choice"
    assert "%0A" not in message.replace("%250A", "") and "##[" not in line


def test_gitlab_issues_have_fingerprints_that_are_unique_and_stay_when_lines_move() -> None:
    twice = [*FINDINGS, error("unknown-field", at(9, 1), "stauts", name="stauts", suggestion="status")]
    issues = json.loads(FORMATS["gitlab"](twice, Wording("zh"), sources))
    assert set(issues[0]) == {"description", "check_name", "fingerprint", "severity", "location"}
    assert {issue["severity"] for issue in issues} == {"major", "minor"}
    assert issues[1]["location"] == {"path": "data/projects/x.yml", "lines": {"begin": 1}}
    prints = [issue["fingerprint"] for issue in issues]
    assert len(set(prints)) == len(prints)
    moved = [_moved(finding) for finding in twice]
    assert [issue["fingerprint"] for issue in json.loads(FORMATS["gitlab"](moved, Wording("en"), sources))] == prints


def _moved(finding: Finding) -> Finding:
    place = finding.position
    position = Position(file=place.file, line=place.line + 5, column=place.column)
    return Finding(code=finding.code, severity=finding.severity, position=position, field=finding.field)


def test_sarif_has_what_code_scanning_asks_for() -> None:
    log = json.loads(FORMATS["sarif"](FINDINGS, Wording("zh"), sources))
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "generator" and run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in rules] == sorted({finding.code for finding in FINDINGS})
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning"} and result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["region"]["startLine"] >= 1 and place["region"]["startColumn"] >= 1
        assert re.fullmatch(r"[A-Za-z0-9/%._~-]+", place["artifactLocation"]["uri"])
    related = [result["relatedLocations"] for result in run["results"] if result["ruleId"] == "duplicate-key"]
    assert related[0][0]["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 1}


def test_junit_counts_errors_as_failures_and_warnings_as_passed() -> None:
    suites = Xml.fromstring(FORMATS["junit"](FINDINGS, Wording("zh"), sources))
    assert (suites.tag, suites.get("tests"), suites.get("failures")) == ("testsuites", "7", "6")
    assert [suite.get("name") for suite in suites] == ["data/projects/x.yml", "data/sites/西宁 图书馆.yml"]
    assert len(suites.findall(".//failure")) == 6 and len(suites.findall(".//system-out")) == 1


def test_junit_without_findings_is_one_passed_case() -> None:
    suites = Xml.fromstring(FORMATS["junit"]([], Wording("zh"), sources))
    assert len(suites.findall(".//testcase")) == 1 and not suites.findall(".//failure")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_bears_any_text_in_any_place(name: str) -> None:
    evil = "\0\x1b[1m\ud800\uffff<a>&\"']]>\n13897001234"
    finding = error("choice", Position(file=evil), evil, related=(Position(file=evil),), given=evil)
    report = FORMATS[name]([finding], Wording("en"), lambda file: evil)
    report.encode("utf-8")
    if name == "junit":
        Xml.fromstring(report)
    if name in {"json", "gitlab", "sarif"}:
        json.loads(report)


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_shows_personal_data(name: str) -> None:
    _, findings = read_document(b"13897001234: a\n13897001234: b\n630102199001011235\n", "x.yml")
    assert findings
    report = FORMATS[name](findings, Wording("zh"), lambda file: "13897001234: a\n13897001234: b\n630102199001011235\n")
    assert "13897001234" not in report and "630102199001011235" not in report
