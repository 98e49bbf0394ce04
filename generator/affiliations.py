"""How organisations hang together, as trees: levels of a network, a body with who leads it and its members, and lines
of bodies above and below each other. Each tree is drawn by itself, since one organisation may stand in several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.catalogue import Catalogue
from generator.loader import Entry
from generator.records.organisation import Organisation, Tier


class Relation(StrEnum):
    """What leads from one box to the one below it."""

    ABOVE = "above"
    LEADS = "leads"
    MEMBER = "member"
    NEXT_LEVEL = "next-level"
    BODY = "body"
    """A recorded body of a level."""


@dataclass(frozen=True)
class Node:
    """A body, or a level as a kind of body; ``relation`` is that of the node above to this one."""

    key: str
    entry: Entry | None = None
    tier: Tier | None = None
    relation: Relation | None = None
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """This node and all below it, from the top down."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def edges(self) -> Iterator[tuple[Node, Node]]:
        """Every node with each one directly below it."""
        for child in self.children:
            yield self, child
            yield from child.edges


@dataclass(frozen=True)
class Tree:
    """One drawing; ``of`` is the organisation that it is about."""

    of: Entry
    root: Node


def trees(catalogue: Catalogue) -> tuple[Tree, ...]:
    """Everything that is recorded of how organisations hang together, in the order of their ids."""
    found: list[Tree] = []
    for entry in catalogue.of_kind("organisation"):
        found += _own(catalogue, entry)
    for entry in catalogue.of_kind("organisation"):
        if catalogue.find(entry.record.parent) is None and _below(catalogue, entry):
            found.append(Tree(entry, _line(catalogue, entry, frozenset())))
    return tuple(found)


def around(catalogue: Catalogue, entry: Entry) -> tuple[Tree, ...]:
    """What one organisation has a part in: networks and bodies with all of theirs; of a line what is next to it."""
    found = [
        tree
        for other in catalogue.of_kind("organisation")
        for tree in _own(catalogue, other)
        if any(node.entry is entry for node in tree.root.walk()) or other is entry
    ]
    above, below = catalogue.find(entry.record.parent), _below(catalogue, entry)
    if above or below:
        relation = Relation.ABOVE if above else None
        own = Node(entry.id, entry, relation=relation, children=tuple(_child(one) for one in below if one is not above))
        found.append(Tree(entry, Node(above.id, above, children=(own,)) if above and above is not entry else own))
    return tuple(found)


def _own(catalogue: Catalogue, entry: Entry) -> Iterator[Tree]:
    record: Organisation = entry.record
    if record.tiers:
        yield Tree(entry, _levels(catalogue, entry, 0))
    lead = catalogue.find(record.lead)
    members = [found for one in record.members if (found := catalogue.find(one.organisation))]
    if lead is not None or members:
        below = tuple(Node(one.id, one, relation=Relation.MEMBER) for one in members if one is not lead)
        if lead is None:
            yield Tree(entry, Node(entry.id, entry, children=below))
        else:
            body = Node(entry.id, entry, relation=Relation.LEADS, children=below)
            yield Tree(entry, Node(lead.id, lead, children=(body,)))


def _levels(catalogue: Catalogue, entry: Entry, number: int) -> Node:
    """A level with its recorded bodies and the level below it."""
    tiers = entry.record.tiers
    bodies = [found for one in tiers[number].bodies if (found := catalogue.find(one))]
    below = [Node(one.id, one, relation=Relation.BODY) for one in bodies]
    if number + 1 < len(tiers):
        below.append(_levels(catalogue, entry, number + 1))
    relation = Relation.NEXT_LEVEL if number else None
    return Node(f"{entry.id}.{number + 1}", None, tiers[number], relation, tuple(below))


def _below(catalogue: Catalogue, entry: Entry) -> tuple[Entry, ...]:
    return catalogue.naming(entry, "organisation", ["parent"])


def _child(entry: Entry) -> Node:
    return Node(entry.id, entry, relation=Relation.ABOVE)


def _line(catalogue: Catalogue, entry: Entry, seen: frozenset[str]) -> Node:
    """A body with everything below it; a circle is followed once."""
    known = seen | {entry.id}
    below = tuple(_line(catalogue, one, known) for one in _below(catalogue, entry) if one.id not in known)
    return Node(entry.id, entry, relation=Relation.ABOVE if seen else None, children=below)
