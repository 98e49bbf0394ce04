"""What is around a site: other sites with distance and direction, and the public money of the place it lies in."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nsmallest
from math import asin, degrees, dist
from typing import Any

from markupsafe import Markup

from generator import addresses
from generator.catalogue import Catalogue, key_of
from generator.ledger import Lot, ledger_of
from generator.loader import Entry
from generator.tracing import answers, apart, ask, derived_from
from generator.values.coordinates import Coordinates, compass_point
from generator.values.geodesy import geodesic_m
from generator.writing import reckoned
from generator.writing.escaping import assembled, element, escape
from generator.writing.facts import record_table
from generator.writing.page import Page
from generator.writing.sums import sums_table

FARTHEST_KM = 60
MOST = 6
UNKNOWN_M = 1000
"""How exact a point is taken to be whose record does not say."""


@dataclass(frozen=True)
class Neighbour:
    """Another site, how far it is in metres, and how much of that is not known."""

    entry: Entry
    metres: float
    uncertain_m: float
    direction: str
    """A point of the compass; empty where the points are not exact enough to tell it."""


def neighbours(catalogue: Catalogue, entry: Entry) -> list[Neighbour]:
    """The sites around one, nearest first."""
    ask("neighbours", entry.id)
    with apart():
        return _neighbours(catalogue, entry)


def _neighbours(catalogue: Catalogue, entry: Entry) -> list[Neighbour]:
    here = catalogue.point_of(entry)
    if here is None:
        return []
    centre = here.in_space_m()
    others = [(dist(centre, spot.in_space_m), spot) for spot in _spots(catalogue) if spot.entry is not entry]
    # Exactly measured is only what may be among the nearest by the straight line, which is right within half a percent.
    farthest = min([FARTHEST_KM * 1000.0, *nsmallest(MOST, (straight for straight, _ in others))[MOST - 1 :]]) * 1.02
    measured = [
        (geodesic_m(_pair(here), _pair(spot.point)), spot) for straight, spot in others if straight <= farthest
    ]
    nearest = sorted(measured, key=lambda one: (one[0], one[1].entry.id))[:MOST]
    found = []
    for metres, spot in nearest:
        if metres <= FARTHEST_KM * 1000:
            uncertain = sum(catalogue.precision_m(one) or UNKNOWN_M for one in (entry, spot.entry))
            found.append(Neighbour(spot.entry, metres, uncertain, _direction(here, spot.point, metres, uncertain)))
    return found


@dataclass(frozen=True)
class _Spot:
    """A site that has a point."""

    entry: Entry
    point: Coordinates
    in_space_m: tuple[float, float, float]


@answers("neighbours")
def _said(catalogue: Catalogue, id_: str) -> object:
    site = catalogue.by_key.get(("site", id_))
    around = neighbours(catalogue, site) if site else ()
    return [(one.entry.id, one.metres, one.uncertain_m, one.direction) for one in around]


@derived_from
def _spots(catalogue: Catalogue) -> tuple[_Spot, ...]:
    """Every site that has a point, rounded as it is published; made once for all pages."""
    points = ((entry, catalogue.point_of(entry)) for entry in catalogue.of_kind("site"))
    return tuple(_Spot(entry, point, point.in_space_m()) for entry, point in points if point is not None)


def nearby(page: Page, entry: Entry) -> Markup:
    """The sites around one as a list; empty where there are none."""
    items = []
    for one in neighbours(page.catalogue, entry):
        far = distance_words(page, one.metres, one.uncertain_m)
        if one.direction:
            far = page.word("site_page.far", distance=far, direction=page.word(f"site_page.compass.{one.direction}"))
        where = element("span", far, class_="p-near-far")
        what = element("span", page.term(one.entry.record.type), class_="p-near-type")
        items.append(element("li", assembled([page.link(one.entry), where, what], " ")))
    return element("ul", assembled(items, "\n"), class_="p-near") if items else Markup()


def distance_words(page: Page, metres: float, uncertain_m: float) -> str:
    """A distance no more exact than it is known: in steps of 50 or 100 metres, or of a kilometre."""
    if metres < 1000 and uncertain_m < 200:
        words = page.word("site_page.metres", metres=page.language.integer(round(metres / 50) * 50))
    else:
        exact = uncertain_m < 500 and metres < 10_000
        written = f"{metres / 1000:.1f}" if exact else str(max(round(metres / 1000), 1))
        words = page.word("site_page.kilometres", kilometres=written)
    return page.word("site_page.about", distance=words)


def money_here(page: Page, entry: Entry) -> dict[str, Any]:
    """Projects that name the site, and the sums that the records give for the place it lies in, with the way back."""
    catalogue, record = page.catalogue, entry.record
    named = [catalogue.find(reference) for reference in record.projects]
    projects = list({key_of(e): e for e in (*filter(None, named), *catalogue.naming(entry, "project"))}.values())
    place = catalogue.find(record.place)
    ledger = ledger_of(catalogue)
    own = Lot(line for project in projects for line in ledger.given_to(project))
    around = ledger.within(place) if place else Lot()
    rows: list[Any] = [(page.word("site_page.money_named"), own, {})] if own else []
    if around and place:
        rows.append((page.link(place), around, {}))
    claims = catalogue.lying_in(place, "claim") if place else ()
    funds = list({key_of(giver): giver for giver in (*own.givers, *around.givers)}.values())
    caption, head = page.word("site_page.money_sums"), page.word("site_page.money_of")
    title = page.word("site_page.money_projects")
    return {
        "projects": record_table(page, title, projects, ["places", "budget"], about=entry),
        "money": sums_table(page, caption, head, rows, under=False),
        "money_place": page.link(place) if place else Markup(),
        "funds": page.joined(page.link(fund) for fund in funds if fund.kind.name == "fund"),
        "money_claims": reckoned.claim_table(page, claims, page.word("place.claims")) if claims else Markup(),
        "money_all": element("a", page.word("site_page.money_all"), href=page.to(addresses.MONEY)),
        "no_money": escape(
            page.word("site_page.money_none_at", place=page.language.plain(place.record.heading))
            if place
            else page.word("site.money_none")
        ),
    }


def _pair(point: Coordinates) -> tuple[float, float]:
    return float(point.lon), float(point.lat)


def _direction(here: Coordinates, there: Coordinates, metres: float, uncertain_m: float) -> str:
    # A point of the compass covers 45°: it is told where the true direction lies less than that away.
    if uncertain_m >= metres or degrees(asin(uncertain_m / metres)) > 45:
        return ""
    return compass_point(here.bearing(there))
