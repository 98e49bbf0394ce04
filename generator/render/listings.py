"""The list of each kind, and of everything for the search page; columns come from the declarations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from generator import addresses
from generator.catalogue import Catalogue
from generator.completeness import kinds_asked, share
from generator.language import Language
from generator.loader import Entry
from generator.records import KINDS, Kind
from generator.records.base import Facet, annotation
from generator.tabular.bundles import EVERYTHING, FOLDER, WORKBOOK, names_of
from generator.values.dates import Period
from generator.values.names import Reference, Term
from generator.values.stated import Amount, Statement
from generator.values.text import LocalizedText
from generator.writing.artifacts import Artifact, Leaf, made
from generator.writing.commitment_pages import standing_of
from generator.writing.escaping import escape
from generator.writing.facts import cell, known_amount, way_to_figure
from generator.writing.festival_views import coming_everywhere
from generator.writing.finder import finder
from generator.writing.lists import Cell, Column, Listing, parts
from generator.writing.organisation_pages import to_chart
from generator.writing.page import Page
from generator.writing.policy_pages import validity_of

COMPLETENESS = "completeness"
"""The key of the column that no field of a record stands behind."""
OF_THEIR_OWN = ("claim",)
"""Kinds whose list is a page of another sort: claims are held against their records there."""
DERIVED: dict[str, tuple[str, Callable[[Page, Entry], tuple[Markup, str]]]] = {
    "commitment": ("pledge.standing_label", standing_of),
    "policy": ("policy.standing", validity_of),
}
"""Kind → a column that follows from the record, is not written in it, and that people choose by: label and cell."""
_STANDING = "standing"
_ABOVE: dict[str, Callable[[Page], Markup]] = {"event": coming_everywhere, "organisation": to_chart}


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """Every list in one language."""
    yield from made(leaves(catalogue, language))


def leaves(catalogue: Catalogue, language: Language) -> Iterator[Leaf]:
    """The pages and files of every list."""
    new_page = partial(Page, catalogue, language)
    for kind in KINDS:
        if kind.name not in OF_THEIR_OWN:
            yield from parts(_of_kind(catalogue, language, kind), new_page)
    yield from parts(_everything(catalogue, language), new_page)


def _of_kind(catalogue: Catalogue, language: Language, kind: Kind) -> Listing:
    title = language.word(f"kinds.{kind.name}.many")
    entries = catalogue.of_kind(kind)
    declared = columns_of(kind, language, kind.name in kinds_asked(catalogue.surroundings.duties))
    columns = [one for one in declared if one.is_amount or any(_says(entry, one.key) for entry in entries)]
    return Listing(
        address=addresses.listing(kind),
        title=title,
        lead=language.word(f"kinds.{kind.name}.lead"),
        caption=language.word("listing.caption", kind=title),
        columns=columns,
        entries=entries,
        cells=partial(_cells, columns),
        files=[FOLDER + name for name in names_of(kind)],
        above=_ABOVE.get(kind.name),
        kind=kind,
    )


def columns_of(kind: Kind, language: Language, is_asked: bool = False) -> list[Column]:
    """What a list of this kind shows: the fields people choose by, amounts, and completeness where that is asked."""
    columns = [
        Column(name, language.label(kind.name, name), is_amount=field.annotation == tuple[Amount, ...])
        for name, field in kind.fields.items()
        if ((facet := annotation(field, Facet)) and facet.column) or field.annotation == tuple[Amount, ...]
    ]
    if kind.name in DERIVED:
        columns.append(Column(_STANDING, language.word(DERIVED[kind.name][0])))
    if is_asked:
        columns.append(Column(COMPLETENESS, language.word("completeness.title"), is_amount=True))
    return columns


def _says(entry: Entry, name: str) -> bool:
    """Whether a record has a value in a field: a column in which none has one says nothing."""
    if name in (_STANDING, COMPLETENESS):
        return True
    value = getattr(entry.record, name)
    return value.value is not None if isinstance(value, Statement) else value not in (None, ())


def _everything(catalogue: Catalogue, language: Language) -> Listing:
    return Listing(
        address=addresses.SEARCH,
        title=language.word("search.title"),
        lead=language.word("search.lead"),
        caption=language.word("search.caption"),
        columns=[Column("kind", language.word("search.kind")), Column("place", language.word("search.place"))],
        entries=tuple(catalogue.published),
        cells=_kind_and_place,
        files=[FOLDER + EVERYTHING, FOLDER + WORKBOOK],
        above=finder,
    )


def _kind_and_place(page: Page, entry: Entry) -> Sequence[Cell]:
    one = page.word(f"kinds.{entry.kind.name}.one")
    site = getattr(entry.record, "site", None)
    # What is held at a site names no place of its own.
    where_it_is = page.catalogue.places_of(entry) or ((site,) if site else ())
    places = [place for reference in where_it_is if (place := page.catalogue.find(reference))]
    names = [page.language.plain(place.record.heading) for place in places]
    where = page.joined(page.text(place.record.heading) for place in places) if places else escape("—")
    return [
        Cell(escape(one), [one], plain={"text": one}),
        Cell(where, names, plain={"text": page.word("joined").join(names) or "—", "values": names}),
    ]


def _cells(columns: Sequence[Column], page: Page, entry: Entry) -> Sequence[Cell]:
    return [_cell(page, entry, column) for column in columns]


def _cell(page: Page, entry: Entry, column: Column) -> Cell:
    if column.key == COMPLETENESS:
        return _completeness(page, entry)
    if column.key == _STANDING:
        shown, word = DERIVED[entry.kind.name][1](page, entry)
        return Cell(shown, [word], plain={"text": word, "values": [word]})
    return _amount(page, entry, column) if column.is_amount else _choice(page, entry, column)


def _completeness(page: Page, entry: Entry) -> Cell:
    """How many items of the lists of duties are published, sorted by their part of those asked for."""
    found = share(page.catalogue, entry)
    text = f"{page.language.integer(found.published)} / {page.language.integer(found.asked)}"
    sort = str(1000 * found.published // found.asked) if found.asked else ""
    return Cell(escape(text), sort=sort, plain={"text": text, "sort": sort})


def _amount(page: Page, entry: Entry, column: Column) -> Cell:
    shown = cell(page, entry, column.key)
    amount = known_amount(page.catalogue, entry, column.key)
    if amount is None or amount.value is None:
        return Cell(shown, plain={"text": str(shown.striptags()), "absent": True, "sort": ""})
    figure = page.language.money(amount.value)
    sort = str(amount.value.fen)
    basis = [str(amount.basis), page.word(f"basis.{amount.basis}")]
    text = f"{figure.lead} {figure.number} {figure.unit}".strip() if figure.lead else figure.number
    unit = "" if figure.lead else figure.unit
    way = way_to_figure(page, entry, column.key)
    return Cell(shown, sort=sort, plain={"text": text, "unit": unit, "basis": basis, "href": way, "sort": sort})


def _choice(page: Page, entry: Entry, column: Column) -> Cell:
    value: Any = getattr(entry.record, column.key)
    shown = cell(page, entry, column.key)
    values = _words(page, value)
    plain: dict[str, Any] = {"text": str(shown.striptags()), "values": values}
    if not values:
        plain["absent"] = True
    elif isinstance(value, Statement) and isinstance(value.value, Term) and value.value.vocabulary == "project_status":
        plain["status"] = value.value.id
    return Cell(shown, values, plain=plain)


def _words(page: Page, value: Any) -> list[str]:
    """The words that a field is chosen by: a place also by the places it lies in, a period by each of its years."""
    value = value.value if isinstance(value, Statement) else value
    found: list[str] = []
    for one in value if isinstance(value, tuple) else (value,):
        if isinstance(one, Term):
            known = page.catalogue.term(one)
            found.append(page.language.plain(known.label) if known else one.id)
        elif isinstance(one, Reference):
            target = page.catalogue.find(one)
            if target is not None:
                chain = page.catalogue.ancestors(target) if one.kind == "place" else ()
                found += [page.language.plain(entry.record.heading) for entry in (*chain, target)]
        elif isinstance(one, Period):
            years = range(one.start.year, one.end.year + 1) if one.start and one.end else ()
            found += [str(year) for year in years] or [page.language.period(one)]
        elif isinstance(one, LocalizedText):
            found.append(page.language.plain(one))
        elif one is not None:
            found.append(str(one))
    return list(dict.fromkeys(text.replace("|", "／") for text in found))
