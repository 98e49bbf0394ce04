"""Publications that are read in several ways, and what was really read of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import gathering, processes
from generator.loader import Loaded, load
from tests.synthetic import write_synthetic

ROAD = "title: {zh: 试验路, en: Trial Road}\nplaces: ['630121']\nbudget: 120 万元\nsources: gazette\n"
BROKEN = {
    "projects/aa": "title: {zh: 坏的, en: Bad}\nbudget: 120万\nstauts: completion\nsources: gazette\n",
    "projects/bb": "title: [\n",
    "projects/cc": "summary: {zh: 没有题目}\nsources: gazette\n",
}


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records of most kinds, three of them with mistakes, and one file that is none of them."""
    folder = tmp_path_factory.mktemp("many")
    write_synthetic(folder, records=300)
    for name, text in BROKEN.items():
        (folder / f"data/{name}.yml").write_text(text, encoding="utf-8")
    (folder / "data/funds/Not An Id.yml").write_text("title: x\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def read(many: Path) -> Loaded:
    return load(many)


@pytest.fixture
def cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes are made here too, however few files and cores there are."""
    monkeypatch.setattr(processes, "can_copy", lambda: True)
    monkeypatch.setattr(gathering, "can_copy", lambda: True)
    monkeypatch.setattr(gathering, "FEWEST_FOR_A_PROCESS", 10)


@pytest.fixture
def files_read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The files that were really read, in this process."""
    files: list[str] = []
    really = gathering.read_entry

    def noted(*arguments: object) -> object:
        files.append(str(arguments[2]))
        return really(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(gathering, "read_entry", noted)
    yield files


def assert_same(one: Loaded, other: Loaded) -> None:
    assert one.entries == other.entries
    assert one.findings == other.findings
    assert one.unreadable == other.unreadable
    for mine, theirs in zip(one.entries, other.entries, strict=True):
        assert list(mine.record.__dict__) == list(theirs.record.__dict__)
