"""The map of everything: its page, with the same records as a table, and the frame it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from generator import addresses
from generator.basemaps import Ground, image_sources
from generator.catalogue import Catalogue, key_of
from generator.language import Language
from generator.loader import Entry
from generator.records import KINDS
from generator.tabular.bundles import FOLDER, has_geometry
from generator.values.text import LocalizedText
from generator.writing.artifacts import Artifact
from generator.writing.downloads import download_links
from generator.writing.escaping import escape
from generator.writing.facts import table
from generator.writing.map_features import MapFeature
from generator.writing.map_frames import render_map
from generator.writing.page import Page
from generator.writing.paging import fill, numbered
from generator.writing.route_maps import route_feature
from generator.writing.templates import environment

FILES = [f"{FOLDER}{kind.folder}.geojson" for kind in KINDS if has_geometry(kind)]
"""Downloads that hold the points and lines."""
KINDS_ON_MAP = tuple(kind.name for kind in KINDS if has_geometry(kind) or kind.name == "organisation")
"""Kinds with a point or a line. Organisations have none yet, and are looked for on a map all the same."""


def render(catalogue: Catalogue, language: Language, ground: Ground) -> Iterator[Artifact]:
    """The map's pages, the frame, its script and the GeoJSON behind it."""
    page = Page(catalogue, language, addresses.MAP)
    placed = [(entry, features) for entry in catalogue.published if (features := _features(page, entry))]
    yield from _tables(catalogue, language, placed)
    publication = catalogue.publication
    frame = render_map(
        "overview",
        page.word("map.frame"),
        [feature for _, features in placed for feature in features],
        lang=language.code,
        words=language.part("maps"),
        kinds={kind.name: page.word(f"kinds.{kind.name}.many") for kind in KINDS if kind.name in KINDS_ON_MAP},
        settings=publication.map,
        ground=ground,
        centre=publication.centre,
        centre_name=language.plain(publication.centre_name),
        image_sources=image_sources(publication.map),
    )
    for path, content in frame.items():
        yield Artifact.of(path, content)
    yield from _selected(page, ground)


def _tables(
    catalogue: Catalogue, language: Language, placed: Sequence[tuple[Entry, list[MapFeature]]]
) -> Iterator[Artifact]:
    """The map's page, with a table of what is on the map and one of what is not; if they are long, further pages."""
    on_map = {key_of(entry) for entry, _ in placed}
    off = [entry for entry in catalogue.published if entry.kind.name in KINDS_ON_MAP and key_of(entry) not in on_map]
    rows = [*placed, *((entry, []) for entry in off)]
    filled = fill(rows, addresses.MAP, partial(Page, catalogue, language), _line)
    for number, (page, lines) in enumerate(filled, 1):
        title = first = page.word("map.title")
        front: dict[str, Any] = {"title": title, "kind": "map", "section": first, "description": page.word("map.lead")}
        if number > 1:
            title = page.word("listing.page_title", title=first, number=number)
            front = {"title": title, "kind": "listing", "section": first, "hide": ["toc"]}
            front |= {"breadcrumbs": [{"title": first, "url": addresses.MAP}], "alternate": addresses.MAP}
        heads = [page.word(f"map.{name}") for name in ("name", "kind", "place", "point")]
        on_it = [line for line in lines if len(line) == len(heads)]
        rest = lines[len(on_it) :]
        text = (
            environment()
            .get_template("map.md.jinja")
            .render(
                p=page,
                front=front,
                frame=page.to(addresses.OVERVIEW_MAP) if number == 1 else "",
                script=page.to("assets/map-page.js"),
                table=table(page.word("map.table"), heads, on_it) if on_it or number == 1 else "",
                rest=table(page.word("map.off"), heads[:-1], rest) if rest else "",
                downloads=download_links(page, FILES) if number == 1 else "",
                pages=numbered(page, addresses.MAP, len(filled), number),
            )
        )
        yield Artifact.of(addresses.markdown_file(page.address), text)


def _line(page: Page, row: tuple[Entry, list[MapFeature]]) -> list[object]:
    """A record of the table; what is not on the map is a cell shorter."""
    entry, features = row
    said = [page.link(entry), page.word(f"kinds.{entry.kind.name}.one"), _place(page, entry)]
    return [*said, _degrees(page, features)] if features else said


def _selected(page: Page, ground: Ground) -> Iterator[Artifact]:
    """The frame that every list shows its selection in; what is selected comes from the list."""
    publication, language = page.catalogue.publication, page.language
    selected = render_map(
        "explore",
        page.word("map.selected"),
        [],
        lang=language.code,
        words=language.part("maps"),
        kinds={kind.name: page.word(f"kinds.{kind.name}.many") for kind in KINDS},
        settings=publication.map,
        ground=ground,
        centre=publication.centre,
        centre_name=language.plain(publication.centre_name),
        image_sources=image_sources(publication.map),
        of_selection=True,
    )
    for path, content in selected.items():
        if path.endswith((".html", ".js")):
            yield Artifact.of(path, content)


def _features(page: Page, entry: Entry) -> list[MapFeature]:
    catalogue, language = page.catalogue, page.language
    if entry.kind.name == "route":
        return [feature for feature in [route_feature(page, entry)] if feature]
    point = catalogue.point_of(entry) if entry.kind.name in KINDS_ON_MAP else None
    if point is None:
        return []
    title, tag = language.pick(entry.record.heading)
    summary = entry.record.abstract
    return [
        MapFeature(
            kind=entry.kind.name,
            id=entry.id,
            title=title,
            url=addresses.address(entry),
            coordinates=point,
            precision_m=catalogue.precision_m(entry),
            group=_group(page, entry),
            summary=language.plain(summary) if isinstance(summary, LocalizedText) else "",
            lang="" if tag == language.code else tag,
            weight=-len(entry.record.code.digits) if entry.kind.name == "place" else 0,
        )
    ]


def _group(page: Page, entry: Entry) -> str:
    level = getattr(entry.record, "level", None) or getattr(entry.record, "type", None)
    known = page.catalogue.term(level) if level else None
    return page.language.plain(known.label) if known else ""


def _place(page: Page, entry: Entry) -> object:
    own = page.catalogue.places_of(entry) or tuple(filter(None, [getattr(entry.record, "parent", None)]))
    places = [reference for reference in own if reference.kind == "place"]
    return page.joined(page.reference(reference) for reference in places) if places else escape("—")


def _degrees(page: Page, features: list[MapFeature]) -> str:
    point = features[0].coordinates
    if line := features[0].line or features[0].scattered:
        return page.word("route.points", count=page.language.integer(len(line)))
    return f"{point.lat}, {point.lon}"
