"""How a claim and its reckoning look: sums, shares, the verdict, and the same said in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from markupsafe import Markup

from generator import addresses
from generator.itemising import Item, Obstacle, unit_of
from generator.loader import Entry
from generator.reckoning import Itemised, Reckoning, Verdict, claims_about, reckonings
from generator.values.interval import Interval
from generator.values.money import Money
from generator.values.quantity import Quantity
from generator.values.stated import Amount, Count
from generator.writing.escaping import element, escape
from generator.writing.facts import table
from generator.writing.money_views import destination
from generator.writing.page import Page
from generator.writing.shown import statement

MOST_ABOUT = 12
"""Claims on the page of another record."""
MOST_ITEMS = 20
"""Records of one sort on a claim's own page; where there are more, all of them have pages of their own."""


def verdict(page: Page, reckoning: Reckoning) -> Markup:
    """The result as a tag with a shape of its own."""
    word = page.word(f"claim.verdict.{reckoning.verdict}")
    return element("span", word, class_=f"p-verdict p-verdict-{reckoning.verdict}")


def figure(page: Page, entry: Entry) -> Markup:
    """What was claimed: the figure, its basis or what it counts, its source."""
    said = entry.record.figure
    shown = statement(page, said, entry)
    return shown + element("small", page.text(said.counts), class_="p-remark") if isinstance(said, Count) else shown


def number(page: Page, reckoning: Reckoning, value: Fraction, towards: int = 0) -> str:
    """A sum in the claim's unit, as text; what is smaller than the smallest unit goes down or up (-1, 1)."""
    said = reckoning.claim.figure
    if isinstance(said, Amount):
        fen = ceil(value) if towards > 0 else floor(value)
        currency = said.value.currency if said.value else ""
        return str(page.language.money(Money(fen=fen, step=1, currency=currency, written="")))
    unit = page.catalogue.vocabularies.get("unit", {}).get(unit_of(page.catalogue, said) or "")
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(page.language.quantity(Quantity(number=exact, step=Decimal(1), unit="", written=""), unit))


def span(page: Page, reckoning: Reckoning, interval: Interval) -> str:
    """One sum, or the two that the true one lies between."""
    if interval.is_exact:
        return number(page, reckoning, interval.low)
    low, high = number(page, reckoning, interval.low, -1), number(page, reckoning, interval.high, 1)
    return page.word("claim.coverage_range", low=low, high=high)


def claimed(page: Page, reckoning: Reckoning) -> str:
    """The claim itself, as text, with the precision that it was written with."""
    said = reckoning.claim.figure
    if isinstance(said, Amount):
        assert said.value is not None
        return str(page.language.money(said.value))
    assert said.value is not None
    unit = page.catalogue.vocabularies.get("unit", {}).get(unit_of(page.catalogue, said) or "")
    return str(page.language.quantity(said.value, unit))


def share(interval: Interval | None) -> str:
    """A share in tenths of a percent: a range rounded outwards; an exact one never rounded up or down to the whole."""
    if interval is None:
        return "—"
    if interval.is_exact:
        exact = interval.low * 1000
        return _tenths(floor(exact) if exact <= 1000 else ceil(exact))
    low, high = floor(interval.low * 1000), ceil(interval.high * 1000)
    return _tenths(low) if low == high else f"{_tenths(low)}–{_tenths(high)}"


def at_most(page: Page, interval: Interval | None) -> str:
    """The most that a share can be."""
    return page.word("claim.at_most", share=_tenths(ceil(interval.high * 1000))) if interval else "—"


def _tenths(permille: int) -> str:
    whole, rest = divmod(permille, 10)
    return f"{whole}.{rest}%" if rest else f"{whole}%"


def sentences(page: Page, reckoning: Reckoning) -> list[str]:
    """The result in plain words: what was said, what is itemised, what is missing, what may belong."""
    word = page.word
    said = word(
        f"claim.sentence.{reckoning.verdict}",
        claimed=claimed(page, reckoning),
        itemised=number(page, reckoning, reckoning.stated.value),
        share=share(reckoning.coverage),
        unexplained=span(page, reckoning, reckoning.unexplained),
    )
    found = [said]
    if reckoning.obstacle:
        found.append(word(f"claim.because.{reckoning.obstacle}"))
    if reckoning.possible.counted:
        possible = number(page, reckoning, reckoning.possible.value)
        most = reckoning.possible_coverage
        if most is None or most.low > 1:
            found.append(word("claim.possible_exceeds", possible=possible))
        else:
            found.append(word("claim.possible_sentence", possible=possible, share=_tenths(ceil(most.high * 1000))))
    elif reckoning.possible.items:
        count = page.language.integer(len(reckoning.possible.items))
        found.append(word("claim.possible_uncounted", count=count))
    return found


def reckoned(page: Page, reckoning: Reckoning) -> Markup:
    """The claim and the records as a ledger: what was said, what belongs, what may, what is left."""
    word = page.word
    whole = escape(claimed(page, reckoning))
    if not reckoning.claimed.is_exact:
        whole += element("small", span(page, reckoning, reckoning.claimed), class_="p-remark")
    lines: list[Sequence[object]] = [
        [word("claim.claimed"), whole, "100%"],
        _sum(page, reckoning, word("claim.stated"), reckoning.stated, share(reckoning.coverage)),
    ]
    if reckoning.possible.items:
        most = at_most(page, reckoning.possible.interval.share_of(reckoning.claimed))
        lines.append(_sum(page, reckoning, word("claim.possible"), reckoning.possible, most))
    if reckoning.possible.counted and reckoning.stated.counted:
        both = number(page, reckoning, reckoning.stated.value + reckoning.possible.value)
        lines.append([word("claim.together"), both, at_most(page, reckoning.possible_coverage)])
    foot = [word("claim.unexplained"), _unexplained(page, reckoning), _rest(reckoning)]
    heads = [word("claim.line"), word("claim.sum"), word("claim.share")]
    return table(word("claim.reckoning_caption"), heads, lines, numeric=[1, 2], foot=[foot], under=True)


def _sum(page: Page, reckoning: Reckoning, label: str, itemised: Itemised, of: str) -> list[object]:
    if not itemised.counted:
        return [label, element("span", page.word("claim.nothing"), class_="p-absent"), "—"]
    return [label, number(page, reckoning, itemised.value), of]


def _rest(reckoning: Reckoning) -> str:
    """The share that is not explained; nothing where the records agree with the claim or exceed it."""
    if reckoning.verdict in (Verdict.FULLY_ITEMISED, Verdict.EXCEEDS_CLAIM):
        return "—"
    covered = reckoning.coverage
    return share(Interval.exactly(1) - covered) if covered else "—"


def _unexplained(page: Page, reckoning: Reckoning) -> str:
    left = reckoning.unexplained
    if reckoning.verdict is Verdict.FULLY_ITEMISED:
        return page.word("claim.nothing")
    if reckoning.verdict is Verdict.EXCEEDS_CLAIM:
        return page.word("claim.over", amount=span(page, reckoning, Interval(-left.high, -left.low)))
    return span(page, reckoning, left)


def items(page: Page, reckoning: Reckoning, itemised: Itemised, caption: str, adds: str) -> Markup:
    """The records of one sort, each with what it adds or why it adds nothing; of many the first."""
    if not itemised.items:
        return Markup()
    word = page.word
    lines = [_item_row(page, reckoning, item, itemised is reckoning.possible) for item in itemised.items[:MOST_ITEMS]]
    heads = [word("claim.record"), word(adds), word("claim.why")]
    if not any(line[2] for line in lines):
        heads, lines = heads[:2], [line[:2] for line in lines]
    return table(word(caption), heads, lines, numeric=[1])


def all_items(page: Page, reckoning: Reckoning, chosen: Iterable[tuple[Item, bool]]) -> Markup:
    """Records of both sorts below each other; each with whether it only may belong."""
    word = page.word
    lines: list[Sequence[object]] = []
    for item, is_possible in chosen:
        name, added, why = _item_row(page, reckoning, item, is_possible)
        lines.append([name, word("claim_pages.may" if is_possible else "claim_pages.belongs"), added, why])
    heads = [word("claim.record"), word("claim_pages.standing"), word("claim.adds"), word("claim.why")]
    return table(word("claim.reckoning_caption"), heads, lines, numeric=[2], under=True)


def _item_row(page: Page, reckoning: Reckoning, item: Item, is_possible: bool) -> Sequence[object]:
    return [_named(page, item), _added(page, reckoning, item), _why(page, item, is_possible)]


def _named(page: Page, item: Item) -> Markup:
    """The record; of a fund's single line where it goes, with the fund."""
    if item.line is None:
        return page.link(item.entry)
    path = page.catalogue.figure_path(item.line.entry, item.line.amount)
    fund = element("a", page.text(item.entry.record.heading), href=page.to(addresses.figure(item.entry, path)))
    return destination(page, item.line.amount, item.entry) + element("small", fund, class_="p-remark")


def _added(page: Page, reckoning: Reckoning, item: Item) -> Markup:
    if not item.held:
        word = page.word(f"claim.not_counted.{item.obstacle or Obstacle.NO_FIGURE}")
        return element("span", word, class_="p-absent")
    if reckoning.claim.measure.id == "records":
        return escape(number(page, reckoning, item.value))
    if len(item.held) == 1 and not item.already and not item.unstated:
        return statement(page, item.held[0].statement, item.held[0].entry)
    shown = element("span", number(page, reckoning, item.value), class_="p-number")
    figure = item.held[0].statement
    if isinstance(figure, Amount):
        shown = page.basis(figure) + Markup(" ") + shown
    said = [page.word("claim.lines", count=page.language.integer(len(item.held)))] if len(item.held) > 1 else []
    said += [page.word("claim.beyond")] if item.already else []
    said += [page.word("claim.unstated", count=page.language.integer(item.unstated))] if item.unstated else []
    return shown + element("small", page.word("claim.then_also").join(said), class_="p-remark")


def _why(page: Page, item: Item, is_possible: bool) -> Markup:
    line = item.by
    if line is None:
        return escape(page.word("claim.by_scope")) if is_possible else Markup()
    text = getattr(line, "reason", None) or getattr(line, "note", None)
    sources = page.joined(page.reference(citation.source) for citation in line.sources)
    said = page.text(text) if text else Markup()
    return said + element("small", sources, class_="p-remark") if sources else said


def claim_table(page: Page, claims: Iterable[Entry], caption: str, *, opened: bool = False) -> Markup:
    """Claims as rows: what was said, what is itemised of it, the result; ``opened`` with what is open about each.

    Beside other things only the first of many, and the way to all claims.
    """
    claims = list(claims)
    known = reckonings(page.catalogue)
    word = page.word
    heads = [word(f"claim.{name}") for name in ("kicker", "figure", "itemised", "coverage", "result")]
    lines: list[Sequence[object]] = []
    for entry in claims if opened else claims[:MOST_ABOUT]:
        reckoning = known.get(entry.id)
        name = page.link(entry) + (_open(page, entry) if opened else Markup())
        found = [*_itemised(page, reckoning), verdict(page, reckoning)] if reckoning else ["—", "—", "—"]
        lines.append([name, _brief(page, entry), *found])
    if not opened:  # beside other things there is less room
        heads, lines = heads[:2] + heads[3:], [[*line[:2], *line[3:]] for line in lines]
    numeric = [1, 2, 3] if opened else [1, 2]
    written = table(caption, heads, lines, numeric=numeric, under=not opened) if lines else Markup()
    if opened or len(claims) <= MOST_ABOUT:
        return written
    text = page.word("claim_pages.about", count=page.language.integer(len(claims)))
    way = element("a", page.word("claim_pages.to_all"), href=page.to(addresses.listing(claims[0].kind)))
    return written + Markup("\n\n") + element("p", escape(text) + way)


def _brief(page: Page, entry: Entry) -> Markup:
    said = entry.record.figure
    shown = statement(page, said, entry, brief=True)
    if said.value is None:
        return shown
    if isinstance(said, Amount):
        shown = page.basis(said) + Markup(" ") + shown
    way = addresses.figure(entry, page.catalogue.figure_path(entry, said))
    return element("a", shown, href=page.to(way))  # to where its source stands beside it


def _itemised(page: Page, reckoning: Reckoning) -> list[object]:
    if reckoning.stated.counted:
        itemised = element("span", number(page, reckoning, reckoning.stated.value), class_="p-number")
        return [itemised, share(reckoning.coverage)]
    if reckoning.verdict is Verdict.NOT_COMPARABLE:
        return ["—", "—"]
    nothing = element("span", page.word("claim.nothing"), class_="p-absent")
    if not reckoning.possible.counted:
        return [nothing, "0%"]
    possibly = page.word("claim.possibly", share=at_most(page, reckoning.possible_coverage))
    return [nothing, escape("0%") + element("small", possibly, class_="p-remark")]


def _open(page: Page, entry: Entry) -> Markup:
    """What is open about a claim, folded away."""
    questions = entry.record.open_questions
    if not questions:
        return Markup()
    listed = Markup().join(element("li", page.text(question)) for question in questions)
    summary = element("summary", f"{page.word('claim.open')} {len(questions)}")
    return element("details", summary + element("ul", listed), class_="p-alternatives")


def about(page: Page, entry: Entry) -> Markup:
    """The claims that a record stands for, belongs to or may belong to; nothing where there are none."""
    found = claims_about(page.catalogue).get((entry.kind.name, entry.id), ())
    return claim_table(page, found, page.word("claim.about_caption"))


def to_glossary(page: Page) -> Markup:
    """The way to what the words of a reconciliation mean."""
    return element("a", page.word("claim.glossary"), href=page.to(addresses.GLOSSARY + "#reconciliation"))


def plainly(page: Page, entry: Entry) -> Markup:
    """For the home page: the result of a claim in a paragraph, with the way to its page; nothing where it adds up."""
    reckoning = reckonings(page.catalogue).get(entry.id)
    if reckoning is None or reckoning.verdict is Verdict.FULLY_ITEMISED:
        return Markup()
    said = escape(page.word("claim.then")).join(escape(one) for one in sentences(page, reckoning))
    link = element("a", page.text(entry.record.title), href=page.to(addresses.address(entry) + "#reckoning"))
    return element("p", link) + Markup("\n") + element("p", said)
