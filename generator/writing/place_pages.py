"""What stands on the page of a place: what lies in it, the money that goes to it, and the claims about it."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from generator import addresses
from generator.answering import in_place, places
from generator.catalogue import Catalogue
from generator.loader import Entry
from generator.records import KINDS
from generator.writing import disclosure, reckoned, route_views
from generator.writing.escaping import element
from generator.writing.festival_views import coming_up
from generator.writing.money_views import place_money
from generator.writing.page import Page
from generator.writing.place_charts import place_charts
from generator.writing.site_names import in_other_languages


def place_view(page: Page, entry: Entry) -> dict[str, Any]:
    """What the template of a place shows beside the fields of its record."""
    catalogue = page.catalogue
    fields = {"project": ["status", "budget"], "site": ["type"], "fund": ["period", "total"]}
    holdings = []
    for kind in KINDS:
        if kind.name == "fund":
            within = catalogue.places_within(entry.id)
            found: tuple[Entry, ...] = tuple(
                fund
                for fund in catalogue.of_kind("fund")
                if any(_lies_within(catalogue, line, within) for line in fund.record.allocations)
            )
        elif kind.name in fields:
            found = catalogue.lying_in(entry, kind.name)
        else:
            continue
        holdings.append((kind, found, fields[kind.name]))
    above = [page.link(place) for place in catalogue.ancestors(entry)]
    return {
        "names": in_other_languages(page, entry.record.name),
        "kicker": Markup(" › ").join([*above, page.term(entry.record.level)]),
        "holdings": holdings,
        "coming": coming_up(page, entry),
        "money": place_money(page, entry),
        "routes": route_views.passing(page, entry),
        "help": _help(page, entry),
        "charts": place_charts(page, entry),
        "children": catalogue.children.get(entry.id, ()),
        "claims": reckoned.claim_table(page, catalogue.lying_in(entry, "claim"), page.word("place.claims")),
        "disclosed": disclosure.of_several(page, [one for _, found, _ in holdings for one in found]),
    }


def _help(page: Page, entry: Entry) -> Markup:
    """The way to what is offered and applies here; nothing where nothing does."""
    found = in_place(page.catalogue, entry) if entry in places(page.catalogue) else ()
    if not found:
        return Markup()
    text = page.word("place.help", count=page.language.integer(len(found)))
    return element("p", element("a", text, href=page.to(addresses.help_in(entry))))


def _lies_within(catalogue: Catalogue, line: Any, within: frozenset[str]) -> bool:
    """Whether an allocation goes to one of these places, or to a project that lies in one."""
    project = catalogue.find(line.project)
    places = [line.place] if line.place else []
    if project:
        places += catalogue.places_of(project)
    return any(place.id in within for place in places)
