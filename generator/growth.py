"""The trees of all languages, grown side by side: what stands is taken over, the rest is made on the cores at hand.

What is to be made is divided into parts: a sort of page in one language, or some hundred pages of one. Each process
takes a part, writes what it makes, and takes the next; what it was made from is remembered once all are done.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from generator import handwritten, leaf_memory, media, tracing, tree
from generator.catalogue import Catalogue
from generator.findings import Finding
from generator.finishing import Frame
from generator.inspection import Checked
from generator.language import Language
from generator.leaf_memory import Done, Leaves
from generator.memory import Mark, mark
from generator.processes import collector_at_rest, side_by_side
from generator.questions import Answers
from generator.render import leaves
from generator.shards import links_of
from generator.tracing import Pieces, Question
from generator.tree import Written
from generator.writing.artifacts import Artifact, Leaf

NO_IMAGES: Mapping[str, bytes] = MappingProxyType({})

MOST = 400
"""Leaves of one sort that a process takes at once: fewer even the work out, more bring home fewer questions twice."""


@dataclass(frozen=True)
class Grown:
    """The tree of one language, as it lies on the disk."""

    files: dict[str, str]
    """Path → SHA-256."""
    written: int
    dead: tuple[Finding, ...]
    """Links of hand-written pages that lead nowhere."""
    together: frozenset[str]
    """Hand-written pages, and those that they name a part of: MkDocs sees whether it is there only if it makes both."""

    @property
    def pages(self) -> list[str]:
        """The paths of the pages."""
        return [path for path in self.files if path.endswith(".md")]


@dataclass(frozen=True)
class Plan:
    """What there is to do for the tree of one language."""

    docs: Path
    by_hand: Mapping[str, Written]
    known: Leaves
    standing: Collection[str]
    """The leaves that need not be made again."""
    wanted: Sequence[Leaf]
    """Those that are to be made."""
    remember: Callable[[Mapping[str, Done], Mapping[str, Mark]], None]

    @classmethod
    def of(
        cls, leaves: Iterable[Leaf], docs: Path, by_hand: Mapping[str, Written], known: Leaves,
        remember: Callable[[Mapping[str, Done], Mapping[str, Mark]], None],
    ) -> Plan:  # fmt: skip
        """What there is to do for a tree of these leaves."""
        every = list(leaves)
        standing = {leaf.name for leaf in every if leaf.is_followed and leaf.name in known.done}
        return cls(docs, by_hand, known, standing, [leaf for leaf in every if leaf.name not in standing], remember)


@dataclass(frozen=True)
class Part:
    """Some leaves of a tree, made and written. It goes from one process to another, so each question is in it once."""

    files: Mapping[str, tuple[str, Mark | None]]
    """Path → SHA-256, and what tells the file apart; nothing where a page by hand has taken its place."""
    leaves: Mapping[str, tuple[Sequence[str], Sequence[int]]]
    """Each leaf that is followed → its files, and the numbers of what it asked."""
    pieces: Mapping[Question, tuple[object, Sequence[int]]]
    """Pieces that nobody had made before, in the same way."""
    questions: Sequence[Question]
    written: int

    @property
    def done(self) -> dict[str, Done]:
        """What is to be kept of how the leaves were made."""
        return {
            name: Done({path: self.files[path][0] for path in paths}, self._asked(numbers))
            for name, (paths, numbers) in self.leaves.items()
        }

    @property
    def made(self) -> Pieces:
        """The pieces, as they are known of a catalogue."""
        return {name: (value, set(self._asked(numbers))) for name, (value, numbers) in self.pieces.items()}

    def _asked(self, numbers: Iterable[int]) -> list[Question]:
        return [self.questions[number] for number in numbers]


def grow(frame: Frame, checked: Checked, jobs: int) -> list[Grown]:
    """Bring the tree of each language into line, in at most ``jobs`` processes."""
    answers = Answers(frame.catalogue)
    with collector_at_rest():  # what an earlier build left, and what it is held against, stays
        plans = [_plan(frame, checked, language, answers) for language in frame.languages]
    shares = [(plan, share) for plan in plans for share in _divided(plan.wanted)]
    shares.sort(key=lambda one: len(one[1]) == MOST)  # the equal ones last: they even out what came before
    parts = side_by_side([partial(make, share, plan, frame.catalogue) for plan, share in shares], jobs)
    for part in parts:
        tracing.pieces_of(frame.catalogue).update(part.made)
    works = []
    for plan, language in zip(plans, frame.languages, strict=True):
        own = [part for part, (of, _) in zip(parts, shares, strict=True) if of is plan]
        images = media.published_images(frame.root, frame.catalogue) if _is_default(frame, language) else NO_IMAGES
        works.append(partial(settle, plan, own, images))
    return side_by_side(works, jobs)


def make(share: Sequence[Leaf], plan: Plan, catalogue: Catalogue) -> Part:
    """Make some leaves and write what of them differs."""
    files: dict[str, tuple[str, Mark | None]] = {}
    made: dict[str, tuple[Sequence[str], Sequence[int]]] = {}
    numbers: dict[Question, int] = {}
    pieces, written = tracing.pieces_of(catalogue), 0
    before = len(pieces)

    def numbered(asked: Iterable[Question]) -> list[int]:
        return [numbers.setdefault(question, len(numbers)) for question in asked]

    for leaf in share:
        with tracing.watching() as asked:
            artifacts = list(leaf.make())
        for one in artifacts:
            there = None
            if one.path not in plan.by_hand:
                is_new = tree.put(plan.docs / one.path, one.content, is_there=one.path in plan.known.there)
                there = mark(plan.docs / one.path) if is_new else plan.known.there[one.path]
                written += is_new
            files[one.path] = hashlib.sha256(one.content).hexdigest(), there
        if leaf.is_followed:
            made[leaf.name] = [one.path for one in artifacts], numbered(asked)
    new = {name: (value, numbered(asked)) for name, (value, asked) in islice(pieces.items(), before, None)}
    return Part(files, made, new, list(numbers), written)


def _plan(frame: Frame, checked: Checked, language: Language, answers: Answers) -> Plan:
    """Find out what an earlier build made of a tree and still stands."""
    catalogue, code = frame.catalogue, language.code
    file, docs = frame.root / "build" / "cache" / "leaves" / f"{code}.json", frame.docs(code)
    around = leaf_memory.surroundings_of(frame.root, catalogue, frame.grounds[code])
    known = leaf_memory.recall(file, docs, around, answers)
    by_hand = handwritten.tree_of(checked.pages, language, catalogue.publication, catalogue.surroundings.changed)
    remember = partial(leaf_memory.keep, file, around, answers, pieces=_is_default(frame, language))
    return Plan.of(leaves(catalogue, language, frame.grounds[code]), docs, by_hand, known, remember)


def _divided(wanted: Iterable[Leaf]) -> Iterator[list[Leaf]]:
    """The leaves by the sort of their pages, no more at once than a process should take."""
    sorts: dict[str, list[Leaf]] = {}
    for leaf in wanted:
        sorts.setdefault(leaf.name.partition(" ")[0], []).append(leaf)
    for of_sort in sorts.values():
        yield from (of_sort[start : start + MOST] for start in range(0, len(of_sort), MOST))


def settle(plan: Plan, parts: Sequence[Part], images: Mapping[str, bytes] = NO_IMAGES) -> Grown:
    """Bring together what was made, what stands and what was written by hand; what is no part of it is deleted."""
    done = {name: plan.known.done[name] for name in plan.standing}
    marks: dict[str, Mark] = {path: plan.known.there[path] for one in done.values() for path in one.files}
    hashes = {path: sha for one in done.values() for path, sha in one.files.items()}
    for part in parts:
        done |= part.done
        marks |= {path: there for path, (_, there) in part.files.items() if there}
        hashes |= {path: sha for path, (sha, _) in part.files.items()}
    files, dead = tree.join((Artifact(path, b"") for path in hashes), plan.by_hand)
    files |= images
    # Where a page by hand has taken the place of another one nothing is known of that: it does not lie there.
    standing = hashes.keys() - plan.by_hand.keys()
    changed, _ = tree.write(files, plan.docs, standing, plan.known.there)
    plan.remember(done, {path: there for path, there in marks.items() if path in standing})
    files = {path: content for path, content in files.items() if path not in standing}
    hashes |= {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}
    own = {path: page for path, page in plan.by_hand.items() if path.endswith(".md")}
    named = {file for path, page in own.items() for file, anchor in links_of(path, page) if anchor}
    written = len(changed) + sum(part.written for part in parts)
    return Grown(hashes, written, tuple(dead), frozenset((own.keys() | named) & hashes.keys()))


def _is_default(frame: Frame, language: Language) -> bool:
    return language.code == frame.catalogue.publication.default_language
