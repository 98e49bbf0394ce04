"""The index of the real pages against a plain scan of them: the same pages, in the same ranks, for every query."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from generator.searching.building import FOLDER, files
from generator.searching.reader import Reader
from generator.searching.texts import LEFT_OUT, in_order
from tests.searching.scanning import Scan
from tests.websites import searched_pages

HAND = {
    "zh": [
        "塔尔寺",
        "塔爾寺",
        "大通",
        "大 通",
        "taersi",
        "tes",
        "TAER",
        "ta'er",
        "湟中 塔尔寺",
        "９９４９",
        "9949万元",
        "71.9亿元",
        "ཀུ",
        "སྐུ་འབུམ",
        "的",
        "。",
        "“",
        "Kumbum",
        "kumbum monastery",
        "没有这样的字",
        "塔塔尔",
        "(",
        "\\",
        ".*",
        "a",
        "𠮷",
        "😀",
        "１２３４５",
        "12345",
    ],
    "en": [
        "monastery",
        "monasteries",
        "Monast",
        "KUMBUM",
        "塔尔寺",
        "taersi",
        "tes",
        "art",
        "the",
        "of the",
        '"of the"',
        "9949",
        "99.49",
        "“12345”",
        "people’s",
        "people's",
        "governments",
        "nothing-like-this",
        "funded funds",
        "སྐུ་འབུམ",
        "འབུམ",
        "[a-z]+",
        "$",
        "x",
    ],
}


@pytest.fixture(scope="module", params=["zh", "en"])
def scan(request: pytest.FixtureRequest, real_root: Path) -> Scan:
    language = request.param
    return Scan(searched_pages(real_root, language), language)


@pytest.fixture(scope="module")
def reader(scan: Scan, real_site: Path) -> Reader:
    folder = real_site / ("en" if scan.language == "en" else "") / FOLDER
    return Reader(lambda path: (folder / path).read_bytes())


def wrong(scan: Scan, reader: Reader, queries: list[str]) -> dict[str, tuple[int, int]]:
    """Query → how many pages the index finds, and how many there are, where the two differ."""
    found = {query: (reader.search(query), scan.search(query)) for query in queries}
    return {query: (len(index), len(truth)) for query, (index, truth) in found.items() if index != truth}


def test_three_hundred_pieces_of_the_pages_are_found_exactly(scan: Scan, reader: Reader) -> None:
    queries = scan.pieces(Random(1), 300)
    assert wrong(scan, reader, queries) == {}
    assert [query for query in queries if not reader.search(query)] == []


def test_what_readers_may_type_is_found_exactly(scan: Scan, reader: Reader) -> None:
    assert wrong(scan, reader, HAND[scan.language]) == {}


def test_words_on_a_third_of_the_pages_are_found_exactly(scan: Scan, reader: Reader) -> None:
    queries = scan.frequent(30)
    assert len(queries) == 30
    assert wrong(scan, reader, queries) == {}


def test_what_only_seems_to_be_joined_is_not_found(scan: Scan, reader: Reader) -> None:
    queries = scan.false_joins(Random(2), 30)
    assert [query for query in queries if reader.search(query)] == []


def test_several_words_are_all_on_the_page(scan: Scan, reader: Reader) -> None:
    pieces = scan.pieces(Random(3), 60)
    assert wrong(scan, reader, [f"{one} {other}" for one, other in zip(pieces[::2], pieces[1::2], strict=True)]) == {}


def test_a_query_may_cross_markup(scan: Scan, reader: Reader, real_site: Path) -> None:
    base = real_site / ("en" if scan.language == "en" else "")
    crossing = re.compile(r">([^<>&;\n]{2,30})</(?:a|strong|em|span|code)>([^<>&;\n]{2,30})<")
    left_out = re.compile(rf'class="(?:[^"]* )?(?:{"|".join((*LEFT_OUT, "p-notes"))})[ "]|<svg|<figcaption')
    tried = 0
    for number, page in enumerate(scan.pages):
        html = (base / page.url / "index.html").read_text(encoding="utf-8").partition('<article class="p-article">')[2]
        html = left_out.split(html.partition("</article>")[0].partition("</h1>")[2])[0]
        for found in list(crossing.finditer(html))[:2]:
            before = re.split(r"[\s-]", found[1])[-1] if scan.language == "en" else found[1][-6:]
            query = " ".join((before + found[2][:6]).replace('"', " ").split())
            if query:
                assert number in reader.search(f'"{query}"'), (page.url, query)
                tried += 1
    assert tried >= 30


def test_the_same_pages_give_the_same_files_in_whatever_order_they_come(scan: Scan) -> None:
    again = in_order(reversed(scan.pages))
    assert dict(files(again, scan.language, {})) == dict(files(scan.pages, scan.language, {}))
