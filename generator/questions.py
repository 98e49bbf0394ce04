"""What a catalogue answers to the questions that are asked of it (:mod:`generator.tracing`), in plain values.

Whoever derives something from a catalogue answers for it where that is derived; the rest is here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from generator import ledger, reckoning
from generator.catalogue import Catalogue, key_of
from generator.tracing import ANSWERS, GROUNDS, Question, answers, apart
from generator.writing import neighbourhood

__all__ = ["Answers", "ledger", "neighbourhood", "reckoning"]


def grounded(questions: Iterable[Question]) -> list[Question]:
    """What the answers to some questions rest on, as far as that is a question of its own."""
    return list(dict.fromkeys(GROUNDS[question[0]](question) for question in questions if question[0] in GROUNDS))


class Answers:
    """What a catalogue answers, as hashes: each question is asked of it once, for all languages."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._known: dict[Question, str] = {}

    def hold(self, known: Sequence[tuple[Question, str]]) -> None:
        """Take over what was answered to these questions at another time, all of them at one, where it must be the
        same: what the answer rests on, which is among them, is answered as it was then."""
        then = dict(known)
        grounds = {question: GROUNDS[question[0]](question) for question in then if question[0] in GROUNDS}
        asked = [ground for ground in dict.fromkeys(grounds.values()) if ground in then]
        same = {ground for ground, now in zip(asked, self.of(asked), strict=True) if now == then[ground]}
        for question, ground in grounds.items():
            if ground in same:
                self._known.setdefault(question, then[question])

    def of(self, questions: Iterable[Question]) -> list[str]:
        """The answers to so many questions, in their order."""
        known, found = self._known, []
        with apart():
            for question in questions:
                answer = known.get(question)
                if answer is None:
                    said = repr(ANSWERS[question[0]](self.catalogue, *question[1:]))
                    answer = known[question] = blake2b(said.encode(), digest_size=8).hexdigest()
                found.append(answer)
        return found


@answers("record")
def _version(catalogue: Catalogue, kind: str, id_: str) -> object:
    """Which version of a record there is, and what is known of its past."""
    entry = catalogue.by_key.get((kind, id_))
    if entry is None:
        return None
    around = catalogue.surroundings
    steps = around.chronicle.by_key.get((kind, id_)) if around.chronicle else None
    return entry.version, entry.file, around.changed.get(entry.file), around.commits.get(entry.file), steps


for _sort in ("published", "heading", "sources"):
    GROUNDS[_sort] = lambda question: ("record", *question[1:])


@answers("published")
def _is_published(catalogue: Catalogue, kind: str, id_: str) -> object:
    entry = catalogue.by_key.get((kind, id_))
    return entry is not None and not entry.is_draft


@answers("heading")
def _heading(catalogue: Catalogue, kind: str, id_: str) -> object:
    entry = catalogue.by_key.get((kind, id_))
    return tuple(entry.heading) if entry else None


@answers("sources")
def _sources(catalogue: Catalogue, kind: str, id_: str) -> object:
    entry = catalogue.by_key.get((kind, id_))
    return entry and entry.sources


@answers("kind")
def _ids(catalogue: Catalogue, kind: str) -> object:
    return [entry.id for entry in catalogue.of_kind(kind)]


@answers("names")
def _names(catalogue: Catalogue) -> object:
    """What each record names, as text."""
    return [(key, entry.is_draft, entry.naming) for key, entry in catalogue.by_key.items()]


for _sort in ("naming", "all-naming"):
    GROUNDS[_sort] = lambda _: ("names",)


@answers("naming")
def _naming(catalogue: Catalogue, kind: str, id_: str) -> object:
    return [(key_of(link.entry), link.path) for link in catalogue.backlinks.get((kind, id_), ())]


@answers("all-naming")
def _all_naming(catalogue: Catalogue, kind: str, id_: str, field: str) -> object:
    return [key_of(entry) for entry in catalogue.all_naming(kind, id_, field)]


@answers("places")
def _places(catalogue: Catalogue) -> object:
    return [(entry.id, entry.version) for entry in catalogue.everything if entry.kind.name == "place"]


@answers("lying-in")
def _lying_in(catalogue: Catalogue, place: str, kind: str) -> object:
    entry = catalogue.by_key.get(("place", place))
    return [one.id for one in catalogue.lying_in(entry, kind)] if entry else None


@answers("everything")
def _everything(catalogue: Catalogue) -> object:
    return [(entry.file, entry.version) for entry in catalogue.everything]
