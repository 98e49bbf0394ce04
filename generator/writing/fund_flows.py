"""Where the money of a fund comes from and where it goes, as bands from funder to project."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from generator.drawing.charts.flows import Flow, Node
from generator.ledger import Kind, Line, ledger_of, total
from generator.ledger.comparing import bound
from generator.loader import Entry
from generator.records.movements import Component
from generator.values.stated import Basis
from generator.writing import charts
from generator.writing.money_charts import in_money
from generator.writing.page import Page

MOST = 15
"""Destinations with a band of their own; of more, the smallest go together in one."""
FUND, REST, OTHERS = "fund", "rest", "others"


def allocations_sankey(page: Page, fund: Entry) -> Markup:
    """A drawing for each basis in which a fund's lines are stated: bases are never added up.

    Empty where there are less than two bands to compare: two destinations, or one and what is left of the total.
    """
    own = ledger_of(page.catalogue).of(fund)
    given = [line for line in own if line.kind is Kind.ALLOCATION and line.fen > 0]
    return Markup("\n").join(
        drawn
        for basis in Basis
        if (drawn := _of_basis(page, fund, basis, own, [line for line in given if line.basis is basis]))
    )


def _of_basis(page: Page, fund: Entry, basis: Basis, own: Sequence[Line], given: Sequence[Line]) -> Markup:
    if not given:
        return Markup()
    destinations = _destinations(page, given)
    sum_ = total(given, basis)
    whole = bound(basis, [line for line in own if line.kind is Kind.TOTAL])
    # A difference within the rounding of the figures is none.
    left = whole.fen - sum_.fen if whole and whole.interval.low > sum_.interval.high else 0
    if len(destinations) + bool(left) < 2:
        return Markup()
    amount = sum_.fen + left
    nodes, flows = _sources(page, fund, own, amount)
    layer = len({node.layer for node in nodes})
    nodes.append(Node(FUND, layer, page.language.plain(fund.record.heading), in_money(page, amount).text))
    if left:
        destinations.append((REST, page.word("fund.left"), left))
    for key, label, fen in destinations:
        nodes.append(Node(key, layer + 1, label, in_money(page, fen).text, rest=key == REST))
        flows.append(Flow(FUND, key, in_money(page, fen)))
    title = _seen(page, amount, left, destinations)
    lines = [*given, *([whole] if left and whole else [])]
    citations = [citation for line in lines for citation in line.amount.sources or line.entry.record.sources]
    bases = dict.fromkeys([basis, *([whole.basis] if left and whole else [])])
    said = page.word("joined").join(
        page.word("charts.basis_not_stated" if one is Basis.NOT_STATED else f"basis.{one}") for one in bases
    )
    return charts.figure(
        page,
        charts.flows(nodes, flows),
        ident=f"chart-flows-{basis}",
        title=title,
        description=page.word("charts.flows_text", count=len(destinations)),
        heads=[page.word("fund.to"), page.word("project.from"), page.word("project.amount")],
        notes=[page.word("charts.basis", bases=said), charts.source_note(page, citations)],
    )


def _seen(page: Page, amount: int, left: int, destinations: Sequence[tuple[str, str, int]]) -> str:
    """What one sees: that something is left; else which destination gets most; of equal ones, how many they are."""
    whole = in_money(page, amount).text
    if left:
        return page.word("charts.flows_title_left", total=whole, left=in_money(page, left).text)
    (_, name, most), (_, _, second), *_ = destinations
    if most == second or (destinations[-1][0] == OTHERS and destinations[-1][2] >= most):
        return page.word("charts.flows_title_even", total=whole, count=len(destinations))
    return page.word("charts.flows_title", name=name, amount=in_money(page, most).text)


def _destinations(page: Page, given: Sequence[Line]) -> list[tuple[str, str, int]]:
    """Key, name and sum of each destination, the largest first; beyond ``MOST`` the smallest together."""
    sums: dict[str, int] = {}
    for line in given:
        name = _name(page, line)
        sums[name] = sums.get(name, 0) + line.fen
    ranked = sorted(sums.items(), key=lambda item: -item[1])
    found = [(f"to-{number}", name, fen) for number, (name, fen) in enumerate(ranked)]
    if len(found) <= MOST:
        return found
    kept, others = found[: MOST - 1], found[MOST - 1 :]
    label = page.word("charts.others", count=len(others))
    return [*kept, (OTHERS, label, sum(fen for _, _, fen in others))]


def _name(page: Page, line: Line) -> str:
    """What a line gives to: its project, its place, its purpose."""
    plain = page.language.plain
    if line.project:
        return plain(line.project.record.heading)
    purpose = getattr(line.amount, "purpose", None)
    parts = [plain(line.receiver.record.heading)] if line.receiver else []
    parts += [plain(purpose)] if purpose else []
    return page.word("joined").join(parts) or page.word("charts.unknown")


def _title(page: Page, part: Line) -> str:
    assert isinstance(part.amount, Component)
    return page.language.plain(part.amount.title)


def _sources(page: Page, fund: Entry, own: Sequence[Line], amount: int) -> tuple[list[Node], list[Flow]]:
    """The parts that make up just this amount, where the record names them; else the one funder, where it does."""
    parts = [line for line in own if line.kind is Kind.COMPONENT and line.fen > 0]
    if len(parts) > 1 and sum(part.fen for part in parts) == amount and len({part.basis for part in parts}) == 1:
        named = [(f"from-{number}", _title(page, part), part.fen) for number, part in enumerate(parts)]
    elif fund.record.funder and (funder := page.catalogue.find(fund.record.funder)):
        named = [("from", page.language.plain(funder.record.heading), amount)]
    else:
        return [], []
    nodes = [Node(key, 0, label, in_money(page, fen).text) for key, label, fen in named]
    return nodes, [Flow(key, FUND, in_money(page, fen)) for key, _, fen in named]
