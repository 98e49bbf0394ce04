"""The blocks on the pages of the real site, read by a library that did not write them, as a machine would read them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from generator.records import KINDS
from tests import links
from tests.linked_data import schema_org
from tests.websites import REPOSITORY

# The library's reader of JSON-LD (7.6.0) uses what the library itself has given up.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

HOST = "https://city.example/"
SDO = Namespace("http://schema.org/")


def context(names: Iterable[str]) -> dict[str, Any]:
    """What schema.org's own context says of names, as far as reading depends on it; made of the vocabulary."""
    made: dict[str, Any] = {"@vocab": str(SDO)}
    for name in names:
        if schema_org.is_address(name):
            made[name] = {"@type": "@id"}
        elif "Date" in schema_org.ranges(name):
            made[name] = {"@type": str(SDO.Date)}
    return made


def parsed(block: str, address: str) -> Graph:
    """The statements of a block on the page at an address."""
    whole = json.loads(block)
    given = whole["@context"]
    assert given == "https://schema.org" or given[0] == "https://schema.org"
    names = sorted(set(re.findall(r'"(\w+)":', block)) & schema_org.TERMS.keys())
    own = given[1:] if isinstance(given, list) else []
    whole["@context"] = [context(filter(schema_org.is_property, names)), *own]
    return Graph().parse(data=json.dumps(whole), format="json-ld", base=HOST + address)


@pytest.fixture(scope="module")
def blocks(real_site: Path) -> dict[str, list[str]]:
    """Address of a page → its blocks."""
    found = {}
    for file in real_site.rglob("*.html"):
        path = file.relative_to(real_site).as_posix()
        document = links.Document(path)
        document.feed(file.read_text(encoding="utf-8"))
        found[path.removesuffix("index.html")] = document.blocks
    return found


@pytest.fixture(scope="module")
def graph(blocks: dict[str, list[str]]) -> Graph:
    """Everything that the site says."""
    whole = Graph()
    for address, found in blocks.items():
        for block in found:
            whole += parsed(block, address)
    return whole


def record_pages() -> Iterator[str]:
    for kind in KINDS:
        for file in (REPOSITORY / "data" / kind.folder).glob("*.yml"):
            yield from (f"{base}{kind.folder}/{file.stem}/" for base in ("", "en/"))


def test_every_page_of_a_record_says_what_it_is_about_and_where_it_stands(blocks: dict[str, list[str]]) -> None:
    for address in record_pages():
        own, way = blocks[address]
        graph = parsed(own, address)
        thing = URIRef(HOST + address.removeprefix("en/"))
        assert (thing, RDF.type, None) in graph, address
        names = list(graph.objects(thing, SDO.name))
        assert names and all(isinstance(name, Literal) and name.language for name in names), address
        path = parsed(way, address)
        pages = {str(page) for page in path.objects(None, SDO.item)}
        home = HOST + ("en/" if address.startswith("en/") else "")
        assert home in pages and len(pages) == 2, address


def test_the_same_thing_has_its_names_in_both_languages_once_the_pages_are_put_together(
    blocks: dict[str, list[str]],
) -> None:
    graph = parsed(blocks["sites/taer-monastery/"][0], "sites/taer-monastery/")
    graph += parsed(blocks["en/sites/taer-monastery/"][0], "en/sites/taer-monastery/")
    thing = URIRef(HOST + "sites/taer-monastery/")
    assert (thing, RDF.type, SDO.BuddhistTemple) in graph
    assert {Literal("塔尔寺", lang="zh"), Literal("Kumbum Monastery", lang="en")} <= set(graph.objects(thing, SDO.name))


def test_whatever_a_page_names_is_a_page_that_is_there_and_of_an_allowed_class(
    real_site: Path, graph: Graph
) -> None:
    for thing, name, other in graph:
        if not (isinstance(other, URIRef) and str(other).startswith(HOST)):
            continue
        path = urlsplit(urljoin(HOST, str(other))).path.lstrip("/")
        file = real_site / path
        assert (file / "index.html" if path.endswith("/") or not path else file).is_file(), f"{thing} {name} {other}"
        property_ = str(name).removeprefix(str(SDO))
        classes = {str(one).removeprefix(str(SDO)) for one in graph.objects(other, RDF.type)}
        allowed = schema_org.ranges(property_)
        if not allowed & {"URL", "Thing"}:
            assert any(schema_org.above(one) & allowed for one in classes), f"{thing} {name} {classes}"


def test_what_is_in_no_language_is_marked_with_none(graph: Graph) -> None:
    for name in (SDO.identifier, SDO.inLanguage, SDO.encodingFormat, SDO.value, SDO.itemListOrder):
        values = [value for value in graph.objects(None, name) if not str(value).startswith("N")]
        assert values and not [value for value in values if getattr(value, "language", None)], name


def test_blocks_obey_the_vocabulary_and_are_small(blocks: dict[str, list[str]]) -> None:
    for address, found in blocks.items():
        assert sum(len(block.encode()) for block in found) < 8192, address
        for block in found:
            whole = {name: value for name, value in json.loads(block).items() if name != "@context"}
            assert not list(schema_org.wrong(whole, address))


def test_pages_that_lead_elsewhere_or_are_not_there_say_nothing(blocks: dict[str, list[str]]) -> None:
    assert not blocks["404.html"] and not blocks["maps/overview.html"]
