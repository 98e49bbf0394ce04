"""Before one goes: the map, what is open, the festivals near, the routes and what to mind, on one page.

Where the sites are too many for it, they are on pages of the places in which they lie, and it leads there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile
from typing import Any

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
from generator.writing.map_features import MapFeature
from generator.writing.map_frames import render_map
from generator.writing.page import Page
from generator.writing.paging import MOST_BYTES, fill, numbered
from generator.writing.templates import environment
from generator.writing.visiting import hours_shown, manners, open_now
from generator.writing.visitor_card import said

MAP = "visit"
"""The name of the map frame that shows the sites alone."""


def render(catalogue: Catalogue, language: Language, ground: Ground) -> Iterator[Artifact]:
    """The pages of one language, and the frame of the map."""
    new_page = partial(Page, catalogue, language)
    sites = catalogue.of_kind("site")
    placed = [site for site in sites if catalogue.point_of(site)]
    routes = catalogue.of_kind("route")
    title = language.word("visit.title")
    # Festivals and routes stand on the page too.
    (page, lines), *more = fill(sites, addresses.VISIT, new_page, _site, MOST_BYTES)
    divided = by_place(catalogue, sites) if more else []
    front = {"title": title, "kind": "visit", "section": title, "description": page.word("visit.lead")}
    yield _written(
        page,
        front,
        page.word("visit.lead_divided" if divided else "visit.lead"),
        [] if divided else lines,
        places=_places(page, divided, len(sites)) if divided else "",
        frame=page.to(f"maps/{MAP}.html") if placed else "",
        festivals=coming_everywhere(page),
        routes=record_table(page, page.word("visit.routes"), routes, ["mode"]) if routes else Markup(),
    )
    for place, found in divided:
        yield from _in(catalogue, language, place, found)
    if placed:
        yield from _map(page, placed, ground)


def by_place(catalogue: Catalogue, sites: Sequence[Entry]) -> list[tuple[Entry | None, list[Entry]]]:
    """The sites by the widest places that tell them apart, in the order of the places; last those that name none."""
    chains = {site.id: _chain(catalogue, site) for site in sites}
    named = [chain for chain in chains.values() if chain]
    # What all of them lie in says nothing of where one is.
    common = sum(1 for _ in takewhile(lambda level: len({place.id for place in level}) == 1, zip(*named, strict=False)))
    found: dict[str, list[Entry]] = {}
    for site in sites:
        chain = chains[site.id][: common + 1]
        found.setdefault(chain[-1].id if chain else "", []).append(site)
    places = [*(place for place in catalogue.of_kind("place") if place.id in found), None]
    return [(place, here) for place in places if (here := found.get(place.id if place else "", []))]


def _chain(catalogue: Catalogue, site: Entry) -> list[Entry]:
    """From the widest place that a site lies in to its own."""
    place = catalogue.find(site.record.place)
    return [*catalogue.ancestors(place), place] if place else []


def _places(page: Page, divided: Sequence[tuple[Entry | None, Sequence[Entry]]], count: int) -> Markup:
    """The ways to the sites of each place."""
    integer = page.language.integer
    ways = [
        element(
            "li",
            element("a", _name(page.language, place), href=page.to(addresses.visit_in(place)))
            + element("span", page.word("visit.count", count=integer(len(sites)))),
        )
        for place, sites in divided
    ]
    lead = element("p", page.word("visit.places", count=integer(count)))
    return lead + Markup("\n\n") + element("ul", assembled(ways, "\n"), class_="p-near")


def _name(language: Language, place: Entry | None) -> str:
    return language.plain(place.record.heading) if place else language.word("help.in_nowhere")


def _in(catalogue: Catalogue, language: Language, place: Entry | None, sites: Sequence[Entry]) -> Iterator[Artifact]:
    """The pages of the sites in one place."""
    section, address = language.word("visit.title"), addresses.visit_in(place)
    title = language.word("visit.in_title", place=_name(language, place))
    filled = fill(sites, address, partial(Page, catalogue, language), _site)
    for number, (page, lines) in enumerate(filled, 1):
        front: dict[str, Any] = {
            "title": title,
            "kind": "visit",
            "section": section,
            "breadcrumbs": [{"title": section, "url": addresses.VISIT}],
            "search": {"exclude": True},  # what the pages of the sites say
            "hide": ["toc"],
        }
        if number > 1:
            front["title"] = language.word("listing.page_title", title=title, number=number)
            front["breadcrumbs"] = [*front["breadcrumbs"], {"title": title, "url": address}]
            front |= {"alternate": address, "offline": address}  # another language's pages begin with other sites
        lead = language.word("visit.in_lead", count=language.integer(len(sites)))
        yield _written(page, front, lead, lines, pages=numbered(page, address, len(filled), number))


def _written(
    page: Page, front: dict[str, Any], lead: str, lines: Sequence[Sequence[Markup]], **more: object
) -> Artifact:
    """A page with some sites, each as :func:`_site` has it, and what else stands on it."""
    nothing = dict.fromkeys(("places", "frame", "festivals", "routes", "pages"), "")
    view = {
        "p": page,
        "front": front,
        "lead": lead,
        "sites": assembled([shown for _, shown, _ in lines], "\n"),
        "etiquette": [(name, rows) for name, _, rows in lines if rows],
    }
    text = environment().get_template("visit.md.jinja").render(nothing | view | more)
    return Artifact.of(addresses.markdown_file(page.address), page.finish(text))


def _site(page: Page, entry: Entry) -> list[Markup]:
    """A site as one needs it on the way: its name; how that is said, whether it is open, its card; what it asks of its
    guests."""
    reading = said(page, entry)
    heading = page.link(entry) + (Markup(" ") + _said(reading) if reading else Markup())
    name = element("p", heading, class_="v-plan-name")
    whose = element("span", Markup(" · ") + page.text(entry.record.heading), class_="p-hidden")
    address = page.to(addresses.card(entry) + "#card")
    link = element("p", element("a", escape(page.word("visit.card")) + whose, href=address), class_="v-plan-card")
    shown = element("li", name + element("div", _opening(page, entry), class_="v-plan-hours") + link)
    return [page.link(entry), shown, manners(page, entry)]


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
