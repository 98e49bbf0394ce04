"""What each leaf of a tree looked at when it was made, and what it made: with the same answers it is not made again.

Kept below ``build/cache/leaves``, a file for each language. Only the questions are trusted to say what a leaf depends
on; what all leaves share (the program, the publication's settings, the day) is one hash, and with another one all of
them are made again. So it is where the memory is damaged, foreign or of another version; a leaf of which a file was
touched is made again by itself.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator import memory, tracing
from generator.basemaps import Ground
from generator.catalogue import Catalogue
from generator.questions import answer
from generator.tracing import Question
from generator.writing.artifacts import Artifact, Leaf


@dataclass(frozen=True, slots=True)
class Done:
    """A leaf that was made: its files with their hashes, and what it looked at."""

    files: Mapping[str, str]
    """Path in the tree → SHA-256."""
    asked: frozenset[Question]


@dataclass(frozen=True)
class Leaves:
    """The leaves of a tree that need not be made again, by their names."""

    done: Mapping[str, Done] = field(default_factory=dict)


def surroundings_of(root: Path, catalogue: Catalogue, ground: Ground) -> str:
    """A hash of what all leaves depend on besides the records and what is asked of them."""
    around, digest = catalogue.surroundings, hashlib.sha256()
    for path in sorted(p for p in (root / "site_config").rglob("*") if p.is_file()):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()} {len(content)} ".encode() + content)
    chronicle = around.chronicle
    told = (
        around.as_of, sorted(around.pictures.items()), sorted(around.asset_files), sorted(around.redirects.items()),
        sorted(around.withheld), sorted(around.unreadable), chronicle is not None and chronicle.is_complete,
        ground, sorted(memory.marks(root / "content" / "assets")),
    )  # fmt: skip
    digest.update(repr(told).encode())
    return digest.hexdigest()


def recall(file: Path, tree: Path, surroundings: str, catalogue: Catalogue) -> Leaves:
    """The leaves that would be made as they were, and whose files lie in ``tree`` as they were written."""
    known = memory.read(file)
    if not isinstance(known, dict) or known.get("surroundings") != surroundings:
        return Leaves()
    there = dict(memory.marks(tree))
    questions = [tuple(question) for question, _ in known["questions"]]
    same = [answer(catalogue, tuple(question)) == was for question, was in known["questions"]]
    done = {}
    for name, (files, asked) in known["leaves"].items():
        lie_there = all(there.get(path) == tuple(mark) for path, (_, *mark) in files.items())
        if lie_there and all(same[number] for number in asked):
            hashes = {path: sha for path, (sha, *_) in files.items()}
            done[name] = Done(hashes, frozenset(questions[number] for number in asked))
    return Leaves(done)


def make(leaves: Iterable[Leaf], known: Leaves) -> tuple[list[Artifact], dict[str, Done], dict[str, str]]:
    """The files of a tree, empty those that stand already; what is to be kept of how they were made; and path → hash of
    those that stand.

    A leaf that is known but not wanted any more leaves nothing standing: another one may have taken its place.
    """
    artifacts: list[Artifact] = []
    done: dict[str, Done] = {}
    standing: dict[str, str] = {}
    for leaf in leaves:
        if not leaf.is_followed:
            artifacts += leaf.make()
        elif leaf.name in known.done:
            done[leaf.name] = known.done[leaf.name]
            standing |= done[leaf.name].files
            artifacts += (Artifact(path, b"") for path in done[leaf.name].files)
        else:
            with tracing.watching() as asked:
                made = list(leaf.make())
            hashes = {one.path: hashlib.sha256(one.content).hexdigest() for one in made}
            done[leaf.name] = Done(hashes, frozenset(asked))
            artifacts += made
    return artifacts, done, standing


def keep(file: Path, tree: Path, surroundings: str, catalogue: Catalogue, done: Mapping[str, Done]) -> None:
    """Remember these leaves of the tree that lies there now; where nothing can be written, nothing is."""
    there = dict(memory.marks(tree))
    questions = sorted({question for one in done.values() for question in one.asked})
    number = {question: place for place, question in enumerate(questions)}
    value = {
        "surroundings": surroundings,
        "questions": [[question, answer(catalogue, question)] for question in questions],
        "leaves": {
            name: [
                {path: [sha, *there[path]] for path, sha in one.files.items()},
                sorted(number[question] for question in one.asked),
            ]
            for name, one in done.items()
            if all(path in there for path in one.files)
        },
    }
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        memory.write(file, value)
