"""However records come in — read, by several processes, or held from before — they are the same."""

from __future__ import annotations

import json
import os
import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import gathering
from generator.batches import Batch
from generator.catalogue import Catalogue
from generator.checks import CHECKS, check
from generator.cli import commands
from generator.loader import Entry, Known, Loaded, Means, load
from generator.packing import pack, unpack
from generator.records import KINDS
from generator.surroundings import Surroundings
from tests.loading.conftest import BROKEN, ROAD, assert_same
from tests.publications import write_publication
from tests.synthetic import write_synthetic
from tests.websites import REPOSITORY

# ---------------------------------------------------------------------------------------------------------- packing


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_record_of_this_publication_is_the_same_when_packed_and_unpacked(kind: object) -> None:
    for entry in (entry for entry in load(REPOSITORY).entries if entry.kind is kind):
        there = json.loads(json.dumps(pack(entry.record), ensure_ascii=False))
        back = unpack(entry.kind.model, there)
        assert back == entry.record and list(back.__dict__) == list(entry.record.__dict__)


def test_a_record_that_was_unpacked_can_be_copied_with_another_value(read: Loaded) -> None:
    entry = next(entry for entry in read.entries if entry.kind.name == "project")
    back = unpack(type(entry.record), pack(entry.record))
    assert back.model_copy(update={"draft": True}) == entry.record.model_copy(update={"draft": True})


def test_every_synthetic_record_is_the_same_after_a_pickle_and_its_places_too(read: Loaded) -> None:
    back: tuple[Entry, ...] = pickle.loads(pickle.dumps(read.entries))
    assert back == read.entries
    for mine, theirs in zip(read.entries, back, strict=True):
        assert mine.kind is theirs.kind
        fields = [(name,) for name in mine.record.__pydantic_fields_set__]
        assert [mine.position(path) for path in fields] == [theirs.position(path) for path in fields]


def test_a_catalogue_finds_the_same_after_a_pickle(read: Loaded) -> None:
    assert read.publication is not None
    catalogue = Catalogue(read.publication, read.vocabularies, read.entries, Surroundings())
    found = check(catalogue)
    assert found and check(pickle.loads(pickle.dumps(catalogue))) == found


def test_equal_dates_and_references_are_one_value_in_memory(read: Loaded) -> None:
    sources = {id(entry.record.sources[0].source) for entry in read.entries if entry.record.sources}
    names = {entry.record.sources[0].source for entry in read.entries if entry.record.sources}
    assert len(sources) == len(names) > 1


# -------------------------------------------------------------------------------------------------------- processes


def test_several_processes_read_the_same_records_and_findings_in_the_same_order(
    many: Path, read: Loaded, cores: None, files_read: list[str]
) -> None:
    told: list[tuple[int, int]] = []
    assert_same(load(many, lambda done, of: told.append((done, of)), Means(jobs=3)), read)
    assert len(files_read) < len(read.entries) / 2, "most were read by others"
    assert told[-1] == (303, 303)


def test_what_a_process_that_dies_had_to_read_is_read_all_the_same(
    many: Path, read: Loaded, cores: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, really = os.getpid(), gathering.read_entry

    def dies(*arguments: object) -> object:
        if os.getpid() != here:
            os._exit(9)
        return really(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(gathering, "read_entry", dies)
    assert_same(load(many, means=Means(jobs=2)), read)


def test_checks_find_the_same_in_several_processes_and_when_one_of_them_dies(
    read: Loaded, cores: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read.publication is not None
    found = check(Catalogue(read.publication, read.vocabularies, read.entries))
    assert len({finding.code for finding in found}) > 1
    monkeypatch.setattr("generator.checks.FEWEST_TO_SHARE", 1)
    here = os.getpid()

    def dies(batch: Batch) -> Iterator[object]:
        if os.getpid() != here:
            os._exit(9)
        yield from ()

    for checks in (CHECKS, (CHECKS[0], dies, *CHECKS[1:])):
        monkeypatch.setattr("generator.checks.CHECKS", checks)
        assert check(Catalogue(read.publication, read.vocabularies, read.entries), jobs=2) == found


# -------------------------------------------------------------------------------------------- a preview that goes on


def test_a_preview_reads_only_what_was_saved(tmp_path: Path, files_read: list[str]) -> None:
    root = write_publication(tmp_path, {"projects/road": ROAD, "projects/bad": BROKEN["projects/aa"]})
    means = Means(known=Known())
    first = load(root, means=means)
    files_read.clear()
    (root / "data/projects/road.yml").write_text(ROAD.replace("120", "130"), encoding="utf-8")
    second = load(root, means=means)
    assert files_read == ["data/projects/bad.yml", "data/projects/road.yml"]
    assert_same(second, load(root))
    again = {entry.file: entry for entry in first.entries}
    assert {entry.file for entry in second.entries if entry is again[entry.file]} == {
        f"data/{name}.yml" for name in ("organisations/bureau", "places/630100", "places/630121", "sources/gazette")
    }


# ---------------------------------------------------------------------------------------------------- the command line


def test_check_says_the_same_with_any_number_of_processes_and_the_second_time(tmp_path: Path, cores: None) -> None:
    write_synthetic(tmp_path / "it", records=60)
    (tmp_path / "it/data/projects/aa.yml").write_text(BROKEN["projects/aa"], encoding="utf-8")

    def said(*options: str) -> tuple[int, str]:
        ran = CliRunner().invoke(commands, ["check", "--root", str(tmp_path / "it"), "--lang", "en", *options])
        return ran.exit_code, ran.stdout

    first = said("--jobs", "1")
    assert first[0] == 1 and "stauts" in first[1]
    assert said("--jobs", "1") == first
    shutil.rmtree(tmp_path / "it/build")
    assert said("--jobs", "3") == said() == first
    assert said("--jobs", "0")[0] == 2
