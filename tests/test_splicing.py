"""Downloads that are put together from those that lie there are those that would be made anew."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest

from generator import leaf_memory
from generator.growth import Plan, make, settle
from generator.questions import Answers
from generator.render import downloads
from generator.tabular import bundles
from tests.edits import add, commit, delete, rename, retitle, summarise, translate
from tests.synthetic import write_gallery
from tests.test_tracing import State
from tests.websites import contents, git


class Again:
    """Downloads that are made again and again, each time from what lies there."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.docs, self.file = folder / "publication", folder / "docs", folder / "zh.json"
        write_gallery(self.root)
        git(self.root, "init", "--quiet")
        commit(self.root, Random(0))
        self.made = 0
        """Records whose lines were made, since it was last asked."""
        lines = bundles._lines

        def counted(*of: Any) -> Any:
            self.made += 1
            return lines(*of)

        monkeypatch.setattr(bundles, "_lines", counted)

    def make(self) -> int:
        """Make them, hold them against new ones, and say of how many records the lines were made."""
        state, self.made = State(self.root, "zh"), 0
        answers = Answers(state.catalogue)
        known = leaf_memory.recall(self.file, self.docs, state.surroundings, answers)
        keep = partial(leaf_memory.keep, self.file, state.surroundings, answers, pieces=True)
        leaves = list(downloads.leaves(state.catalogue, state.language))
        plan = Plan.of(leaves, self.docs, {}, known, keep)
        settle(plan, [make(plan.wanted, plan, state.catalogue)])
        made, fresh = self.made, State(self.root, "zh")
        expected = {one.path: one.content for one in downloads.render(fresh.catalogue, fresh.language)}
        there = contents(self.docs)
        assert sorted(path for path in there.keys() | expected.keys() if there.get(path) != expected.get(path)) == []
        return made

    @property
    def all(self) -> int:
        """How many records there are."""
        return len(list((self.root / "data").rglob("*.yml")))


def test_after_random_edits_they_are_those_that_would_be_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again, rng = Again(tmp_path, monkeypatch), Random(20)
    again.make()
    made = []
    edits: Sequence[Any] = (summarise, retitle, add, delete, rename, translate, commit)
    for edit in (*edits, *rng.choices(edits, k=3)):
        edit(again.root, rng)
        made.append(again.make())
    assert min(made) < again.all / 4  # most were taken from where they lay


def test_nothing_is_taken_out_of_a_file_that_somebody_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again = Again(tmp_path, monkeypatch)
    everything = again.make()
    file = again.docs / "downloads" / "citations.csv"
    file.write_bytes(file.read_bytes().replace(b"1", b"2"))
    summarise(again.root, Random(1))
    assert again.make() == everything


def test_asked_twice_they_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again = Again(tmp_path, monkeypatch)
    again.make()
    summarise(again.root, Random(2))
    state = State(again.root, "zh")
    leaf_memory.recall(again.file, again.docs, state.surroundings, Answers(state.catalogue))
    assert bundles.files(state.catalogue, state.language) == bundles.files(state.catalogue, state.language)
