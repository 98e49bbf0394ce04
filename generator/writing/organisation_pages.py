"""What stands on the page of an organisation, and how organisations hang together: drawings, each with its table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from generator import addresses
from generator.affiliations import Node, Relation, Tree, around, trees
from generator.drawing.organigram import Box, OrganigramText, draw_across, draw_indented
from generator.loader import Entry
from generator.writing import facts, reckoned
from generator.writing.escaping import assembled, element, escape
from generator.writing.money_views import organisation_money
from generator.writing.page import Page

View = dict[str, Any]
_REMARK = re.compile(r"\s*[（(][^（）()]*[）)]$")
_TITLES = {Relation.NEXT_LEVEL: "levels", Relation.LEADS: "led", Relation.MEMBER: "members", Relation.ABOVE: "line"}


def organisation_view(page: Page, entry: Entry) -> View:
    """What the template of an organisation shows beside the fields of its record."""
    catalogue = page.catalogue
    claims = catalogue.naming(entry, "claim", ["claimant"])
    return {
        "kicker": element("span", page.term(entry.record.type)),
        "claims": reckoned.claim_table(page, claims, page.word("organisation.claims")),
        "money": organisation_money(page, entry),
        "chart": charts_of(page, around(catalogue, entry), entry),
        "to_chart": element("a", page.word("organigram.all"), href=page.to(addresses.ORGANISATION_CHART)),
        "roles": [
            (f"organisation.{word}", word.replace("_", "-"), catalogue.naming(entry, kind, names), shown)
            for word, kind, names, shown in (
                ("responsible", "project", ["responsible"], ["places", "budget"]),
                ("part_in", "project", ["parties", "funding"], ["places", "budget"]),
                ("funds", "fund", ["funder"], ["period", "total"]),
                ("services", "service", ["provider"], ["themes"]),
                ("benefits", "policy", ["benefit"], ["themes", "places"]),
                ("policies", "policy", ["issuer"], ["type", "places"]),
                ("disclosed", "policy", ["catalogued"], ["type", "places"]),
                ("commitments", "commitment", ["responsible", "parties"], ["period", "place"]),
            )
        ],
    }


def to_chart(page: Page) -> Markup:
    """The way from the list of organisations to the chart."""
    if not trees(page.catalogue):
        return Markup()
    link = element("a", page.word("organigram.to_chart"), href=page.to(addresses.ORGANISATION_CHART))
    return element("p", link)


def charts_of(page: Page, found: Iterable[Tree], current: Entry | None = None) -> Markup:
    """Each tree as a drawing with its table; ``current`` is the organisation whose page it is."""
    return assembled([_figure(page, tree, number, current) for number, tree in enumerate(found, 1)], "\n\n")


def tree_title(page: Page, tree: Tree) -> str:
    """What one sees in a drawing."""
    kind = next((_TITLES[child.relation] for _, child in tree.root.edges if child.relation in _TITLES), "members")
    name = short_name(page.language.plain(tree.of.record.heading))
    lead = short_name(page.language.plain(tree.root.entry.record.heading)) if tree.root.entry else ""
    counted = None if kind == "levels" else Relation.MEMBER
    count = sum(node.tier is not None if counted is None else node.relation is counted for node in tree.root.walk())
    return page.word(f"organigram.{kind}", name=name, lead=lead, count=page.language.integer(count))


def short_name(name: str) -> str:
    """A name without a remark in brackets at its end; the whole where nothing else is left."""
    return _REMARK.sub("", name) or name


def _figure(page: Page, tree: Tree, number: int, current: Entry | None) -> Markup:
    ident = f"organigram-{number}"
    title = tree_title(page, tree)
    nodes = list(tree.root.walk())
    text = OrganigramText(title, page.word("organigram.text", count=page.language.integer(len(nodes))), ident)
    root = _box(page, tree.root, current)
    across, indented = draw_across(root, text), draw_indented(root, text)
    # Names in a drawing are escaped for HTML by the module that draws.
    drawing = Markup(across + indented)  # noqa: S704
    # A drawing of a single column leaves room beside it.
    slim = " o-slim" if all(len(node.children) <= 1 for node in nodes) else ""
    form = f"o-chart{slim}" if across else "o-chart o-narrow"
    source = escape(page.word("charts.source")) + page.joined(
        page.reference(citation.source) for citation in tree.of.record.sources
    )
    return element(
        "figure",
        element("p", title, class_="p-figure-title", id=f"{ident}-name")
        + element("div", drawing, class_="o-drawing")
        + _table(page, tree, title)
        + element("figcaption", source if tree.of.record.sources else ""),
        class_=f"p-figure {form}",
        aria_labelledby=f"{ident}-name",
    )


def _box(page: Page, node: Node, current: Entry | None) -> Box:
    return Box(
        key=node.key,
        label=_name(page, node),
        edge=page.word(f"organigram.relation.{node.relation}") if node.relation else "",
        kind="body" if node.entry else "level",
        is_current=node.entry is not None and node.entry is current,
        children=tuple(_box(page, child, current) for child in node.children),
    )


def _name(page: Page, node: Node) -> str:
    """What stands in a box: without what a name says about itself in brackets, which the table has."""
    if node.entry is not None:
        return short_name(page.language.plain(node.entry.record.heading))
    assert node.tier is not None
    return page.language.plain(node.tier.name)


def _table(page: Page, tree: Tree, title: str) -> Markup:
    """Every edge as drawn: a row for a box and a relation, with all that it leads to."""
    grouped: dict[tuple[str, str], tuple[Node, list[Node]]] = {}
    for upper, lower in tree.root.edges:
        grouped.setdefault((upper.key, str(lower.relation)), (upper, []))[1].append(lower)
    lines = []
    for (_, relation), (upper, lower_ones) in grouped.items():
        items = assembled([element("li", _link(page, one), data_to=one.key) for one in lower_ones])
        lines.append(
            [
                element("span", _link(page, upper, explained=upper is tree.root), data_from=upper.key),
                escape(page.word(f"organigram.relation_of.{relation}")),
                element("ul", items, class_="o-ends"),
            ]
        )
    heads = [page.word("organigram.from"), page.word("organigram.relation_head"), page.word("organigram.to")]
    return facts.table(title, heads, lines, under=True)


def _link(page: Page, node: Node, *, explained: bool = True) -> Markup:
    """A body by its link; a level by its name and, where it is met first, with what is said of it."""
    if node.entry is not None:
        return page.link(node.entry)
    assert node.tier is not None
    name = page.text(node.tier.name)
    if not explained:
        return name
    if node.tier.level.is_below_county:
        name += Markup(" ") + element("small", page.word("organigram.kind_of_body"), class_="p-remark")
    if node.tier.note:
        name += Markup(" ") + element("small", page.text(node.tier.note), class_="p-remark")
    return name
