"""What a change does to public figures: between two commits, and between one and the folder."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.comparing import NoSuchState, compare, compared
from generator.differences import Differences
from tests.history.repositories import FIRST, ROAD, SECOND, commit, git, start
from tests.websites import generator

FILE = "data/projects/road.yml"
FUND = """\
title: {zh: 试验资金, en: Trial fund}
period: 2025
allocations:
  - {value: 100万元, basis: allocated, project: road}
  - {value: 60万元, basis: allocated, place: "630121"}
sources: gazette
"""
CLAIM = """\
title: {zh: 说法, en: A claim}
measure: amount
figure: {value: 160万元, basis: allocated}
scope: {kind: fund, period: 2025, stated: true}
sources: gazette
"""
RECORDS = {"projects/road": ROAD, "funds/fund": FUND, "claims/claim": CLAIM}


def difference(root: Path, base: str = "HEAD", head: str = "") -> Differences:
    """What differs."""
    return compare(root, base, head)[0]


def rows(found: Differences) -> list[tuple[str, str | None, str | None, str | None, str]]:
    """Each figure: record, was, now, difference, percent."""
    return [
        (
            one.entry.id,
            one.change.was,
            one.change.now,
            str(getattr(one.difference, "fen", one.difference)),
            str(one.percent),
        )
        for one in found.figures
    ]


def test_nothing_differs_where_nothing_was_changed(tmp_path: Path) -> None:
    root = start(tmp_path, RECORDS)
    assert difference(root).is_empty and not difference(root).totals
    assert "Nothing that is published differs." in compared(root, "HEAD", "", "text", "en")


def test_figures_are_told_with_difference_and_percentage_and_suspicious_ones_first(tmp_path: Path) -> None:
    root = start(tmp_path, RECORDS)
    changed = FUND.replace("100万元", "150万元").replace("60万元", "60元")
    commit(root, FIRST, {"data/funds/fund.yml": changed, FILE: ROAD.replace("120万元", "1200万元")})
    found = difference(root, "HEAD~1")
    assert rows(found) == [
        ("fund", "60万元", "60元", "-59994000", "-99.99"), ("road", "120万元", "1200万元", "1080000000", "900.00"),
        ("fund", "100万元", "150万元", "50000000", "50.00"),
    ]  # fmt: skip
    assert [(one.is_slip, one.is_jump) for one in found.figures] == [(True, True), (False, True), (False, False)]


def test_sums_by_year_and_place_are_told_a_basis_each(tmp_path: Path) -> None:
    root = start(tmp_path, RECORDS)
    more = FUND.replace("sources: gazette", '  - {value: 5万元, basis: planned, place: "630100"}\nsources: gazette')
    (root / "data/funds/fund.yml").write_text(more.replace("100万元", "150万元"), encoding="utf-8")
    found = {(one.stage, one.dimension, one.key, one.basis): (one.before, one.after) for one in difference(root).totals}
    assert found["given", "year", "2025", "allocated"] == (160_000_000, 210_000_000)
    assert found["given", "year", "2025", "planned"] == (None, 5_000_000)
    assert found["given", "place", "630121", "allocated"] == (160_000_000, 210_000_000)
    assert found["given", "place", "630100", "planned"] == (None, 5_000_000)


def test_a_claim_whose_verdict_changes_is_named(tmp_path: Path) -> None:
    root = start(tmp_path, RECORDS)
    (root / "data/funds/fund.yml").write_text(FUND.replace("100万元", "150万元"), encoding="utf-8")
    before, after = ((one.before, one.after) for one in difference(root).verdicts).__next__()
    assert before != after
    assert "A claim (claim/claim)" in compared(root, "HEAD", "", "text", "en")


def test_records_that_come_go_and_are_renamed_are_named(tmp_path: Path) -> None:
    bridge = ROAD.replace("道路", "桥")
    root = start(tmp_path, {"projects/road": ROAD, "projects/old": bridge, "projects/draft": ROAD + "draft: true\n"})
    git(root, "mv", "data/projects/old.yml", "data/projects/new.yml")
    (root / "data/projects/new.yml").write_text(bridge.replace("120", "130"), encoding="utf-8")
    (root / FILE).unlink()
    (root / "data/projects/lane.yml").write_text("title: {zh: 小巷, en: Lane}\nsources: gazette\n", encoding="utf-8")
    found = difference(root)
    assert [entry.id for entry in found.added] == ["lane"] and [entry.id for entry in found.removed] == ["road"]
    assert [(old.id, new.id) for old, new in found.renamed] == [("old", "new")]
    assert rows(found) == [("new", "120万元", "130万元", "10000000", "8.33")]


def test_what_is_withheld_is_in_neither_state(tmp_path: Path) -> None:
    root = start(tmp_path, RECORDS)
    (root / FILE).write_text(ROAD.replace("120", "130"), encoding="utf-8")
    (root / "site_config/withheld.yml").write_text("records: [projects/road]\n", encoding="utf-8")
    for format_ in ("text", "markdown", "html", "json"):
        assert "road" not in compared(root, "HEAD", "", format_, "en").lower()
    (root / "site_config/withheld.yml").write_text("records: [road]\n", encoding="utf-8")
    with pytest.raises(NoSuchState):
        compare(root, "HEAD")


def test_files_that_cannot_be_read_are_counted(tmp_path: Path) -> None:
    root = start(tmp_path, RECORDS)
    (root / FILE).write_text("budget: [\n", encoding="utf-8")
    assert "1 files could not be read" in compared(root, "HEAD", "", "text", "en")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_format_has_the_same_figures_and_lets_nothing_of_a_record_act(tmp_path: Path, language: str) -> None:
    title = "A | B @somebody ]( & 13897001234"
    root = start(tmp_path, {"projects/road": ROAD.replace("{zh: 试验道路, en: Trial road}", f'{{zh: "{title}"}}')})
    (root / FILE).write_text((root / FILE).read_text("utf-8").replace("120", "1200"), encoding="utf-8")
    made = {name: compared(root, "HEAD", "", name, language) for name in ("text", "markdown", "html", "json")}
    shown = "1,200 万元" if language == "zh" else "CNY 12 million"
    for name in ("text", "markdown", "html"):
        assert shown in made[name].replace("12.00", "12") and "13897001234" not in made[name]
    assert "@somebody" not in made["markdown"] and "&#124; B" in made["markdown"]
    assert "A | B @somebody ]( &amp; " in made["html"] and not re.search(r"<script|style|\bon\w+=", made["html"])
    (figure,) = json.loads(made["json"])["figures"]
    assert figure["difference_fen"] == 1_080_000_000 and figure["suspicious"] is True
    lines = [line for line in made["markdown"].splitlines() if line.startswith("|")]
    assert len({line.count("|") for line in lines[:3]}) == 1


def test_the_command_prints_it_and_refuses_a_commit_that_there_is_not(tmp_path: Path) -> None:
    root = start(tmp_path, RECORDS)
    commit(root, FIRST, {FILE: ROAD.replace("120", "130")})
    commit(root, SECOND, {FILE: ROAD.replace("120", "140")})
    done = generator("diff", "HEAD~2", "HEAD~1", "--root", root, "--lang", "zh")
    assert done.code == 0 and "130 万元" in done.out and "140 万元" not in done.out
    refused = generator("diff", "--root", root, "--", "--output=x")
    assert refused.code == 2 and "--output=x" in refused.err
    for wrong in ("nowhere", "HEAD:data"):
        with pytest.raises(NoSuchState):
            compare(root, wrong)


PLEDGE = """\
title: {zh: 修路, en: Road works}
responsible: bureau
unit: km
direction: at-least
target: 30
stages:
  - {stage: plan, due: 2020-01-31, date: 2020-01-20}
  - {stage: assessment, due: 2020-12-31, date: 2020-12-20, value: 26}
sources: gazette
"""
AID = """\
title: {zh: 补贴, en: Allowance}
type: benefit
themes: [housing]
in_force: 2020-01-01
benefit: {amounts: [{value: 350元, per: {zh: 每月, en: a month}}]}
sources: gazette
"""


def test_a_changed_target_and_a_changed_benefit_are_told_with_unit_and_with_what_follows(tmp_path: Path) -> None:
    root = start(tmp_path, {"commitments/works": PLEDGE, "policies/aid": AID})
    (root / "data/commitments/works.yml").write_text(PLEDGE.replace("target: 30", "target: 25"), encoding="utf-8")
    aid = AID.replace("350元", "320元") + "repealed: 2021-01-01\n"
    (root / "data/policies/aid.yml").write_text(aid, encoding="utf-8")
    found = difference(root)
    assert [(id_, was, now, percent) for id_, was, now, _, percent in rows(found)] == [
        ("works", "30", "25", "-16.67"), ("aid", "350元", "320元", "-8.57"),
    ]  # fmt: skip
    assert [(one.entry.id, one.before, one.after) for one in found.standings] == [
        ("works", "missed", "met"), ("aid", "in-force", "repealed"),
    ]  # fmt: skip
    text = compared(root, "HEAD", "", "text", "en")
    assert "30 km" in text and "−5 km" in text and "How commitments and policies stand" in text
    assert "met" in text and "Repealed" in text
    told = json.loads(compared(root, "HEAD", "", "json", "zh"))["standings"]
    assert told[0] == {"record": "commitment/works", "was": "missed", "now": "met"}


def test_a_figure_that_was_taken_out_has_its_unit_too(tmp_path: Path) -> None:
    root = start(tmp_path, {"commitments/works": PLEDGE})
    shorter = "".join(line for line in PLEDGE.splitlines(keepends=True) if "assessment" not in line)
    (root / "data/commitments/works.yml").write_text(shorter, encoding="utf-8")
    assert "26 km" in compared(root, "HEAD", "", "text", "en")
