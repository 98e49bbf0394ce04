"""A new site in the place of the old one, file by file: cut off anywhere, it is the old one or the new one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from generator import memory, pieces, placement
from generator.publishing import is_there, publish
from generator.sealing import SEAL
from tests.websites import contents

OLD = {
    "index.html": "old", "same.html": "same", "gone/index.html": "gone", "gone/deep/er/x.txt": "gone", "x": "a file",
    "y/z": "in a folder", SEAL: '{"commit": "0ld", "sha256": "0ld"}',
}  # fmt: skip
NEW = {
    "index.html": "new", "same.html": "same", "come/index.html": "come", "x/z": "in a folder", "y": "a file",
    SEAL: '{"commit": "new", "sha256": "new"}',
}  # fmt: skip
STEPS = ("replace", "rename", "unlink", "rmdir", "mkdir", "link")


class CutOffError(BaseException):
    """What nothing catches, as nothing outlives the end of a process."""


@contextmanager
def cut_off(step: int) -> Iterator[None]:
    """End what is done within at the change of the disk with this number, before it is made."""
    left = step
    usual = {name: getattr(os, name) for name in STEPS}

    def one(name: str) -> object:
        def do(*arguments: object, **more: object) -> object:
            nonlocal left
            left -= 1
            if left == 0:
                raise CutOffError
            return usual[name](*arguments, **more)

        return do

    with pytest.MonkeyPatch.context() as patch:
        for name in STEPS:
            patch.setattr(os, name, one(name))
        yield


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


class Change:
    """The old site in its place, the new one's files beside it, and what is known of each."""

    def __init__(self, home: Path) -> None:
        self.site, self.made = home / "build" / "site", home / "build" / "work" / "zh"
        self.kept = home / "build" / "cache" / "site.next", home / "build" / "cache" / "site"
        write(self.site, OLD)
        write(self.made, NEW)
        write(self.kept[1], {"known": "of the old"})
        write(self.kept[0], {"known": "of the new"})
        self.old = pieces.below(self.site)
        self.new = pieces.below(self.made) | {"same.html": self.old["same.html"]}

    def make(self) -> None:
        placement.change(self.site, self.made, self.new, self.old, self.kept)

    def is_made(self, step: int) -> bool:
        """Whether it comes to its end when it is cut off before that step."""
        try:
            with cut_off(step):
                self.make()
        except CutOffError:
            return False
        return True

    def there(self) -> dict[str, str]:
        return {path: content.decode() for path, content in contents(self.site).items()}

    def known(self) -> str:
        """What the folder that goes with the site says."""
        return (self.kept[1] / "known").read_text(encoding="utf-8")


def test_what_differs_is_put_in_place_and_nothing_else_is_touched(tmp_path: Path) -> None:
    change = Change(tmp_path)
    before = memory.mark(change.site / "same.html")
    change.make()
    assert change.there() == NEW and change.known() == "of the new"
    assert memory.mark(change.site / "same.html") == before
    folders = {path.name for path in change.site.rglob("*") if path.is_dir()}
    assert folders == {"come", "x"}, "no empty folder is left"
    assert not placement.is_changing(change.site)
    assert {path: sha256(text.encode()).hexdigest() for path, text in change.there().items()} == {
        path: piece.sha for path, piece in change.new.items()
    }
    assert dict(memory.marks(change.site)) == {path: piece.mark for path, piece in change.new.items()}


def test_cut_off_before_any_step_the_site_is_the_old_one_or_is_finished_by_the_next(tmp_path: Path) -> None:
    found = []
    for step in range(1, 100):
        change = Change(tmp_path / str(step))
        if change.is_made(step):
            break
        was_begun = placement.is_changing(change.site)
        assert was_begun or change.there() == OLD
        for again in range(1, 100):  # the next one is cut off too, a step later each time
            try:
                with cut_off(again):
                    placement.restore(change.site)
                break
            except CutOffError:
                pass
        assert not placement.is_changing(change.site)
        assert (change.there(), change.known()) == ((NEW, "of the new") if was_begun else (OLD, "of the old"))
        found.append(was_begun)
    assert found == sorted(found) and found.count(False) == 1 and found.count(True) > 10


def test_what_is_published_is_never_half_of_a_change(tmp_path: Path) -> None:
    for step in range(1, 100):
        change = Change(tmp_path / str(step))
        if change.is_made(step):
            break
        assert is_there(change.site)
        name, _ = publish(change.site, tmp_path / str(step) / "server")
        served = contents(tmp_path / str(step) / "server" / "current")
        assert {path: content.decode() for path, content in served.items()} == (NEW if "new" in name else OLD)


def test_a_site_that_changes_while_it_is_published_is_copied_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change, usual = Change(tmp_path), shutil.copytree
    copied = []

    def copy(site: Path, to: Path, *rest: object) -> object:
        found = usual(site, to, *rest)  # type: ignore[arg-type]
        if not rest:  # not one of the folders in it
            copied.append(to)
            if len(copied) == 1:
                change.make()
        return found

    monkeypatch.setattr(shutil, "copytree", copy)
    name, _ = publish(change.site, tmp_path / "server")
    assert len(copied) == 2 and name == "new-new"
    assert contents(tmp_path / "server" / "current") == contents(change.site)
    assert [path.name for path in (tmp_path / "server" / "releases").iterdir()] == ["new-new"]


def test_a_release_that_shares_its_files_with_the_site_stays_what_it_was(tmp_path: Path) -> None:
    change = Change(tmp_path)
    shutil.copytree(change.site, tmp_path / "release", copy_function=os.link)
    change.make()
    assert {path: content.decode() for path, content in contents(tmp_path / "release").items()} == OLD


@pytest.mark.parametrize("damage", ["", "{}", None])
def test_a_change_that_cannot_be_finished_leaves_a_site_that_nothing_publishes(
    tmp_path: Path, damage: str | None
) -> None:
    change = Change(tmp_path)
    with pytest.raises(CutOffError), cut_off(4):
        change.make()
    journal = change.site.with_name("site.journal")
    if damage is None:
        shutil.rmtree(change.made)  # what was to come is gone
    else:
        journal.write_text(damage, encoding="utf-8")
    assert not is_there(change.site) and not journal.exists()


def test_a_journal_is_finished_by_another_version_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = Change(tmp_path)
    with pytest.raises(CutOffError), cut_off(4):
        change.make()
    monkeypatch.setattr("generator.program.version", lambda: "another")
    placement.restore(change.site)
    assert change.there() == NEW


def test_what_somebody_put_where_a_file_belongs_does_not_stop_the_change(tmp_path: Path) -> None:
    change = Change(tmp_path)
    (change.site / "come" / "index.html" / "empty").mkdir(parents=True)
    change.make()
    assert change.there() == NEW
