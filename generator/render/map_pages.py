"""The map of everything: its page, with the same records as a table, and the frame it shows."""

from __future__ import annotations

from collections.abc import Iterator

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
from generator.writing.lists import ROWS
from generator.writing.map_features import MapFeature
from generator.writing.map_frames import render_map
from generator.writing.page import Page
from generator.writing.route_maps import route_feature
from generator.writing.templates import environment

FILES = [f"{FOLDER}{kind.folder}.geojson" for kind in KINDS if has_geometry(kind)]
"""Downloads that hold the points and lines."""
KINDS_ON_MAP = tuple(kind.name for kind in KINDS if has_geometry(kind) or kind.name == "organisation")
"""Kinds with a point or a line. Organisations have none yet, and are looked for on a map all the same."""


def render(catalogue: Catalogue, language: Language, ground: Ground) -> Iterator[Artifact]:
    """The map page, the frame, its script and the GeoJSON behind it."""
    page = Page(catalogue, language, addresses.MAP)
    placed = [(entry, features) for entry in catalogue.published if (features := _features(page, entry))]
    on_map = {key_of(entry) for entry, _ in placed}
    heads = [page.word(f"map.{name}") for name in ("name", "kind", "place", "point")]
    rows = [
        [page.link(entry), page.word(f"kinds.{entry.kind.name}.one"), _place(page, entry), _degrees(page, features)]
        for entry, features in placed[:ROWS]
    ]
    off = [entry for entry in catalogue.published if entry.kind.name in KINDS_ON_MAP and key_of(entry) not in on_map]
    rest = [[page.link(e), page.word(f"kinds.{e.kind.name}.one"), _place(page, e)] for e in off[:ROWS]]
    text = (
        environment()
        .get_template("map.md.jinja")
        .render(
            p=page,
            front={
                "title": page.word("map.title"),
                "kind": "map",
                "section": page.word("map.title"),
                "description": page.word("map.lead"),
            },
            frame=page.to(addresses.OVERVIEW_MAP),
            script=page.to("assets/map-page.js"),
            table=table(page.word("map.table"), heads, rows),
            rest=table(page.word("map.off"), heads[:3], rest) if rest else "",
            is_long=max(len(placed), len(off)) > ROWS,
            everything=page.to(addresses.SEARCH),
            downloads=download_links(page, FILES),
        )
    )
    yield Artifact.of(addresses.markdown_file(addresses.MAP), text)
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
