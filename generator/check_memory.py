"""What was found of each batch of records, and what was looked up for it: with the same answers it is said again.

Kept in ``build/cache/checks.json``. Only the questions are trusted to say what a finding depends on
(:mod:`generator.tracing`); what all depend on (the program, the settings, the day, the pictures) is one hash, and with
another one, or where the file is damaged, everything is judged anew.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from generator import memory
from generator.batches import divide
from generator.catalogue import Catalogue
from generator.checks import Judged
from generator.findings import Finding, Position, Severity
from generator.fingerprints import surroundings
from generator.loader import Entry
from generator.questions import Answers, grounded
from generator.tracing import Question


class Memory:
    """The memory of a publication's checks, held against a catalogue."""

    def __init__(self, root: Path, catalogue: Catalogue) -> None:
        self._file = root / "build" / "cache" / "checks.json"
        self._surroundings = surroundings(root, catalogue)
        self._answers = Answers(catalogue)
        self._holding = {number: _holding(entries) for number, entries in divide(catalogue).items()}

    def recall(self) -> dict[int, Judged]:
        """The batches of which would be said what was said of them."""
        known = memory.read(self._file)
        if not isinstance(known, dict) or known.get("surroundings") != self._surroundings:
            return {}
        questions: list[Question] = [tuple(question) for question, _ in known["questions"]]
        self._answers.hold([(question, was) for question, (_, was) in zip(questions, known["questions"], strict=True)])
        answers = zip(self._answers.of(questions), known["questions"], strict=True)
        same = [answer == was for answer, (_, was) in answers]
        found = {}
        for number, holding, findings, told, asked in known["batches"]:
            if self._holding.get(number) == holding and all(same[one] for one in asked):
                rows = tuple(tuple(tuple(row) for row in of_one) for of_one in told)
                asked_then = frozenset(questions[one] for one in asked)
                found[number] = Judged(tuple(_finding(plain) for plain in findings), rows, asked_then)
        return found

    def keep(self, judged: Mapping[int, Judged]) -> None:
        """Remember this; where nothing can be written, nothing is."""
        asked = {question for one in judged.values() for question in one.asked}
        questions = sorted(asked.union(grounded(asked)))
        place = {question: number for number, question in enumerate(questions)}
        value = {
            "surroundings": self._surroundings,
            "questions": list(zip(questions, self._answers.of(questions), strict=True)),
            "batches": [
                [number, self._holding[number], [_plain(finding) for finding in one.findings], one.told,
                 sorted(place[question] for question in one.asked)]
                for number, one in sorted(judged.items())
            ],
        }  # fmt: skip
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            memory.write(self._file, value)


def _holding(entries: Iterable[Entry]) -> str:
    """Which records are in a batch, as they are: of a file that was read another way there may be another record."""
    told = [(entry.file, entry.version, entry.is_whole) for entry in entries]
    return hashlib.blake2b(repr(told).encode(), digest_size=8).hexdigest()


def _plain(finding: Finding) -> list[object]:
    places = [[place.file, place.line, place.column] for place in (finding.position, *finding.related)]
    return [finding.code, finding.severity.value, finding.field, dict(finding.arguments), *places]


def _finding(plain: list[Any]) -> Finding:
    code, severity, field, arguments, *places = plain
    position, *related = (Position(file=file, line=line, column=column) for file, line, column in places)
    return Finding(
        code=code, severity=Severity(severity), position=position, field=field, arguments=arguments,
        related=tuple(related),
    )  # fmt: skip
