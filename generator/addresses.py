"""Where everything lies: the only place that knows a record's page, its file, and the way between two pages.

An address is the path of a page below its language's root, with a slash at the end (``projects/x/``); the home page is
the empty one.
"""

from __future__ import annotations

from functools import lru_cache

from generator.loader import Entry
from generator.records import Kind

GLOSSARY = "glossary/"
MONEY = "money/"
DESIGNATIONS = "designations/"
DOWNLOADS, COMPLETENESS = "downloads/", "completeness/"
CHANGES, CORRECTIONS = "changes/", "corrections/"
FEED = "changes.xml"
"""The Atom feed of everything; :func:`feed` is that of a place."""
MAP, SEARCH, GUIDE_FIELDS, GUIDE_CHECKS = "map/", "search/", "guide/fields/", "guide/checks/"
ALPHABET = "search/a-z/"
"""All records by the letter that they begin with; :func:`letter` is the page of one."""
VISIT = "visit/"
ORGANISATION_CHART = "organisations/chart/"
HELP = "help/"
CALENDAR = "calendar/"
ICAL = "calendar/festivals.ics"
"""The calendar file of all festivals; :func:`ical` is that of one."""
OVERVIEW_MAP = "maps/overview.html"
"""The standalone page that the map's frame shows."""


def address(entry: Entry) -> str:
    """A record's page."""
    return f"{entry.kind.folder}/{entry.id}/"


def card(entry: Entry) -> str:
    """The page that a visitor shows to a driver."""
    return f"{address(entry)}card/"


def listing(kind: Kind, page: int = 1) -> str:
    """A page of a kind's list, from 1."""
    return f"{kind.folder}/" if page == 1 else f"{kind.folder}/page-{page}/"


def letter(name: str, page: int = 1) -> str:
    """A page of the records that begin with a letter, from 1; ``#`` stands for what is none."""
    first = f"{ALPHABET}{'other' if name == '#' else name.lower()}/"
    return first if page == 1 else f"{first}page-{page}/"


def designation(id_: str) -> str:
    """The page of an official listing or rating."""
    return f"{DESIGNATIONS}{id_}/"


def need(id_: str) -> str:
    """The page of something that people come for."""
    return f"{HELP}{id_}/"


def help_for(audience: str) -> str:
    """The page of what is for an audience."""
    return f"{HELP}for/{audience}/"


def help_in(place: Entry) -> str:
    """The page of what is offered or applies in a place."""
    return f"{HELP}in/{place.id}/"


def route_map(route: Entry) -> str:
    """The standalone page of a route's map."""
    return f"maps/route-{route.id}.html"


def route_file(route: Entry, form: str) -> str:
    """A route to take along: ``gpx``, ``kml`` or ``geojson``."""
    return f"{route.kind.folder}/{route.id}.{form}"


def ical(event: Entry) -> str:
    """The calendar file of one event."""
    return f"events/{event.id}.ics"


def visit_in(place: Entry | None) -> str:
    """The page of what a visitor plans by in a place; without one, of the sites that name none."""
    return f"{VISIT}{place.id if place else 'nowhere'}/"


def money(grouping: str) -> str:
    """The page of the ledger by one thing: a level, a fund, a year."""
    return f"{MONEY}{grouping}/"


def place_money(place: Entry) -> str:
    """The page of a place's sums, where its own page has not room for them."""
    return f"{address(place)}money/"


def citing(source: Entry) -> str:
    """The page of all records that rest on a source, where its own page has not room for them."""
    return f"{address(source)}records/"


FIRST_LINES, LINES = 15, 30
"""Lines of a long list on its record's own page, and on each page after it. A line's page follows from its number
alone, so that the address of a figure stays when others are added after it."""
LONG_LISTS = {"fund": ("allocations", "lines"), "project": ("payments", "payments")}
"""Kind → its list that is cut so, and what its pages are called."""


def claim_items(claim: Entry) -> str:
    """The page of all records that a claim is held against."""
    return f"{address(claim)}records/"


def lines(entry: Entry, number: int) -> str:
    """The page of a fund's allocation lines or a project's payments, from 1: its own page, then those after it."""
    return address(entry) if number == 1 else f"{address(entry)}{LONG_LISTS[entry.kind.name][1]}-{number}/"


def figure_page(entry: Entry, path: str) -> str:
    """The page on which a figure of a record stands, by its dotted path."""
    name, _, rest = path.partition(".")
    index = rest.partition(".")[0]
    long, _ = LONG_LISTS.get(entry.kind.name, ("", ""))
    if name == long and index.isdecimal() and int(index) >= FIRST_LINES:
        return lines(entry, 2 + (int(index) - FIRST_LINES) // LINES)
    return address(entry)


def figure(entry: Entry, path: str) -> str:
    """The address of a figure of a record; of the record where the path is empty."""
    return f"{figure_page(entry, path)}#{path}" if path else address(entry)


def feed(place: Entry) -> str:
    """The Atom feed of what lies in a place."""
    return f"places/{place.id}.xml"


def markdown_file(address_: str) -> str:
    """The file in the Markdown tree that becomes this page."""
    if not address_:
        return "index.md"
    # A section's first page is its index, as is anything that other pages lie below.
    if address_.count("/") == 1:
        return address_ + "index.md"
    return address_.rstrip("/") + ".md"


def page_of(file: str) -> str:
    """The address of the page that a file in the Markdown tree becomes."""
    return file.removesuffix("index.md") if file.rpartition("/")[2] == "index.md" else file.removesuffix(".md") + "/"


def way(start: str, end: str) -> str:
    """The relative link from one page to another address or file; ``#anchor`` is kept."""
    path, hash_, anchor = end.partition("#")
    here, there = _steps(start), _steps(path)
    shared = 0
    for one, other in zip(here, there, strict=False):
        if one != other:
            break
        shared += 1
    relative = "/".join((*(("..",) * (len(here) - shared)), *there[shared:])) or "."
    if path.endswith("/") or not path:
        relative += "/"
    return relative + hash_ + anchor


@lru_cache(maxsize=16_384)
def _steps(path: str) -> tuple[str, ...]:
    return tuple(step for step in path.split("/") if step)
