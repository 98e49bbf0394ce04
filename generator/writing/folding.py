"""Groups of the ledger as the bars of a drawing, the rest drawn together where they are too many for one.

Of years the newest stand by themselves, of other groups those with the largest sums. What is drawn together is added up
exactly, each basis by itself, since a line is in one group only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.ledger import Basis, Group, totals
from generator.writing.money_charts import MOST_BARS, MoneyRow, group_name
from generator.writing.page import Page


@dataclass(frozen=True)
class Folded:
    """The bars, and what is said of those that are drawn together; ``note`` is empty where none are."""

    rows: tuple[MoneyRow, ...]
    note: str = ""


def fold(page: Page, groups: Sequence[Group], *, most: int = MOST_BARS) -> Folded:
    """A row for each basis of each group, ``most`` at the most; the groups must have no line in common.

    The group of what the records do not say always stands by itself, last.
    """
    named, unknown = [group for group in groups if group.key], [group for group in groups if not group.key]
    if sum(len(group.sums) for group in groups) <= most:
        return Folded(tuple(_rows(page, groups)))
    of_years = any(group.years for group in named)
    ranked = named[::-1] if of_years else sorted(named, key=_largest, reverse=True)
    kept: list[Group] = []
    for group in ranked:
        rest = {basis for other in ranked if other is not group and other not in kept for basis in other.sums}
        bars = sum(len(one.sums) for one in (*kept, group, *unknown)) + len(rest)
        if bars > most:
            break
        kept.append(group)
    together = [group for group in named if group not in kept]
    lines = [line for group in together for line in group.lines]
    count = page.language.integer(len(together))
    label = _years(page, together) if of_years else page.word("charts.others", count=count)
    sums = totals(lines)
    rest_rows = [MoneyRow(label, basis, sums[basis].fen, folded=True) for basis in Basis if basis in sums]
    kept_rows = _rows(page, [group for group in named if group in kept])
    own = (*rest_rows, *kept_rows) if of_years else (*kept_rows, *rest_rows)
    note = page.word("charts.folded_years" if of_years else "charts.folded", count=count)
    return Folded((*own, *_rows(page, unknown)), note)


def _rows(page: Page, groups: Sequence[Group]) -> list[MoneyRow]:
    return [
        MoneyRow(group_name(page, group), basis, group.sums[basis].fen)
        for group in groups
        for basis in Basis
        if basis in group.sums
    ]


def _largest(group: Group) -> int:
    return max(sum_.fen for sum_ in group.sums.values())


def _years(page: Page, groups: Sequence[Group]) -> str:
    """The last year in which anything of it begins; that some of it goes on longer is said."""
    begun = max((years[0] or years[1] or 0) for group in groups if (years := group.years))
    goes_on = any(years[1] is None or years[1] > begun for group in groups if (years := group.years))
    return page.word("charts.earlier_on" if goes_on else "charts.earlier", year=begun)
