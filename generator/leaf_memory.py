"""What each leaf of a tree looked at when it was made, and what it made: with the same answers it is not made again.

Kept below ``build/cache/leaves``, a file for each language. Only the questions are trusted to say what a leaf depends
on; what all leaves share (the program, the publication's settings, the day) is one hash, and with another one all of
them are made again. So it is where the memory is damaged, foreign or of another version; a leaf of which a file was
touched is made again by itself. Pieces (:func:`generator.tracing.piece`) are kept beside the leaves and stand or fall
like them; they are the same in all languages, and lie with the default one.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator import earlier, memory, tracing
from generator.basemaps import Ground
from generator.catalogue import Catalogue
from generator.earlier import Earlier
from generator.fingerprints import surroundings
from generator.memory import Mark
from generator.processes import collector_at_rest
from generator.questions import Answers, grounded
from generator.tracing import Question


@dataclass(frozen=True, slots=True)
class Done:
    """A leaf that was made: its files with their hashes, and what it looked at."""

    files: Mapping[str, str]
    """Path in the tree → SHA-256."""
    asked: Collection[Question]


@dataclass(frozen=True)
class Leaves:
    """The leaves of a tree that need not be made again, by their names; and the files that lie there."""

    done: Mapping[str, Done] = field(default_factory=dict)
    there: Mapping[str, Mark] = field(default_factory=dict)


def surroundings_of(root: Path, catalogue: Catalogue, ground: Ground) -> str:
    """A hash of what all leaves depend on besides the records and what is asked of them."""
    assets = sorted(memory.marks(root / "content" / "assets"))
    return surroundings(root, catalogue, sorted(catalogue.surroundings.unreadable), ground, assets)


def recall(file: Path, tree: Path, around: str, answers: Answers) -> Leaves:
    """The leaves that would be made as they were, and whose files lie in ``tree`` as they were written.

    Pieces that would be made as they were become known to the catalogue.
    """
    there = dict(memory.marks(tree))
    known = memory.read(file)
    if not isinstance(known, dict) or known.get("surroundings") != around:
        return Leaves(there=there)
    questions: list[Question] = [tuple(question) for question, _ in known["questions"]]
    answers.hold([(question, answer) for question, (_, answer) in zip(questions, known["questions"], strict=True)])

    def changed_of(numbers: Sequence[int]) -> set[int]:
        now = answers.of([questions[number] for number in numbers])
        return {number for number, answer in zip(numbers, now, strict=True) if known["questions"][number][1] != answer}

    if known["pieces"]:
        # First, since answers to what leaves asked are made of pieces too.
        asked_by_pieces = sorted({number for _, _, asked in known["pieces"] for number in asked})
        _tell(answers.catalogue, known, questions, changed_of(asked_by_pieces), tree, there)
    changed = changed_of(range(len(questions)))
    done = {}
    for name, (files, asked) in known["leaves"].items():
        if changed.isdisjoint(asked) and all(there.get(path) == tuple(mark) for path, _, mark in files):
            done[name] = Done({path: sha for path, sha, _ in files}, [questions[number] for number in asked])
    return Leaves(done, there)


def _tell(
    catalogue: Catalogue, known: Any, questions: Sequence[Question], changed: Set[int], tree: Path,
    there: Mapping[str, Mark],
) -> None:  # fmt: skip
    """Let those who make leaves know the pieces that hold, and what else lies there."""
    pieces = tracing.pieces_of(catalogue)
    for name, value, asked in known["pieces"]:
        if changed.isdisjoint(asked):
            pieces[tuple(name)] = value, {questions[number] for number in asked}
    lying = {path: tuple(mark) for files, _ in known["leaves"].values() for path, _, mark in files}

    def content(path: str) -> bytes | None:
        return (tree / path).read_bytes() if path in lying and there.get(path) == lying[path] else None

    values = {tuple(name): value for name, value, _ in known["pieces"]}
    earlier.tell(catalogue, Earlier(values, content))


def keep(
    file: Path, around: str, answers: Answers, done: Mapping[str, Done], there: Mapping[str, Mark], *,
    pieces: bool,
) -> None:  # fmt: skip
    """Remember these leaves of a tree, of whose files ``there`` are the marks, and the ``pieces`` that are known of the
    catalogue; where nothing can be written, nothing is."""
    with collector_at_rest():
        _keep(file, around, answers, done, there, pieces=pieces)


def _keep(
    file: Path, around: str, answers: Answers, done: Mapping[str, Done], there: Mapping[str, Mark], *,
    pieces: bool,
) -> None:  # fmt: skip
    numbers: dict[Question, int] = {}

    def numbered(asked: Iterable[Question]) -> list[int]:
        return [numbers.setdefault(question, len(numbers)) for question in asked]

    value = {
        "surroundings": around,
        "leaves": {
            name: [[[path, sha, there[path]] for path, sha in one.files.items()], numbered(one.asked)]
            for name, one in done.items()
            if all(path in there for path in one.files)
        },
        "pieces": [
            [name, value, numbered(asked)]
            for name, (value, asked) in (tracing.pieces_of(answers.catalogue).items() if pieces else ())
        ],
    }
    numbered(grounded(list(numbers)))
    value["questions"] = list(zip(numbers, answers.of(numbers), strict=True))
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        memory.write(file, value)
