"""The home page: what this is and whose, a few figures with their sources, a search box, the map, ways in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from heapq import nsmallest
from typing import Any

from markupsafe import Markup

from generator import addresses
from generator.answering import helping
from generator.catalogue import Catalogue, key_of, kind_named
from generator.language import Language
from generator.loader import Entry
from generator.publication import Headline
from generator.reckoning import reckonings
from generator.records import KINDS
from generator.tracing import answers, apart, ask
from generator.values.stated import Amount, Statement
from generator.writing.artifacts import Artifact
from generator.writing.escaping import element, escape
from generator.writing.festival_views import coming_everywhere
from generator.writing.linked_data import website_data
from generator.writing.locators import overview
from generator.writing.page import Page
from generator.writing.reckoned import plainly, verdict
from generator.writing.shown import statement
from generator.writing.templates import environment

LATEST = 6


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The home page of one language."""
    page = Page(catalogue, language, "")
    publication = catalogue.publication
    text = (
        environment()
        .get_template("home.md.jinja")
        .render(
            p=page,
            front={
                "title": language.plain(publication.name),
                "kind": "home",
                "description": language.plain(publication.tagline),
                "hide": ["toc"],
            }
            | ({"linked": linked} if (linked := website_data(page)) else {}),
            publication=publication,
            figures=[figure for headline in publication.headline if (figure := _figure(page, headline))],
            unexplained=_unexplained(page),
            reconciliation=page.to(addresses.listing(kind_named("claim"))),
            sites=[
                (
                    page.link(site),
                    page.text(site.record.summary) if site.record.summary else Markup(),
                    page.term(site.record.type),
                )
                for site in catalogue.of_kind("site")[:LATEST]
            ],
            latest=_latest(page),
            coming=coming_everywhere(page),
            ways=[
                (page.word(f"home.ways_{name}"), page.to(address), page.word(f"home.ways_{name}_text"))
                for name, address in (
                    ("place", "places/"),
                    ("money", "claims/"),
                    ("site", "sites/"),
                    ("source", "sources/"),
                    *([("help", addresses.HELP)] if helping(catalogue) else []),
                )
            ],
            overview=overview(page, catalogue.of_kind("site")[:LATEST]),
            frame=page.to(addresses.OVERVIEW_MAP),
            map=page.to(addresses.MAP),
            search=page.to(addresses.SEARCH),
            kinds=[(kind, len(catalogue.of_kind(kind))) for kind in KINDS],
        )
    )
    yield Artifact.of("index.md", page.finish(text))


def stated_at(entry: Entry, path: str) -> Statement[Any] | None:
    """The statement at a dotted path of a record, such as ``budget.0``."""
    value: Any = entry.record
    for part in path.split("."):
        if part.isdecimal():
            value = value[int(part)] if isinstance(value, tuple) and int(part) < len(value) else None
        else:
            value = getattr(value, part, None)
    return value if isinstance(value, Statement) else None


def _figure(page: Page, headline: Headline) -> dict[str, Any] | None:
    entry = page.catalogue.find(headline.record)
    stated = stated_at(entry, headline.figure) if entry else None
    if entry is None or stated is None:
        return None
    label = page.text(headline.label)
    reckoning = reckonings(page.catalogue).get(entry.id) if entry.kind.name == "claim" else None
    address = addresses.figure(entry, page.catalogue.figure_path(entry, stated))
    # Somebody who hears the links one after the other has to be told what there is more of.
    more = escape(page.word("more")) + element("span", Markup(" ") + label, class_="p-hidden")
    return {
        "label": label,
        "value": statement(page, stated, entry, brief=True),
        "basis": page.basis(stated) if isinstance(stated, Amount) and stated.value else Markup(),
        "cite": page.cite(stated, entry),
        "open": page.text(headline.open) if headline.open else Markup(),
        "more": element("a", more, href=page.to(address)),
        "verdict": verdict(page, reckoning) if reckoning else Markup(),
    }


def _unexplained(page: Page) -> Markup:
    """The first claim of money among the page's figures that its records do not explain, in plain words."""
    for headline in page.catalogue.publication.headline:
        entry = page.catalogue.find(headline.record)
        if entry and entry.kind.name == "claim" and isinstance(entry.record.figure, Amount):
            said = plainly(page, entry)
            if said:
                return said
    return Markup()


def _latest(page: Page) -> Sequence[tuple[Markup, str, Markup]]:
    """The records that changed last, newest first; none where git cannot say."""
    return [
        (
            page.link(entry),
            page.word(f"kinds.{entry.kind.name}.one"),
            element("time", page.language.day(day), datetime=day.isoformat()),
        )
        for day, entry in latest(page.catalogue)
    ]


def latest(catalogue: Catalogue) -> list[tuple[date, Entry]]:
    """The records that changed last, each with its day."""
    ask("latest")
    with apart():
        changed, rank = catalogue.surroundings.changed, {kind.name: number for number, kind in enumerate(KINDS)}
        dated = [(changed[entry.file], entry) for entry in catalogue.published if entry.file in changed]
    return nsmallest(LATEST, dated, key=lambda one: (-one[0].toordinal(), rank[one[1].kind.name], one[1].id))


@answers("latest")
def _said(catalogue: Catalogue) -> object:
    return [(day, *key_of(entry)) for day, entry in latest(catalogue)]
