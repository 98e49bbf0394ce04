"""What follows from a record on a day and is written in none: how it stands. Columns ``derived.*`` of the downloads.

commitment
    ``standing`` (:class:`generator.pledges.Standing`), ``why`` where it cannot be assessed, ``turns``: the first day on
    which it is late if nothing is done until then; and of each of its steps ``state``.
policy
    ``validity`` (:class:`generator.validity.State`), ``since``: the date that decided, ``by``: what took its place.
service
    ``reachable``: whether any way to reach it is recorded. It holds for the record, on any day.

``as_of`` is the day for which the others were worked out: that of the build, or the one it was told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.loader import Entry
from generator.pledges import pledge
from generator.tabular.columns import Cell, Column, Labels, Section, Type
from generator.tabular.sections import Sections
from generator.validity import validity
from generator.values.names import Reference

KEY = "derived"
Found = Mapping[str, Cell]


@dataclass(frozen=True)
class Derivation:
    """What is derived of a kind, or of what its records have several of."""

    columns: Mapping[str, Type]
    find: Callable[[Catalogue, Entry], list[Found]]
    """Name → value: once of a record, else once of each item."""
    words: Mapping[str, str]
    """Column of words → where these stand in the word lists."""


def _of_commitment(catalogue: Catalogue, entry: Entry) -> list[Found]:
    found = pledge(catalogue, entry)
    return [{
        "standing": str(found.standing),
        "why": str(found.why) if found.why else None,
        "turns": found.turns.isoformat() if found.turns else None,
        "as_of": _today(catalogue),
    }]  # fmt: skip


def _of_stages(catalogue: Catalogue, entry: Entry) -> list[Found]:
    return [{"state": str(one.state), "as_of": _today(catalogue)} for one in pledge(catalogue, entry).stages]


def _of_policy(catalogue: Catalogue, entry: Entry) -> list[Found]:
    found = validity(catalogue, entry, catalogue.surroundings.as_of)
    return [{
        "validity": str(found.state),
        "since": str(found.since) if found.since else None,
        "by": found.by.id if found.by else None,
        "as_of": _today(catalogue),
    }]  # fmt: skip


def _of_service(catalogue: Catalogue, entry: Entry) -> list[Found]:
    return [{"reachable": entry.record.is_reachable}]


def _today(catalogue: Catalogue) -> str | None:
    today = catalogue.surroundings.as_of
    return today.isoformat() if today else None


DERIVATIONS: Mapping[tuple[str, str], Derivation] = {
    ("commitment", ""): Derivation(
        {"standing": Type.ID, "why": Type.ID, "turns": Type.DATE, "as_of": Type.DATE},
        _of_commitment,
        {"standing": "pledge.standing", "why": "pledge.why"},
    ),
    ("commitment", "stages"): Derivation(
        {"state": Type.ID, "as_of": Type.DATE}, _of_stages, {"state": "pledge.state"}
    ),
    ("policy", ""): Derivation(
        {"validity": Type.ID, "since": Type.DATE, "by": Type.ID, "as_of": Type.DATE},
        _of_policy,
        {"validity": "policy.validity"},
    ),
    ("service", ""): Derivation({"reachable": Type.YES_NO}, _of_service, {}),
}  # fmt: skip
"""Kind and field → what is derived of its records, or of the items of that field."""


def derived_section(catalogue: Catalogue, labels: Labels, kind: str, field: str = "") -> Section:
    """The columns of what is derived; filled from a record, or from a record and the number of an item."""
    derivation = DERIVATIONS.get((kind, field))
    if derivation is None:
        return Section((), lambda _: ())
    key = f"{field}.{KEY}" if field else KEY
    sections = Sections(catalogue, labels, kind)
    columns = []
    for name, type_ in derivation.columns.items():
        label = {one.code: one.word(f"columns.{KEY}.{name}") for one in labels.languages}
        label = labels.joined({one.code: one.word(f"columns.{KEY}.whole") for one in labels.languages}, label)
        columns.append(Column(f"{key}.{name}", type_, label, kind if name == "by" else ""))
        if name in derivation.words or name == "by":
            columns += [
                Column(f"{key}.{name}.{code}", Type.TEXT, labels.in_language(label, code)) for code in labels.codes
            ]

    def fill(whole: object) -> list[Cell]:
        entry, number = whole if isinstance(whole, tuple) else (whole, 0)
        cells: list[Cell] = []
        for name, value in derivation.find(catalogue, entry)[number].items():
            cells.append(value)
            if name == "by":
                cells += sections.names(Reference(kind, str(value))) if value else [None] * len(labels.codes)
            elif name in derivation.words:
                group = derivation.words[name]
                cells += [one.word(f"{group}.{value}") if value else None for one in labels.languages]
        return cells

    return Section(tuple(columns), fill)


def derived_of(catalogue: Catalogue, entry: Entry) -> dict[str, object]:
    """The same as data, without what is empty; items of a field stand in the order of the record."""
    found: dict[str, object] = {}
    for (kind, field), derivation in DERIVATIONS.items():
        if kind != entry.kind.name:
            continue
        items = [
            {name: value for name, value in one.items() if value is not None and not (field and name == "as_of")}
            for one in derivation.find(catalogue, entry)
        ]
        if not field:
            found |= items[0]
        elif items:
            found[field] = items
    return found
