"""What the history on the site tells of a place whose position is not to be told."""

from __future__ import annotations

from pathlib import Path

from tests.history.repositories import FIRST, SECOND, commit, git, pages, start

FILE = "data/sites/hermitage.yml"
EXACT = """\
names: {zh: 试验小寺, en: Trial hermitage}
type: BuddhistTemple
place: "630121"
coordinates: {lat: 36.9012, lon: 101.7034}
sources: gazette
"""
NOW = EXACT.replace("36.9012", "36.90").replace("101.7034", "101.70") + "sensitivity: restricted\n"


def told(root: Path) -> list[str]:
    """The pages and files that hold a digit too many."""
    return [path for path, text in pages(root).items() if "36.9012" in text or "101.7034" in text]


def test_the_position_of_before_is_told_nowhere(tmp_path: Path) -> None:
    root = start(tmp_path, {"sites/hermitage": EXACT})
    assert told(root)
    commit(root, FIRST, {FILE: NOW}, "Tell less")
    assert told(root) == []
    tree = pages(root)
    assert "hermitage" in tree["changes/index.md"], "that something changed is no secret"


def test_nor_is_it_when_the_record_is_taken_away(tmp_path: Path) -> None:
    root = start(tmp_path, {"sites/hermitage": EXACT})
    commit(root, FIRST, {FILE: NOW})
    commit(root, SECOND, {FILE: None})
    assert told(root) == []


def test_nor_when_it_is_renamed(tmp_path: Path) -> None:
    root = start(tmp_path, {"sites/hermitage": EXACT})
    commit(root, FIRST, {FILE: NOW})
    git(root, "mv", FILE, "data/sites/cell.yml")
    commit(root, SECOND)
    assert told(root) == []
