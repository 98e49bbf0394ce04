"""Publications for looking at what their pages say to machines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from generator import addresses
from generator.catalogue import Catalogue
from generator.language import Language
from generator.loader import Entry, load
from generator.surroundings import Surroundings
from generator.writing.linked_data import record_data
from generator.writing.page import Page
from tests.publications import COMMON, PUBLICATION, write_publication

REAL = PUBLICATION.replace("synthetic: true", "url: https://city.example/view/\nroot: '630100'")
DAY = date(2026, 6, 30)
TEMPLE = """\
names: {zh: 鼓寺, en: {value: Drum Temple, alternatives: [{value: Bell Temple, sources: gazette}]}}
type: BuddhistTemple
place: "630121"
address: {zh: 鼓楼街1号, en: 1 Drum Street}
coordinates: {value: {lat: 36.90123, lon: 101.70345}}
sources: gazette
visiting:
"""


def told_of(folder: Path, visiting: str, today: date | None = DAY, temple: str = TEMPLE, **more: str) -> Any:
    text = temple + "".join(f"  {line}\n" for line in visiting.splitlines() or ["{}"])
    catalogue = catalogue_of(folder, {"sites/temple": text, **more}, today)
    return data(catalogue, "site", "temple")


def catalogue_of(
    folder: Path, records: Mapping[str, str], today: date | None = DAY, publication: str = REAL, **around: Any
) -> Catalogue:
    """The records with the common ones, without an error."""
    common = {name: text for name, text in COMMON.items() if name not in records}
    loaded = load(write_publication(folder, records, publication=publication, common=common))
    assert loaded.publication is not None
    assert not [finding for finding in loaded.findings if finding.is_error]
    return Catalogue(
        loaded.publication, loaded.vocabularies, loaded.entries, Surroundings(as_of=today, **around)
    )


def page_of(catalogue: Catalogue, entry: Entry, code: str = "zh") -> Page:
    return Page(catalogue, Language(code, catalogue.publication), addresses.address(entry))


def data(catalogue: Catalogue, kind: str, id_: str, code: str = "zh") -> Any:
    entry = catalogue.by_key[kind, id_]
    text = record_data(page_of(catalogue, entry, code), entry)
    return json.loads(text) if text else {}


def main(whole: Any) -> Any:
    """The record's own node."""
    return whole["@graph"][0] if "@graph" in whole else whole
