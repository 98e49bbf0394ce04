"""Tiny publications for tests: a valid one around the few records that a test is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent

from generator.catalogue import Catalogue
from generator.checks import check
from generator.findings import Finding
from generator.loader import load
from generator.surroundings import Picture, Surroundings

PUBLICATION = """\
name: {zh: 试验城, en: Trial City}
tagline: {zh: 只为检查而写, en: Written for checking only}
languages: [zh, en]
centre: {lat: 36.6, lon: 101.8}
centre_name: {zh: 市中心, en: the centre}
bounds: {south: 36.0, west: 100.9, north: 37.5, east: 102.0}
synthetic: true
"""

CATEGORIES = """\
roads: {zh: 道路, en: Roads}
water: {zh: 水利, en: Water}
"""

SOURCE = """\
title: {zh: 试验公报, en: Trial gazette}
type: official-notice
date: 2020-05-01
retrieved: 2026-01-15
"""

CITY = """\
name: {zh: 试验市, en: Trial City}
code: 630100
level: city
coordinates: {lat: 36.6, lon: 101.8}
sources: gazette
"""

COUNTY = """\
name: {zh: 试验县, en: Trial County}
code: 630121
level: county
parent: 630100
coordinates: {lat: 36.9, lon: 101.7}
sources: gazette
"""

OFFICE = """\
name: {zh: 试验局, en: Trial Bureau}
type: department
place: 630100
sources: gazette
"""

COMMON = {
    "sources/gazette": SOURCE,
    "places/630100": CITY,
    "places/630121": COUNTY,
    "organisations/bureau": OFFICE,
}
"""Records that a test's own may name."""


def write_publication(
    folder: Path,
    records: Mapping[str, str] | None = None,
    *,
    publication: str = PUBLICATION,
    common: Mapping[str, str] = COMMON,
    vocabularies: Mapping[str, str] | None = None,
) -> Path:
    """Write ``site_config/`` and ``data/`` below ``folder``; ``records`` maps ``projects/road`` to its YAML text."""
    files = {"site_config/publication.yml": publication}
    for name, text in ({"category": CATEGORIES} | dict(vocabularies or {})).items():
        files[f"site_config/vocabularies/{name}.yml"] = text
    for name, text in {**common, **(records or {})}.items():
        files[f"data/{name}.yml"] = text
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return folder


def findings_of(
    folder: Path,
    *,
    as_of: date | None = date(2026, 6, 30),
    pictures: Mapping[str, Picture] | None = None,
    files: Iterable[str] = (),
) -> tuple[Finding, ...]:
    """What reader and checks find in the publication; ``files`` lie below its assets, besides the pictures."""
    loaded = load(folder)
    if loaded.publication is None:
        return loaded.findings
    around = Surroundings(
        pictures=pictures or {},
        asset_files=frozenset([*(pictures or {}), *files]),
        configuration=loaded.configuration,
        as_of=as_of,
    )
    catalogue = Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, around)
    return tuple(sorted((*loaded.findings, *check(catalogue)), key=lambda finding: finding.position))


def shown(findings: Iterable[Finding]) -> list[str]:
    """Findings as ``data/projects/road.yml:3:9 error money-factor``, for comparing at a glance."""
    return [
        f"{one.position.file}:{one.position.line}:{one.position.column} {one.severity} {one.code}" for one in findings
    ]


def only(findings: Iterable[Finding]) -> Finding:
    """The one finding that there is."""
    found = list(findings)
    assert len(found) == 1, shown(found)
    return found[0]
