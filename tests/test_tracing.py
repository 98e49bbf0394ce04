"""A leaf that would be taken over from an earlier build is the leaf that would be made: no look-up is forgotten."""

from __future__ import annotations

import ast
import json
import os
from datetime import date
from pathlib import Path
from random import Random

import pytest

from generator import leaf_memory, tracing
from generator.basemaps import ground
from generator.catalogue import Catalogue
from generator.inspection import check_publication
from generator.language import Language
from generator.questions import Answers, grounded
from generator.render import leaves
from generator.tracing import Pieces, Question
from tests.edits import EDITS, Edit, add, commit, delete, rename, retitle, summarise, translate
from tests.synthetic import write_gallery, write_synthetic
from tests.websites import REPOSITORY, git

DAY = date(2026, 6, 30)
OF_RECORDS = (retitle, summarise, add, rename, delete, translate, commit)
Made = dict[str, tuple[dict[str, bytes], set[Question]]]
"""Leaf → its files, and what it looked at."""


class State:
    """A publication at one moment, in one language."""

    def __init__(self, root: Path, code: str) -> None:
        checked = check_publication(root, DAY, jobs=1)
        assert checked.catalogue is not None and checked.is_good, checked.findings
        self.catalogue: Catalogue = checked.catalogue
        publication = self.catalogue.publication
        self.language = Language(code, publication, checked.words.get(code))
        self.ground = ground(publication.map, os.environ, lang=code, shared_url="../")
        self.surroundings = leaf_memory.surroundings_of(root, self.catalogue, self.ground)

    def made(self) -> Made:
        """Every leaf that is followed."""
        found: Made = {}
        for leaf in leaves(self.catalogue, self.language, self.ground):
            if leaf.is_followed:
                with tracing.watching() as asked:
                    files = {one.path: one.content for one in leaf.make()}
                found[leaf.name] = files, asked
        return found

    def answers(self, made: Made, pieces: Pieces) -> dict[Question, str]:
        """What this catalogue answers to all that was asked for leaves and for pieces."""
        questions = {one for _, asked in (*made.values(), *pieces.values()) for one in asked}
        questions |= set(grounded(questions))
        return dict(zip(questions, Answers(self.catalogue).of(questions), strict=True))


def forgotten(root: Path, code: str, edits: tuple[Edit, ...], count: int, seed: int) -> tuple[list[str], int]:
    """Leaves and pieces that would be taken over though they changed, and how many were taken over rightly."""
    rng = Random(seed)
    before = State(root, code)
    made, pieces = before.made(), tracing.pieces_of(before.catalogue)
    known = before.answers(made, pieces)
    wrong, right = [], 0
    for _ in range(count):
        edit = rng.choice(edits)
        edit(root, rng)
        after = State(root, code)
        now, answered = after.made(), after.answers(made, pieces)
        again = tracing.pieces_of(after.catalogue)
        same = {one for one, answer in known.items() if answered[one] == answer}
        is_same = after.surroundings == before.surroundings
        if is_same:  # what is held to be answered as it was would be answered so
            holding, asked_then = Answers(after.catalogue), list(known)
            holding.hold(list(known.items()))
            held = zip(asked_then, holding.of(asked_then), strict=True)
            wrong += [f"{edit.__name__}: {one}" for one, answer in held if answer != answered[one]]
        for name, (files, asked) in made.items() if is_same else ():
            if name in now and asked <= same:
                right += 1
                wrong += [f"{edit.__name__}: {name} {path}" for path in files if files[path] != now[name][0].get(path)]
        for piece, (value, asked) in pieces.items() if is_same else ():
            if piece in again and asked <= same:
                right += 1
                wrong += [f"{edit.__name__}: {piece}"] if value != again[piece][0] else []
        before, made, pieces, known = after, now, again, after.answers(now, again)
    return wrong, right


@pytest.mark.parametrize("code", ["zh", "en"])
def test_no_look_up_of_any_kind_of_page_is_forgotten(tmp_path: Path, code: str) -> None:
    write_gallery(tmp_path)
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, Random(0))
    wrong, right = forgotten(tmp_path, code, (*OF_RECORDS, *EDITS), 20, 7)
    assert wrong == [] and right > 500


def test_no_look_up_is_forgotten_where_money_goes_many_ways(tmp_path: Path) -> None:
    write_synthetic(tmp_path, records=90, seed=5)
    wrong, right = forgotten(tmp_path, "zh", OF_RECORDS, 12, 3)
    assert wrong == [] and right > 500


def test_pieces_are_plain_data_as_it_is_kept(tmp_path: Path) -> None:
    write_gallery(tmp_path)
    state = State(tmp_path, "zh")
    state.made()
    pieces = [value for value, _ in tracing.pieces_of(state.catalogue).values()]
    assert pieces and json.loads(json.dumps(pieces)) == pieces


def test_what_is_derived_from_all_records_is_made_apart() -> None:
    """A cache of functools would be filled by the first page that asks, whose questions are then the only ones."""
    found = []
    for path in sorted((REPOSITORY / "generator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and any("cache" in ast.unparse(one) for one in node.decorator_list):
                named = {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}
                if named & {"catalogue", "page", "entry"}:
                    found.append(f"{path.name}: {node.name}")
    assert [one for one in found if not one.endswith(": ledger_of")] == []  # it holds nothing until it is asked
