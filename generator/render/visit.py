"""Before one goes: the map, what is open, the festivals near, the routes and what to mind, on one page."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from generator import addresses
from generator.basemaps import Ground, image_sources
from generator.catalogue import Catalogue
from generator.language import Language
from generator.loader import Entry
from generator.writing.artifacts import Artifact
from generator.writing.escaping import assembled, element, escape
from generator.writing.facts import absent, record_table
from generator.writing.festival_views import coming_everywhere
from generator.writing.lists import ROWS
from generator.writing.map_features import MapFeature
from generator.writing.map_frames import render_map
from generator.writing.page import Page
from generator.writing.templates import environment
from generator.writing.visiting import hours_shown, manners, open_now
from generator.writing.visitor_card import said

MAP = "visit"
"""The name of the map frame that shows the sites alone."""


def render(catalogue: Catalogue, language: Language, ground: Ground) -> Iterator[Artifact]:
    """The page of one language, and the frame of its map."""
    page = Page(catalogue, language, addresses.VISIT)
    sites = catalogue.of_kind("site")
    placed = [site for site in sites if catalogue.point_of(site)]
    routes = catalogue.of_kind("route")
    text = (
        environment()
        .get_template("visit.md.jinja")
        .render(
            p=page,
            front={
                "title": page.word("visit.title"),
                "kind": "visit",
                "section": page.word("visit.title"),
                "description": page.word("visit.lead"),
            },
            frame=page.to(f"maps/{MAP}.html") if placed else "",
            sites=assembled([_site(page, site) for site in sites[:ROWS]], "\n"),
            rest=page.to("sites/") if len(sites) > ROWS else "",
            festivals=coming_everywhere(page),
            routes=record_table(page, page.word("visit.routes"), routes[:ROWS], ["mode"]) if routes else Markup(),
            etiquette=[(page.link(site), rows) for site in sites[:ROWS] if (rows := manners(page, site))],
        )
    )
    yield Artifact.of(addresses.markdown_file(page.address), page.finish(text))
    if placed:
        yield from _map(page, placed, ground)


def _site(page: Page, entry: Entry) -> Markup:
    """A site as one needs it on the way: what it is called and how that is said, whether it is open, its card."""
    reading = said(page, entry)
    heading = page.link(entry) + (Markup(" ") + _said(reading) if reading else Markup())
    name = element("p", heading, class_="v-plan-name")
    whose = element("span", Markup(" · ") + page.text(entry.record.heading), class_="p-hidden")
    address = page.to(addresses.card(entry) + "#card")
    link = element("p", element("a", escape(page.word("visit.card")) + whose, href=address), class_="v-plan-card")
    return element("li", name + element("div", _opening(page, entry), class_="v-plan-hours") + link)


def _opening(page: Page, entry: Entry) -> Markup:
    """When it is open, as far as that is known, and in the browser whether it is open now."""
    visiting = entry.record.visiting
    if visiting is None or visiting.hours is None:
        return absent(page, "visit.unknown")
    return open_now(page, entry) + hours_shown(page, visiting.hours, entry)


def _said(reading: str) -> Markup:
    return element("span", reading, lang="zh-Latn", class_="v-said")


def _map(page: Page, placed: list[Entry], ground: Ground) -> Iterator[Artifact]:
    catalogue, language = page.catalogue, page.language
    publication = catalogue.publication
    frame = render_map(
        MAP,
        page.word("visit.map_frame"),
        [_feature(page, entry) for entry in placed],
        lang=language.code,
        words=language.part("maps"),
        kinds={"site": page.word("kinds.site.many")},
        settings=publication.map,
        centre=publication.centre,
        ground=ground,
        centre_name=language.plain(publication.centre_name),
        image_sources=image_sources(publication.map),
    )
    for path, content in frame.items():
        yield Artifact.of(path, content)


def _feature(page: Page, entry: Entry) -> MapFeature:
    catalogue, language = page.catalogue, page.language
    title, tag = language.pick(entry.record.heading)
    point = catalogue.point_of(entry)
    assert point is not None
    return MapFeature(
        kind="site",
        id=entry.id,
        title=title,
        url=addresses.address(entry),
        coordinates=point,
        precision_m=catalogue.precision_m(entry),
        summary=language.plain(entry.record.summary) if entry.record.summary else "",
        lang="" if tag == language.code else tag,
    )
