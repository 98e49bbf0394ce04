"""Formatting changes how a record looks, never what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.encoding import from_gbk
from generator.field_orders import field_order
from generator.findings import Position
from generator.formatting import FieldOrder, format_document, rename_references
from generator.reading import read_document
from generator.records import BY_FOLDER, BY_NAME, KINDS, Kind
from tests.mutations import mutations
from tests.test_fuzz_reading import RECORD

TEXT = FieldOrder({"zh": FieldOrder(), "en": FieldOrder()})
ORDER = FieldOrder(
    {
        "title": TEXT,
        "summary": TEXT,
        "places": FieldOrder(is_code=True),
        "budget": FieldOrder({"value": FieldOrder(), "basis": FieldOrder()}),
        "names": FieldOrder({}, others=FieldOrder({"value": FieldOrder(), "note": FieldOrder()})),
        "sources": FieldOrder({"source": FieldOrder(is_code=True), "at": FieldOrder()}, is_code=True),
    }
)


def formatted(text: str) -> str:
    return format_document(text.encode("utf-8"), ORDER).decode("utf-8")


@pytest.mark.parametrize(
    ("what", "before", "after"),
    [
        ("fields", "sources: [a]\ntitle: x\n", "title: x\nsources: [a]\n"),
        ("unknown fields stay behind the known ones", "zzz: 1\naaa: 2\ntitle: x\n", "title: x\nzzz: 1\naaa: 2\n"),
        ("groups", "title:\n  en: x\n  zh: 西\n", "title:\n  zh: 西\n  en: x\n"),
        ("braces", "title: {en: x, zh: 西}\n", "title: {zh: 西, en: x}\n"),
        ("items", "budget:\n  - basis: a\n    value: 1\n", "budget:\n  - value: 1\n    basis: a\n"),
        ("items without indentation", "budget:\n- basis: a\n  value: 1\n- value: 2\n",
         "budget:\n- value: 1\n  basis: a\n- value: 2\n"),
        ("fields with any name", "names:\n  bo: {note: n, value: v}\n", "names:\n  bo: {value: v, note: n}\n"),
        ("a comment above moves along", "sources: [a]\n# why\ntitle: x\n", "# why\ntitle: x\nsources: [a]\n"),
        ("a comment behind moves along", "sources: [a]  # s\ntitle: x  # t\n", "title: x  # t\nsources: [a]  # s\n"),
        ("a comment at the top stays", "# file\nsources: [a]\ntitle: x\n", "# file\ntitle: x\nsources: [a]\n"),
        ("block texts", "summary:\n  en: |\n    a\n\n    # b\n  zh: 西\ntitle: x\n",
         "title: x\nsummary:\n  zh: 西\n  en: |\n    a\n\n    # b\n"),
        ("codes are quoted", "places: [630102, '630103', \"630104\", xining]\n",
         'places: ["630102", "630103", "630104", xining]\n'),
        ("codes inside items", "sources:\n  - at: 3\n    source: 2014\n", 'sources:\n  - source: "2014"\n    at: 3\n'),
        ("figures are not", "budget:\n  - value: 8\n", "budget:\n  - value: 8\n"),
        ("single quotes", "title: 'it''s'\nzzz: 'say \"x\"'\n", "title: \"it's\"\nzzz: 'say \"x\"'\n"),
        ("line ends and the byte order mark", "\ufefftitle: x\r\nzzz: y\r\n\r\n", "title: x\nzzz: y\n"),
        ("spaces at the end of lines", "title: x  \nzzz:\n  - a \n", "title: x\nzzz:\n  - a\n"),
        ("the last line end", "title: x", "title: x\n"),
    ],
    ids=lambda value: None,
)  # fmt: skip
def test_a_record_is_put_into_its_canonical_form(what: str, before: str, after: str) -> None:
    assert formatted(before) == after, what
    assert formatted(after) == after, what


def test_spaces_that_a_text_needs_are_kept() -> None:
    assert formatted("title: |\n  a  \n  b\n") == "title: |\n  a  \n  b\n"


@pytest.mark.parametrize("text", ["title: [\n", "a: 1\na: 2\n", "", "- a\n", "a: \u200b\n", "x" * (2 << 20)])
def test_a_file_with_mistakes_is_left_as_it_is(text: str) -> None:
    assert formatted(text) == text


def test_formatting_mutated_records_changes_nothing_that_they_say_and_nothing_twice() -> None:
    for raw in mutations(seed=3, count=1_500, corpus=[RECORD]):
        once = format_document(raw, ORDER)
        before, _ = read_document(raw, "x.yml")
        after, _ = read_document(once, "x.yml")
        assert (before and before.data) == (after and after.data), raw
        assert format_document(once, ORDER) == once, raw


RECORDS = sorted((Path(__file__).parents[1] / "data").glob("*/*.yml"))


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.name)
def test_the_records_of_the_publication_are_in_canonical_form(path: Path) -> None:
    order = field_order(BY_FOLDER[path.parent.name].model, ("zh", "en"))
    assert format_document(path.read_bytes(), order) == path.read_bytes()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_order_of_a_kind_names_every_field_once_and_ends_with_what_all_kinds_have(kind: Kind) -> None:
    model = kind.model
    names = list(field_order(model).fields)
    assert sorted(names) == sorted(model.model_fields)
    assert names.index("sources") > names.index(next(name for name in names if name in {"title", "names", "name"}))


def test_gbk_becomes_utf_8() -> None:
    text = "title: 西宁市图书馆\n"
    for encoding in ("gbk", "gb18030", "utf-8", "utf-8-sig", "utf-16"):
        assert from_gbk(text.encode(encoding)) == text.encode("utf-8")


def test_bytes_of_no_known_encoding_are_refused() -> None:
    with pytest.raises(UnicodeDecodeError):
        from_gbk(b"\xff\xff\xff")


def test_a_reference_is_renamed_and_nothing_else() -> None:
    raw = '\ufeff# old\r\na: [old, "old", \'old\']\r\nb: old  # old\r\nold: {c: old}\r\n'.encode()
    places = [Position(file="x", line=line, column=column) for line, column in ((2, 5), (2, 10), (2, 17), (3, 4))]
    expected = '\ufeff# old\r\na: [new-id, "new-id", \'new-id\']\r\nb: new-id  # old\r\nold: {c: old}\r\n'.encode()
    assert rename_references(raw, places, "new-id") == expected


def test_a_new_id_that_looks_like_a_number_is_quoted() -> None:
    place = Position(file="x", line=1, column=4)
    assert rename_references(b"a: old\n", [place], "630102") == b'a: "630102"\n'
    assert rename_references(b"a: old\n", [], "new") == b"a: old\n"


def test_an_event_begins_with_its_title_though_a_part_may_begin_with_its_calendar() -> None:
    order = list(field_order(BY_NAME["event"].model).fields)
    assert order[:4] == ["title", "summary", "site", "place"] and order.index("calendar") < order.index("rule")
