"""What records are chosen by that no single field says: ranges, bases, who gives the money, claims, completeness."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from generator.catalogue import Catalogue
from generator.completeness import kinds_asked, share
from generator.language import Language
from generator.ledger import ledger_of
from generator.loader import Entry
from generator.pledges import Standing, pledge
from generator.records import Kind
from generator.validity import State, validity
from generator.values.money import FEN, Money
from generator.values.stated import Amount, Basis
from generator.writing.explore.choices import Choice, Sort, records, words
from generator.writing.facts import known_amount

COMPLETENESS, AMOUNT, BASIS, FUND, LEVEL, CLAIM = "completeness", "amount", "basis", "fund", "level", "claim"
STANDING, REACHABLE = "standing", "reachable"
STEPS = (0, 10**5, 10**6, 10**7, 10**8, 10**9)
"""Bounds of the ranges of amounts, in whole units of the publication's currency; the last one is open above."""
QUARTERS = ("0-24", "25-49", "50-74", "75-99", "100")
"""How much is published of what is asked for, in percent."""
YES, NO = "yes", "no"


def amount_fields(kind: Kind) -> tuple[str, ...]:
    """The fields of a kind that hold amounts of money."""
    return tuple(name for name, field in kind.fields.items() if field.annotation == tuple[Amount, ...])


def standing(catalogue: Catalogue, entry: Entry, name: str) -> Amount | None:
    """The amount that stands for a record in lists, if it has a figure in the publication's currency."""
    found = known_amount(catalogue, entry, name)
    return found if found and found.value and is_own(catalogue, found.value) else None


def is_own(catalogue: Catalogue, money: Money) -> bool:
    """Whether an amount is in the publication's currency; no other can be added to it."""
    return money.currency in ("", catalogue.publication.currency)


def permille(catalogue: Catalogue, entry: Entry) -> int | None:
    """How much a record publishes of what the lists of duties ask for; nothing where they ask for nothing."""
    found = share(catalogue, entry)
    return 1000 * found.published // found.asked if found.asked else None


def reckoned(catalogue: Catalogue, kind: Kind) -> Iterator[Choice]:
    """The choices of a kind beside those of its fields."""
    for name in amount_fields(kind)[:1]:
        yield from _of_amount(catalogue, kind, name)
    if kind.name == "project":
        yield from _of_givers(catalogue, kind)
    if kind.name == "commitment":
        yield Choice(
            STANDING, Sort.TEXTS, lambda entry: [str(pledge(catalogue, entry).standing)], _in(map(str, Standing)),
            lambda language: language.word("pledge.standing_label"),
            lambda language, id_: language.word(f"pledge.standing.{id_}"),
        )  # fmt: skip
    if kind.name == "policy":
        today = catalogue.surroundings.as_of
        yield Choice(
            STANDING, Sort.TEXTS, lambda entry: [str(validity(catalogue, entry, today).state)], _in(map(str, State)),
            lambda language: language.word("policy.standing"),
            lambda language, id_: language.word(f"policy.validity.{id_}"),
        )  # fmt: skip
    if kind.name == "service":
        yield Choice(
            REACHABLE, Sort.TEXTS, lambda entry: [YES if entry.record.is_reachable else NO], _in((YES, NO)),
            lambda language: language.word("explore.reachable"),
            lambda language, id_: language.word(f"explore.reached.{id_}"),
        )  # fmt: skip
    if kind.name in kinds_asked(catalogue.surroundings.duties):
        yield Choice(
            COMPLETENESS, Sort.STEPS, lambda entry: _quarter(permille(catalogue, entry)), _in(QUARTERS),
            lambda language: language.word("completeness.title"),
            lambda language, id_: f"{id_.replace('-', '–')}%",
        )  # fmt: skip
    yield Choice(
        CLAIM, Sort.TEXTS, lambda entry: [YES if catalogue.naming(entry, "claim") else NO], _in((YES, NO)),
        lambda language: language.word("explore.claim"),
        lambda language, id_: language.word(f"explore.claims.{id_}"),
    )  # fmt: skip


def _of_amount(catalogue: Catalogue, kind: Kind, name: str) -> Iterator[Choice]:
    ranges = [f"{low}-{high}" for low, high in pairwise(STEPS)] + [f"{STEPS[-1]}-"]

    def range_of(entry: Entry) -> Iterable[str]:
        found = standing(catalogue, entry, name)
        if found is None or found.value is None:
            return
        units = found.value.fen / FEN
        yield ranges[max(0, sum(units >= low for low in STEPS) - 1)]

    def basis_of(entry: Entry) -> Iterable[str]:
        found = standing(catalogue, entry, name)
        return [str(found.basis)] if found else []

    yield Choice(AMOUNT, Sort.STEPS, range_of, _in(ranges), lambda one: one.label(kind.name, name), _range_named)
    yield Choice(
        BASIS, Sort.TEXTS, basis_of, _in(tuple(map(str, Basis))),
        lambda language: language.word("explore.basis"), lambda language, id_: language.word(f"basis.{id_}"),
    )  # fmt: skip


def _range_named(language: Language, id_: str) -> str:
    low, high = (_units(language, bound) for bound in id_.split("-"))
    if not high:
        return language.word("explore.from", low=low)
    if id_.startswith("0-"):
        return language.word("explore.under", high=high)
    return language.word("explore.between", low=low, high=high)


def _units(language: Language, bound: str) -> str:
    if not bound:
        return ""
    return str(language.money(Money(int(bound) * FEN, int(bound) * FEN or FEN, "", bound)))


def _of_givers(catalogue: Catalogue, kind: Kind) -> Iterator[Choice]:
    """The funds that give to a project, and the levels of government that those who give are of."""
    ledger = ledger_of(catalogue)

    def funds(entry: Entry) -> Iterable[str]:
        return dict.fromkeys(line.fund.id for line in ledger.given_to(entry) if line.fund)

    def levels(entry: Entry) -> Iterable[str]:
        return dict.fromkeys(line.level.id for line in ledger.given_to(entry) if line.level)

    yield records(catalogue, FUND, "fund", funds, lambda language: language.word("kinds.fund.one"))
    yield words(catalogue, LEVEL, "government_level", levels, lambda language: language.word("explore.level"))


def _quarter(found: int | None) -> Iterable[str]:
    return [] if found is None else [QUARTERS[min(4, found // 250)]]


def _in(ids: Iterable[str]) -> Callable[[set[str]], list[str]]:
    """Those of the ids that records have, in this order."""
    order = tuple(ids)
    return lambda found: [id_ for id_ in order if id_ in found]
