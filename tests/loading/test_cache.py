"""What was read before is taken from the cache: the same records, and nothing that cannot be trusted."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from random import Random

import pytest
from packaging.utils import canonicalize_name

from generator import entries, record_cache
from generator.catalogue import Catalogue
from generator.loader import Loaded, Means, load
from tests.loading.conftest import BROKEN, ROAD, assert_same
from tests.publications import write_publication
from tests.test_structure import MODULES, imports


def test_the_second_time_only_files_with_findings_are_read(
    many: Path, read: Loaded, tmp_path: Path, files_read: list[str]
) -> None:
    assert_same(load(many, means=Means(cache=tmp_path)), read)
    files_read.clear()
    assert_same(load(many, means=Means(cache=tmp_path)), read)
    assert sorted(files_read) == [f"data/{name}.yml" for name in BROKEN]


def test_what_several_processes_read_is_in_the_cache_too(
    many: Path, read: Loaded, tmp_path: Path, cores: None, files_read: list[str]
) -> None:
    assert_same(load(many, means=Means(3, tmp_path)), read)
    files_read.clear()
    assert_same(load(many, means=Means(1, tmp_path)), read)
    assert len(files_read) == len(BROKEN)


def test_a_changed_record_alone_is_read_and_alone_written(tmp_path: Path, files_read: list[str]) -> None:
    root = write_publication(tmp_path / "it", {f"projects/road-{number}": ROAD for number in range(40)})
    cache = tmp_path / "cache"
    load(root, means=Means(cache=cache))
    before = {path.name: path.stat().st_ino for path in cache.iterdir()}
    files_read.clear()
    changed = root / "data/projects/road-7.yml"
    changed.write_text(ROAD.replace("120", "130"), encoding="utf-8")
    loaded = load(root, means=Means(cache=cache))
    assert files_read == ["data/projects/road-7.yml"]
    assert_same(loaded, load(root))
    after = {path.name: path.stat().st_ino for path in cache.iterdir()}
    assert len(set(after.items()) - set(before.items())) <= 2  # the shard that it left, and the one that it is in now
    assert sum(len(path.read_bytes().splitlines()) - 1 for path in cache.iterdir()) == len(loaded.entries)


def test_the_same_bytes_at_another_place_are_another_record(tmp_path: Path, files_read: list[str]) -> None:
    root, cache = write_publication(tmp_path / "it", {"projects/road": ROAD}), tmp_path / "cache"
    load(root, means=Means(cache=cache))
    files_read.clear()
    (root / "data/projects/road.yml").rename(root / "data/projects/way.yml")
    (root / "data/funds").mkdir()
    shutil.copy(root / "data/projects/way.yml", root / "data/funds/way.yml")
    assert_same(load(root, means=Means(cache=cache)), load(root))
    assert files_read[:2] == ["data/funds/way.yml", "data/projects/way.yml"]


def test_of_a_record_that_was_deleted_or_changed_nothing_stays_in_the_cache(tmp_path: Path) -> None:
    secret = ROAD.replace("试验路", "不该写的话")
    records = {"projects/road": ROAD, "projects/changed": secret, "projects/deleted": secret}
    root, cache = write_publication(tmp_path / "it", records), tmp_path / "cache"
    load(root, means=Means(cache=cache))
    assert sum(path.read_text(encoding="utf-8").count("不该写的话") for path in cache.iterdir()) == 2
    (root / "data/projects/deleted.yml").unlink()
    load(root, means=Means(cache=cache))
    (root / "data/projects/changed.yml").write_text(ROAD, encoding="utf-8")
    load(root, means=Means(cache=cache))
    assert not any("不该写的话" in path.read_text(encoding="utf-8") for path in cache.iterdir())


def _cut(raw: bytes) -> bytes:
    return raw[: len(raw) // 2]


def _flipped(raw: bytes) -> bytes:
    return raw[:-5] + bytes([raw[-5] ^ 1]) + raw[-4:]


def _of_another_version(raw: bytes) -> bytes:
    return b"0" * 64 + raw[64:]


def _forged(raw: bytes, plain: str) -> bytes:
    """A shard whose sums are right, made by somebody who read the code."""
    head, _, lines = raw.partition(b"\n")
    rows = (line.split("\t")[:2] for line in lines.decode().split("\n"))
    made = "\n".join("\t".join([*row, plain, plain]) for row in rows).encode()
    return head[:65] + sha256(made).hexdigest().encode() + b"\n" + made


@pytest.mark.parametrize(
    "damage",
    [
        _cut,
        _flipped,
        _of_another_version,
        lambda raw: b"",
        lambda raw: Random(1).randbytes(2000),
    ],
)
def test_a_shard_that_is_damaged_foreign_or_of_another_version_is_thrown_away(
    many: Path, read: Loaded, tmp_path: Path, files_read: list[str], damage: Callable[[bytes], bytes]
) -> None:
    load(many, means=Means(cache=tmp_path))
    shards = sorted(tmp_path.iterdir())
    for path in shards[::3]:
        path.write_bytes(damage(path.read_bytes()))
    (tmp_path / "stranger").write_text("hello", encoding="utf-8")
    files_read.clear()
    assert_same(load(many, means=Means(cache=tmp_path)), read)
    assert len(files_read) > len(BROKEN)
    files_read.clear()
    assert_same(load(many, means=Means(cache=tmp_path)), read)
    assert len(files_read) == len(BROKEN), "what was thrown away is made anew"
    assert not (tmp_path / "stranger").exists()


@pytest.mark.parametrize(
    "plain", ["3", "{", '{"no-such-field": 1}', '{"title": [[[]]], "names": 3}', "[" * 100_000, '[[1, 2], "x"]']
)
def test_where_a_shard_holds_what_nobody_can_have_packed_the_file_is_read(
    many: Path, read: Loaded, tmp_path: Path, plain: str
) -> None:
    load(many, means=Means(cache=tmp_path))
    for path in tmp_path.iterdir():
        path.write_bytes(_forged(path.read_bytes(), plain))
    there = load(many, means=Means(cache=tmp_path))
    assert [entry.named for entry in there.entries] == [entry.named for entry in read.entries]
    assert_same(there, read)


def test_a_record_is_unpacked_only_when_somebody_asks_for_it(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(many, means=Means(cache=tmp_path))
    unpacked: list[str] = []
    really = entries._opened
    monkeypatch.setattr(entries, "_opened", lambda entry, held: unpacked.append(entry.id) or really(entry, held))
    there = load(many, means=Means(cache=tmp_path))
    assert there.publication is not None
    catalogue = Catalogue(there.publication, there.vocabularies, there.entries)
    road = next(entry for entry in there.entries if entry.id.startswith("syn-project") and not entry.is_draft)
    assert catalogue.backlinks and catalogue.of_kind("project")
    assert set(unpacked) <= {entry.id for entry in there.entries if entry.is_draft}, "those that name the field"
    unpacked.clear()
    assert road.record.title and road.record.title and unpacked == [road.id]


def test_another_way_of_reading_trusts_nothing(
    many: Path, tmp_path: Path, files_read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(many, means=Means(cache=tmp_path))
    monkeypatch.setattr(record_cache, "reading_version", lambda: "f" * 64)
    files_read.clear()
    load(many, means=Means(cache=tmp_path))
    assert len(files_read) == 303


def test_a_cache_that_cannot_be_written_is_done_without(many: Path, read: Loaded, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way", encoding="utf-8")
    assert_same(load(many, means=Means(cache=tmp_path / "cache")), read)


def test_the_cache_asks_for_every_module_that_decides_how_a_record_is_read() -> None:
    needed: set[str] = set()
    waiting = ["generator.entries", "generator.packing"]
    while waiting:
        module = waiting.pop()
        if module not in needed:
            needed.add(module)
            waiting.extend(imports(module))
    assert {name.split(".")[1] for name in needed} == set(record_cache.READERS)
    used = {library for module in needed for library in libraries(module)}
    assert used == {canonicalize_name(name) for name in record_cache.LIBRARIES}


@cache
def installed() -> Mapping[str, list[str]]:
    return metadata.packages_distributions()


def libraries(module: str) -> Iterator[str]:
    """The distributions that a module of the package imports from."""
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
        names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            if (top := name.partition(".")[0]) != "generator":
                yield from map(canonicalize_name, installed().get(top, ()))
