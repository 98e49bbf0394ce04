"""YAML read as text with places, and every way in which a file can be unfit to be read."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from generator.findings import Finding, Position, Severity
from generator.reading import Document, dotted, load_file, read_document
from tests.hostile.yaml_files import YAML_FILES, HostileFile


def read(text: str) -> Document:
    document, findings = read_document(text.encode("utf-8"), "x.yml")
    assert document is not None and not findings, findings
    return document


def findings_of(text: str) -> tuple[Finding, ...]:
    return read_document(text.encode("utf-8"), "x.yml")[1]


def place(line: int, column: int) -> Position:
    return Position(file="x.yml", line=line, column=column)


@pytest.mark.parametrize("file", YAML_FILES, ids=lambda file: file.name.replace(" ", "-"))
def test_every_mistake_in_a_file_is_found_at_its_place(file: HostileFile) -> None:
    document, findings = read_document(file.raw, "x.yml")
    assert [(one.code, one.position.line, one.position.column) for one in findings] == list(file.expected)
    assert all(one.severity is Severity.ERROR and one.position.file == "x.yml" for one in findings)
    assert (document is not None) is file.readable


@pytest.mark.parametrize(
    "written",
    ["no", "on", "NO", "063010", "10:30", "12:30:45", "1_000", "=", "2014-13-01", "2014-05-01", "1.20", "1e3", "true",
     "0x1F", ".inf", "<<", "西宁"],
)  # fmt: skip
def test_a_scalar_stays_the_text_that_was_written(written: str) -> None:
    assert read(f"a: {written}\nb: [{written}]\n").data == {"a": written, "b": [written]}


def test_only_plain_null_is_nothing() -> None:
    data = read("a:\nb: ~\nc: null\nd: ''\ne: \"~\"\nf: 'null'\n").data
    assert data == {"a": None, "b": None, "c": None, "d": "", "e": "~", "f": "null"}


def test_the_place_of_every_key_and_value_is_known() -> None:
    document = read("title:\n  zh: 西宁\n  en: Xining\nplaces: [甲, 乙]\nparts:\n  - {a: 1,  b: 2}\n")
    assert document.key_position(("title",)) == place(1, 1)
    assert document.position(("title",)) == place(2, 3)
    assert document.position(("title", "en")) == place(3, 7)
    assert document.position(("places", 1)) == place(4, 13)
    assert document.position(("parts", 0)) == place(6, 5)
    assert document.key_position(("parts", 0, "b")) == place(6, 13)
    assert document.position(("parts", 0, "b")) == place(6, 16)


def test_what_is_missing_stands_where_it_would_belong() -> None:
    document = read("a: 1\ntitle:\n  zh: 西宁\nparts:\n  - b: 1\n")
    assert document.position(("title", "en")) == place(2, 1)
    assert document.position(("parts", 0, "c")) == place(5, 5)
    assert document.position(("parts", 7, "c")) == place(4, 1)
    assert document.position(("status",)) == place(1, 1)
    assert document.key_position(()) == place(1, 1)


def test_a_place_leads_back_to_its_field() -> None:
    document = read("title:\n  zh: 西宁\n  en: Xining\nplaces: [甲, 乙]\n")
    assert document.path_at(place(2, 8)) == ("title", "zh")
    assert document.path_at(place(4, 13)) == ("places", 1)
    assert dotted(("budget", 0, "value")) == "budget.0.value"


def test_all_texts_of_a_file_are_listed_with_their_places() -> None:
    listed = list(read("a: x\nb: [y, {c: }]\n").texts())
    assert listed == [
        (("a",), place(1, 1), "a"), (("a",), place(1, 4), "x"), (("b",), place(2, 1), "b"),
        (("b", 0), place(2, 5), "y"), (("b", 1, "c"), place(2, 9), "c"),
    ]  # fmt: skip


def test_mistakes_of_different_kinds_are_reported_together() -> None:
    codes = [one.code for one in findings_of("a: b\u200b\na: &x c\nd: !!str e\nd: \x07\n")]
    assert codes == [
        "control-character", "duplicate-key", "yaml-anchor", "yaml-tag", "duplicate-key", "control-character",
    ]  # fmt: skip


def test_a_repeated_name_keeps_its_first_value_and_names_its_first_line() -> None:
    document, (finding,) = read_document(b"a: 1\nb: {c: 2}\na: {c: 3}\nd: 4\n", "x.yml")
    assert document is not None and document.data == {"a": "1", "b": {"c": "2"}, "d": "4"}
    assert document.position(("d",)) == place(4, 4)
    assert (finding.field, finding.arguments["name"], finding.arguments["line"]) == ("a", "a", "1")
    assert finding.related == (place(1, 1),)


def test_an_invisible_character_is_named_with_its_field() -> None:
    (finding,) = findings_of("title:\n  zh: 西\u202e宁\n")
    assert finding.field == "title.zh"
    assert finding.arguments == {"code_point": "U+202E", "name": "RIGHT-TO-LEFT OVERRIDE"}


def test_a_flood_of_invisible_characters_is_reported_a_hundred_times() -> None:
    assert len(findings_of("a: " + "\u200b" * 5000)) == 100


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("title：西宁\nstatus: x\n", "title: 西宁"),
        ("title:西宁\nstatus: x\n", "title: 西宁"),
        ("a: b\n标题：西宁\nc: d\n", "标题: 西宁"),
        ("a:\n  - zh：西宁\n    en: x\n", "- zh: 西宁"),
        ("a:\n\tb: c\n", "  b: c"),
        ("a: Xining: a city\n", 'a: "Xining: a city"'),
        ('a: "夏都" 西宁\n', 'a: "夏都 西宁"'),
        ('a: say: "x"\n', "a: 'say: \"x\"'"),
        ("a: @西宁\n", 'a: "@西宁"'),
    ],
)
def test_a_slip_comes_with_the_line_as_it_should_read(text: str, suggestion: str) -> None:
    assert [one.arguments.get("suggestion") for one in findings_of(text)] == [suggestion]


def test_a_gbk_file_is_shown_readable() -> None:
    _, (finding,) = read_document("title: 西宁市图书馆\n".encode("gbk"), "data/sites/x.yml")
    assert finding.arguments == {"guess": "title: 西宁市图书馆", "file": "data/sites/x.yml"}


def test_bytes_that_only_happen_to_be_gbk_are_not_called_gbk() -> None:
    _, (finding,) = read_document(b"a: \x81\x40\x82\x41\xfe\x50\n", "x.yml")
    assert finding.code == "file-encoding"


def test_an_ordinary_file_is_read_from_disk(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_bytes(b"a: b\n")
    assert load_file(tmp_path / "x.yml", tmp_path) == b"a: b\n"


def _refused(path: Path, root: Path) -> str:
    finding = load_file(path, root)
    assert isinstance(finding, Finding)
    assert finding.position == Position(file=path.relative_to(root).as_posix())
    return finding.code


def test_no_symbolic_link_is_followed(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "data").mkdir(parents=True)
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "x.yml").write_text("a: b\n")
    (root / "data" / "x.yml").symlink_to("/etc/passwd")
    (root / "data" / "sites").symlink_to(tmp_path / "secret")
    (root / "data" / "dead.yml").symlink_to("nowhere")
    assert _refused(root / "data" / "x.yml", root) == "file-symlink"
    assert _refused(root / "data" / "dead.yml", root) == "file-symlink"
    assert _refused(root / "data" / "sites" / "x.yml", root) == "file-symlink"


def test_a_root_that_is_itself_a_link_is_fine(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "x.yml").write_bytes(b"a: b\n")
    (tmp_path / "root").symlink_to(tmp_path / "real")
    assert load_file(tmp_path / "root" / "x.yml", tmp_path / "root") == b"a: b\n"


def test_pipes_sockets_and_folders_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yml")
    (tmp_path / "folder.yml").mkdir()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket.yml"))
        for name in ("pipe.yml", "folder.yml", "socket.yml"):
            assert _refused(tmp_path / name, tmp_path) == "file-not-regular"


def test_a_file_that_cannot_be_opened_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> int:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "x.yml").write_bytes(b"a: b\n")
    monkeypatch.setattr(os, "open", refuse)
    assert _refused(tmp_path / "x.yml", tmp_path) == "file-unreadable"


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    assert _refused(tmp_path / "x.yml", tmp_path) == "file-unreadable"


def test_a_large_file_is_refused_without_reading_all_of_it(tmp_path: Path) -> None:
    with (tmp_path / "x.yml").open("wb") as file:
        file.truncate(5 << 30)  # sparse: takes no room on the disk
    assert _refused(tmp_path / "x.yml", tmp_path) == "file-too-large"


def test_a_file_name_that_is_no_text_can_still_be_shown(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff.yml")
    finding = load_file(tmp_path / name, tmp_path)
    assert isinstance(finding, Finding)
    assert finding.position.file == "\\udcff.yml"
