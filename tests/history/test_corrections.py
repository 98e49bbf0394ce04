"""Published figures do not change silently."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from generator.findings import Position
from generator.inspection import check_publication
from generator.reports import Wording, to_text
from tests.history.repositories import FIRST, ROAD, SECOND, THIRD, codes, commit, errors, git, pages, start
from tests.publications import PUBLICATION

FILE = "data/projects/road.yml"
REASON = "reason: {zh: 核对后更正。, en: Checked again.}"


def changed(to: str, *revisions: str) -> str:
    """The road with another budget, and its corrections as ``field was`` pairs."""
    lines = [f"  - {{date: 2026-02-15, {revision}, {REASON}}}\n" for revision in revisions]
    return ROAD.replace("120万元", to) + ("revisions:\n" + "".join(lines) if lines else "")


def test_a_change_that_is_not_committed_is_refused_with_its_place_and_what_to_write(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, FIRST)
    (root / FILE).write_text(changed("12万元"), encoding="utf-8")
    (finding,) = errors(root)
    assert (finding.code, finding.position) == ("correction-missing", Position(file=FILE, line=3, column=9))
    assert finding.field == "budget"
    said = to_text([finding], Wording("en"), lambda file: (root / file).read_text(encoding="utf-8"))
    assert "budget.0 was published as 120万元 and is now 12万元" in said and "field: budget.0, was: 120万元" in said
    (root / FILE).write_text(changed("12万元", "field: budget.0, was: 120 万元"), encoding="utf-8")
    assert codes(root) == []


def test_a_committed_change_is_refused_until_it_is_explained(tmp_path: Path) -> None:
    root = start(tmp_path)
    hash_ = commit(root, FIRST, {FILE: changed("12万元")})
    (finding,) = errors(root)
    assert finding.arguments["commit"] == hash_[:8]
    commit(root, SECOND, {FILE: changed("12万元", "field: budget, was: 120万元")})
    assert codes(root) == []


def test_each_change_needs_an_entry_of_its_own(tmp_path: Path) -> None:
    root = start(tmp_path)
    once = "field: budget.0, was: 120万元"
    commit(root, FIRST, {FILE: changed("12万元", once)})
    commit(root, SECOND, {FILE: changed("120万元", once, "field: budget.0, was: 12万元")})
    commit(root, THIRD, {FILE: changed("13万元", once, "field: budget.0, was: 12万元")})
    assert codes(root) == ["correction-missing"]
    commit(root, THIRD, {FILE: changed("13万元", once, "field: budget.0, was: 12万元", once)})
    assert codes(root) == []


def test_an_entry_for_another_field_or_another_value_explains_nothing(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, FIRST)
    for wrong in ("field: outputs.0, was: 120万元", "field: budget.0, was: 119万元"):
        (root / FILE).write_text(changed("12万元", wrong), encoding="utf-8")
        assert codes(root) == ["correction-missing"]


def test_a_figure_that_is_taken_away_needs_an_entry_too(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, FIRST)
    (root / FILE).write_text(changed("not-stated"), encoding="utf-8")
    assert codes(root) == ["correction-missing"]
    (root / FILE).write_text(ROAD.replace("budget: 120万元\n", ""), encoding="utf-8")
    (finding,) = errors(root)
    assert finding.arguments["now"] == ""


def test_another_writing_a_new_figure_and_a_new_text_need_none(tmp_path: Path) -> None:
    root = start(tmp_path)
    text = ROAD.replace("120万元", "1200000元").replace("Trial road", "The road")
    commit(root, FIRST, {FILE: text + "outputs: [{value: 3 km, counts: {zh: 路}}]\n"})
    assert codes(root) == []


def test_a_figure_that_means_something_else_now_needs_an_entry(tmp_path: Path) -> None:
    root = start(tmp_path, {"projects/road": ROAD.replace("120万元", "{value: 120万元, basis: planned}")})
    commit(root, FIRST)
    final = ROAD.replace("120万元", "{value: 120万元, basis: final}")
    (root / FILE).write_text(final, encoding="utf-8")
    (finding,) = errors(root)
    assert (finding.code, finding.arguments["field"]) == ("correction-missing", "budget.0.basis")
    revision = f"revisions: [{{date: 2026-02-15, field: budget.0.basis, was: planned, {REASON}}}]\n"
    commit(root, FIRST, {FILE: final + revision})
    assert codes(root) == []
    text = re.sub(r"<[^>]+>", " ", pages(root)["corrections/index.md"])
    assert "planned" in text and "final" in text
    # Saying what was open before is no correction.
    open_ = start(tmp_path / "open")
    (open_ / FILE).write_text(final, encoding="utf-8")
    assert codes(open_) == []


def test_two_figures_that_change_places_are_two_changes(tmp_path: Path) -> None:
    before = ROAD.replace("120万元", "[{value: 120万元, basis: planned}, {value: 100万元, basis: final}]")
    root = start(tmp_path, {"projects/road": before})
    commit(root, FIRST)
    (root / FILE).write_text(before.replace("120", "1x0").replace("100", "120").replace("1x0", "100"), encoding="utf-8")
    assert [finding.arguments["field"] for finding in errors(root)] == ["budget.0", "budget.1"]


def test_before_the_day_of_publication_figures_may_change(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, "2026-01-31T12:00:00Z", {FILE: changed("12万元")})
    assert codes(root) == []
    # The day is that of the publication's clock: this is the first of February in Shanghai.
    commit(root, "2026-01-31T17:00:00Z", {FILE: changed("13万元")})
    assert codes(root) == ["correction-missing"]


def test_while_the_day_of_publication_is_yet_to_come_figures_may_change_and_the_page_says_so(tmp_path: Path) -> None:
    root = start(tmp_path, publication=PUBLICATION + "published_since: 2026-12-01\n")
    commit(root, FIRST, {FILE: changed("12万元"), "data/projects/early.yml": ROAD.replace("道路", "桥")})
    commit(root, SECOND, {"data/projects/early.yml": None})
    (root / FILE).write_text(changed("13万元"), encoding="utf-8")
    assert codes(root) == []
    tree = pages(root)
    said = tree["corrections/index.md"]
    assert "From 1 December 2026 on" in said and "yet to come" in said
    assert "还没有到" in pages(root, "zh")["corrections/index.md"]
    assert "projects/early.md" not in tree  # nothing stands in its place
    assert tree["projects/road.md"].count('<th scope="row">Amounts 1</th>') == 2  # but its history is told
    # The same on the day itself: what is not committed happens then, and everything before it stays as it is.
    (missing,) = (one for one in check_publication(root, date(2026, 12, 1)).findings if one.is_error)
    assert missing.code == "correction-missing"
    assert (missing.arguments["was"], missing.arguments["now"]) == ("12万元", "13万元")


def test_once_the_day_of_publication_has_come_the_page_says_since_when(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, FIRST)
    assert "Since 1 February 2026" in pages(root)["corrections/index.md"]
    assert "还没有到" not in pages(root, "zh")["corrections/index.md"]


def test_where_no_day_is_set_nothing_is_public_yet(tmp_path: Path) -> None:
    root = start(tmp_path, publication=PUBLICATION)
    commit(root, FIRST, {FILE: changed("12万元")})
    (root / FILE).write_text(changed("13万元"), encoding="utf-8")
    assert codes(root) == []


def test_a_draft_may_change_and_is_held_against_what_was_public_before_it(tmp_path: Path) -> None:
    root = start(tmp_path, {"projects/road": ROAD + "draft: true\n"})
    commit(root, FIRST, {FILE: changed("12万元") + "draft: true\n"})
    commit(root, SECOND, {FILE: changed("13万元")})
    assert codes(root) == []
    commit(root, THIRD, {FILE: changed("14万元") + "draft: true\n"})
    assert codes(root) == []
    (root / FILE).write_text(changed("14万元"), encoding="utf-8")
    assert codes(root) == ["correction-missing"]


def test_a_renamed_record_cannot_lose_its_past(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, FIRST)
    git(root, "mv", FILE, "data/projects/lane.yml")
    commit(root, SECOND, {"data/projects/lane.yml": changed("12万元")})
    (finding,) = errors(root)
    assert finding.position.file == "data/projects/lane.yml"


def test_outside_git_and_in_the_first_commit_nothing_is_refused(tmp_path: Path) -> None:
    root = start(tmp_path, when=FIRST)
    assert codes(root) == []
    git(root, "update-ref", "-d", "HEAD")
    (root / FILE).write_text(changed("12万元"), encoding="utf-8")
    assert codes(root) == []


def test_a_correction_names_a_field_that_there_is_and_a_day_that_has_come(tmp_path: Path) -> None:
    root = start(tmp_path)
    (root / FILE).write_text(changed("120万元", "field: bugdet.0, was: 1元"), encoding="utf-8")
    assert codes(root) == ["date-future", "revision-field"]
    (root / FILE).write_text(changed("120万元", "field: 'budget 0', was: 1元"), encoding="utf-8")
    assert codes(root) == ["revision-form"]


def test_the_correction_is_shown_on_the_record_and_on_the_page_of_corrections(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, FIRST, {FILE: changed("12万元", "field: budget.0, was: 120万元, source: gazette")})
    tree = pages(root)
    for page in ("projects/road.md", "corrections/index.md"):
        text = re.sub(r"<[^>]+>", "", tree[page])
        assert "Checked again." in text and "CNY 1.20 million" in text and "CNY 120,000" in text
        assert "Trial gazette" in text
    assert "Since 1 February 2026" in tree["corrections/index.md"]
    assert "What has changed {: #history }" in tree["projects/road.md"]


def test_what_a_figure_became_is_told_though_a_line_was_put_above_it(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, FIRST, {FILE: changed("12万元", "field: budget.0, was: 120万元")})
    above = changed("[{value: 777万元, basis: final}, 12万元]", "field: budget.0, was: 120万元")
    commit(root, SECOND, {FILE: above})
    for page in ("projects/road.md", "corrections/index.md"):
        table = pages(root)[page].split("Checked again.")[0][-900:]
        text = re.sub(r"<[^>]+>", "", table)
        assert "CNY 120,000" in text and "7.77" not in text
