"""Trees are the same however many processes made them, and each process tells what the next build has to know."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from random import Random

import pytest

from generator import growth, processes
from generator.findings import Finding
from generator.finishing import prepare
from generator.growth import Grown, grow
from generator.inspection import check_publication
from tests.edits import retitle
from tests.synthetic import write_gallery
from tests.websites import contents

DAY = date(2026, 6, 30)


def grown(root: Path, jobs: int) -> list[Grown]:
    """Bring the trees of a publication into line."""
    checked = check_publication(root, DAY, jobs=1)
    return grow(prepare(root, checked), checked, jobs)


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Two folders with the same publication, on a machine where work is divided, in small parts."""
    monkeypatch.setattr(processes, "can_copy", lambda: True)
    monkeypatch.setattr(growth, "MOST", 3)
    for name in ("one", "several"):
        write_gallery(tmp_path / name)
    return tmp_path / "one", tmp_path / "several"


def test_trees_are_the_same_however_many_processes_make_them(pair: tuple[Path, Path]) -> None:
    one, several = pair
    assert grown(one, 1) == grown(several, 3)
    assert contents(one / "build" / "docs") == contents(several / "build" / "docs")


def test_what_several_processes_made_the_next_build_knows(
    pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def parts_of(root: Path, jobs: int) -> set[str]:
        """The leaves that are made, among those that need not be."""
        made = root / "made"
        leaf = growth.make

        def told(share: object, plan: growth.Plan, catalogue: object) -> growth.Part:
            part = leaf(share, plan, catalogue)  # type: ignore[arg-type]
            for name in part.leaves:
                with made.open("a") as file:
                    file.write(f"{plan.docs.name} {name}\n")
            return part

        with monkeypatch.context() as patched:
            patched.setattr(growth, "make", told)
            grown(root, jobs)
        names = set(made.read_text().splitlines()) if made.exists() else set()
        made.unlink(missing_ok=True)
        return names

    one, several = pair
    everything = parts_of(one, 1)
    assert everything == parts_of(several, 3) and parts_of(one, 1) == parts_of(several, 3) == set()
    for root in pair:
        retitle(root, Random(4))
    again = parts_of(one, 1)
    assert again == parts_of(several, 3) and 0 < len(again) < len(everything) / 2
    assert contents(one / "build" / "docs") == contents(several / "build" / "docs")


def test_where_a_page_by_hand_takes_a_place_and_leaves_it_the_rendered_page_is_there_again(
    pair: tuple[Path, Path],
) -> None:
    def found(jobs: int) -> list[Finding]:
        return [one for tree in grown(root, jobs) for one in tree.dead]

    root, _ = pair
    assert found(2) == []
    before = contents(root / "build" / "docs")
    page = root / "content" / "zh" / "map" / "index.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("# 自己写的\n", encoding="utf-8")
    assert {one.code for one in found(2)} == {"page-collision"}  # in each language
    os.unlink(page)
    assert found(2) == [] and contents(root / "build" / "docs") == before
