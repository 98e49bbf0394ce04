"""References that lead nowhere, to a draft, or in a circle; figures of the home page that no record has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from generator.batches import Batch
from generator.catalogue import Catalogue, Standing, standing
from generator.documents import dotted
from generator.findings import Finding, Position, error
from generator.guessing import closest
from generator.loader import Entry
from generator.publication import Headline
from generator.records.base import Path, walk
from generator.values.money import Money
from generator.values.names import Reference
from generator.values.quantity import Quantity
from generator.values.stated import Statement

CONFIGURATION = "site_config/publication.yml"

MOST_FIGURES = 8
"""Named where a figure is looked for."""
MOST_GUESSES = 200
"""Where more references than that lead nowhere, a folder is missing, and guessing costs minutes and helps nobody."""

_LEADING_NOWHERE = {"reference-form": "given", "reference-unknown": "id"}
"""Code of a finding → the argument that says what was written for the id of a record."""
_UPWARD = {"project": "part_of", "place": "parent", "organisation": "parent"}
"""Kind → the field that names what a record is part of."""


def check(batch: Batch) -> Iterator[Finding]:
    """``reference-unknown``, which record is meant is said by :func:`suggest`; and ``reference-draft``."""
    for entry, path, reference in batch.values(Reference):
        match standing(batch.catalogue, reference.kind, reference.id):
            case Standing.MISSING:
                yield entry.error("reference-unknown", path, kind=reference.kind, id=reference.id, suggestion="")
            case Standing.DRAFT if not entry.record.draft:
                related = (batch.catalogue.by_key[reference.kind, reference.id].position(("draft",)),)
                yield entry.error("reference-draft", path, related=related, kind=reference.kind, id=reference.id)
            case _:
                pass  # all is well, or its own file says what is wrong


def check_whole(catalogue: Catalogue) -> Iterator[Finding]:
    """``part-of-itself`` and ``reference-cycle``; what the settings name; ``headline-figure``."""
    for kind, field in _UPWARD.items():
        yield from _circles(catalogue, kind, field)
    yield from _configured(catalogue)
    yield from _headlines(catalogue)


def suggest(findings: Iterable[Finding], catalogue: Catalogue) -> Iterator[Finding]:
    """The same findings, with the record named that a reference that leads nowhere most likely means.

    A title where an id belongs (``places: [大通县]``) is refused before there is a catalogue to look it up in; and what
    is most like an id depends on what all records are called, so that no batch of them can say it.
    """
    names = _Names(catalogue)
    for finding in findings:
        said = finding.arguments
        if finding.code in _LEADING_NOWHERE and not said.get("suggestion"):
            meant = names.meant(said.get("kind", ""), said.get(_LEADING_NOWHERE[finding.code], ""))
            yield replace(finding, arguments={**said, "suggestion": meant})
        else:
            yield finding


class _Names:
    """What records are called, for guessing which one was meant; built for a kind when first asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._guesses = 0
        # Ten thousand records may name the same missing one: each id is looked for once.
        self.meant = cache(self._meant)
        self._of = cache(self._names)

    def _meant(self, kind: str, given: str) -> str:
        """The id of the record that is called or written most like ``given``, or nothing."""
        names = self._of(kind)
        self._guesses += 1
        return names.get(closest(given, names) if self._guesses <= MOST_GUESSES else given, "")

    def _names(self, kind: str) -> dict[str, str]:
        names: dict[str, str] = {}
        for entry in self._catalogue.everything:
            if entry.kind.name == kind:
                for text in (entry.id, *entry.record.heading.texts.values()):
                    names.setdefault(text, entry.id)
        return names


def _circles(catalogue: Catalogue, kind: str, field: str) -> Iterator[Finding]:
    """Each circle once, at the record whose id comes first."""
    entries = {entry.id: entry for entry in catalogue.everything if entry.kind.name == kind}
    above = {id_: _named_in(entry, field) for id_, entry in entries.items()}
    seen: set[str] = set()
    for start in above:
        chain: list[str] = []
        current = start
        while current not in seen and above.get(current):
            seen.add(current)
            chain.append(current)
            current = above[current] or ""
        if current not in chain:
            continue
        circle = chain[chain.index(current) :]
        first = min(circle)
        turned = circle[circle.index(first) :] + circle[: circle.index(first)]
        if len(circle) == 1:
            yield entries[first].error("part-of-itself", (field,), id=first)
        else:
            related = tuple(entries[id_].position((field,)) for id_ in turned[1:])
            yield entries[first].error("reference-cycle", (field,), related=related, path=" → ".join([*turned, first]))


def _named_in(entry: Entry, field: str) -> str | None:
    """The id of the record that a field names, if it is filled in."""
    return next((reference.id for path, reference in entry.named if path == (field,)), None)


def _configured(catalogue: Catalogue) -> Iterator[Finding]:
    """The records that the publication's own settings name."""
    named: list[tuple[Path, Reference | None]] = [(("root",), catalogue.publication.root)]
    named += [(("headline", number, "record"), line.record) for number, line in _written(catalogue)]
    for path, reference in named:
        if reference is None or catalogue.find(reference) is not None:
            continue
        here, field, kind, id_ = _setting(catalogue, path), dotted(path), reference.kind, reference.id
        if (kind, id_) in catalogue.by_key:
            yield error("reference-draft", here, field, kind=kind, id=id_)
        elif (kind, id_) not in catalogue.surroundings.unreadable:
            yield error("reference-unknown", here, field, kind=kind, id=id_, suggestion="")


def _headlines(catalogue: Catalogue) -> Iterator[Finding]:
    """``headline-figure``: a figure for the home page that its record does not have, so that it would be left out."""
    for number, line in _written(catalogue):
        entry = catalogue.find(line.record)
        if entry is None or not entry.is_whole:
            continue
        statements = {dotted(path): value for path, value in walk(entry.record) if isinstance(value, Statement)}
        if line.figure in statements:
            continue
        figures = [path for path, value in statements.items() if isinstance(value.value, Money | Quantity)]
        path = ("headline", number, "figure")
        yield error(
            "headline-figure",
            _setting(catalogue, path),
            dotted(path),
            related=(entry.position(()),),
            given=line.figure,
            kind=line.record.kind,
            id=line.record.id,
            suggestion=closest(line.figure, figures) or (figures[0] if len(figures) == 1 else ""),
            known=", ".join(figures[:MOST_FIGURES]),
        )


def _written(catalogue: Catalogue) -> Iterator[tuple[int, Headline]]:
    """The figures of the home page, numbered as in the file: those of withheld records are not among them any more."""
    configuration = catalogue.surroundings.configuration
    rows: object = configuration.data.get("headline") if configuration else None
    said = [(row.get("record"), row.get("figure")) if isinstance(row, dict) else None for row in _listed(rows)]
    start = 0
    for number, line in enumerate(catalogue.publication.headline):
        wanted = (f"{line.record.kind}/{line.record.id}", line.figure)
        place = said.index(wanted, start) if wanted in said[start:] else number
        start = place + 1
        yield place, line


def _listed(rows: object) -> list[object]:
    return rows if isinstance(rows, list) else []


def _setting(catalogue: Catalogue, path: Path) -> Position:
    """Where a setting is written; its file alone where that was not read."""
    configuration = catalogue.surroundings.configuration
    return configuration.position(path) if configuration else Position(file=CONFIGURATION)
