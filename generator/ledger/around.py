"""The lines around one record, drafts included: found without a look at any record that has nothing to do with it."""

from __future__ import annotations

from collections.abc import Iterable

from generator.catalogue import Catalogue, Key, key_of
from generator.ledger.lines import STAGE_OF, Kind, Line, Lines, Stage
from generator.loader import Entry
from generator.tracing import Question, derived_from, remembered


class Around:
    """What the ledger says of a fund or a project. A record's lines are made once, for all who ask."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._lines = Lines(catalogue, drafts=True)
        self._written: dict[Key, tuple[tuple[Line, ...], set[Question]]] = {}
        self._given: dict[Key, tuple[dict[str, tuple[Line, ...]], set[Question]]] = {}

    def of(self, entry: Entry) -> tuple[Line, ...]:
        """The lines with a figure in the publication's currency that are written in a record."""
        return self._with_figure(self._written_in(entry))

    def given_to(self, project: Entry, *, without_figure: bool = False) -> tuple[Line, ...]:
        """Where a project's money comes from: allocations of funds, then its own funding lines."""
        funds = self.catalogue.all_naming("project", project.id, "allocations")
        given = [line for fund in funds for line in self._allocations(fund).get(project.id, ())]
        given += [line for line in self._written_in(project) if STAGE_OF[line.kind] is Stage.GIVEN]
        return tuple(given) if without_figure else self._with_figure(given)

    def _written_in(self, entry: Entry) -> tuple[Line, ...]:
        return remembered(self._written, key_of(entry), lambda: tuple(self._lines.of(entry)))

    def _allocations(self, fund: Entry) -> dict[str, tuple[Line, ...]]:
        """Project → the lines of a fund that are for it."""

        def sort() -> dict[str, tuple[Line, ...]]:
            found: dict[str, tuple[Line, ...]] = {}
            for line in self._written_in(fund):
                if line.kind is Kind.ALLOCATION and line.project is not None:
                    found[line.project.id] = (*found.get(line.project.id, ()), line)
            return found

        return remembered(self._given, key_of(fund), sort)

    def _with_figure(self, lines: Iterable[Line]) -> tuple[Line, ...]:
        own = ("", self.catalogue.publication.currency)
        return tuple(line for line in lines if line.amount.value and line.amount.value.currency in own)


@derived_from
def around(catalogue: Catalogue) -> Around:
    """The one that is asked of a catalogue."""
    return Around(catalogue)
