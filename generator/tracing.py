"""What a piece of work looked at, as questions to ask again: with the same answers it need not be done again.

Whoever reads a record, or looks something up among all records, asks a question: its sort, and what it is about. While
nobody watches, asking costs next to nothing. What is derived from all records at once (an index, a ledger) is made
apart: not what it was made from counts, but what is looked up in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

Question = tuple[str, ...]
"""Its sort, then what it is about: ``("record", "project", "road")``."""
K = TypeVar("K")
V = TypeVar("V")
P = ParamSpec("P")
Texts = ParamSpec("Texts")

ANSWERS: dict[str, Callable[..., object]] = {}
"""Sort of question → the function that answers it, given the catalogue and what it is about, in plain values. What a
catalogue is nobody needs to know here."""

GROUNDS: dict[str, Callable[[Question], Question]] = {}
"""Sort of question → another one that all there is to say to it rests on, and that is sooner answered."""

_watched: set[Question] | None = None
"""The questions of the work that is being watched."""


@contextmanager
def watching() -> Iterator[set[Question]]:
    """Collect every question that is asked meanwhile."""
    global _watched
    before, found = _watched, set[Question]()
    _watched = found
    try:
        yield found
    finally:
        _watched = before


@contextmanager
def apart() -> Iterator[None]:
    """What is asked meanwhile is nobody's question."""
    global _watched
    before, _watched = _watched, None
    try:
        yield
    finally:
        _watched = before


def ask(*question: str) -> None:
    """Say what is looked at."""
    if _watched is not None:
        _watched.add(question)


def answers(sort: str) -> Callable[[Callable[P, object]], Callable[P, object]]:
    """Make a function the one that answers a sort of question."""

    def put(answer: Callable[P, object]) -> Callable[P, object]:
        ANSWERS[sort] = answer
        return answer

    return put


def remembered(memory: MutableMapping[K, tuple[V, set[Question]]], key: K, make: Callable[[], V]) -> V:
    """What is made once for all who ask; each of them asked what was asked when it was made."""
    if key not in memory:
        with watching() as asked:
            value = make()
        memory[key] = value, asked
    value, asked = memory[key]
    if _watched is not None:
        _watched.update(asked)
    return value


def looked_up(sort: str) -> Callable[[Callable[Concatenate[Any, Texts], V]], Callable[Concatenate[Any, Texts], V]]:
    """Make a function of a catalogue and some texts a look-up: who calls it asks what it answers, and nothing else."""

    def put(find: Callable[Concatenate[Any, Texts], V]) -> Callable[Concatenate[Any, Texts], V]:
        ANSWERS[sort] = find

        @wraps(find)
        def found(catalogue: Any, /, *about: Texts.args, **none: Texts.kwargs) -> V:
            global _watched
            ask(sort, *about)  # type: ignore[arg-type]
            before, _watched = _watched, None  # `apart`, written out: this is called a hundred thousand times
            try:
                return find(catalogue, *about, **none)
            finally:
                _watched = before

        return found

    return put


Pieces = dict[Question, tuple[Any, set[Question]]]
"""Name of a part of several leaves → what was made, in plain values, and what was asked meanwhile."""
_PIECES: WeakKeyDictionary[Any, Pieces] = WeakKeyDictionary()


def pieces_of(catalogue: Any) -> Pieces:
    """The pieces that are known of a catalogue: those that an earlier build made, and those made since."""
    return _PIECES.setdefault(catalogue, {})


def piece(catalogue: Any, name: Question, make: Callable[[], V]) -> V:
    """What is made once for all leaves and, while it would be made the same, once for all builds.

    ``name`` says everything that ``make`` is given; what it makes is plain data, as JSON gives it back.
    """
    made: V = remembered(pieces_of(catalogue), name, make)
    return made


class derived(cached_property[V]):  # noqa: N801 - reads as the decorator that it is
    """A property that is made once, apart."""

    def __init__(self, make: Callable[[Any], V]) -> None:
        @wraps(make)
        def aside(self: Any) -> V:
            with apart():
                return make(self)

        super().__init__(aside)


def derived_from(make: Callable[[Any], V]) -> Callable[[Any], V]:
    """A function of a catalogue that is worked out once for each, apart."""
    known: WeakKeyDictionary[Any, V] = WeakKeyDictionary()

    @wraps(make)
    def found(catalogue: Any) -> V:
        if catalogue not in known:
            with apart():
                known[catalogue] = make(catalogue)
        return known[catalogue]

    return found


class Asked(Mapping[K, V]):
    """A derived mapping: looking up a key is a question about it, and going through it one about its keys."""

    def __init__(self, sort: str, inner: Mapping[K, V]) -> None:
        self._sort, self.inner = sort, inner

    def __getitem__(self, key: K) -> V:
        ask(self._sort, *(key if isinstance(key, tuple) else (str(key),)))
        return self.inner[key]

    def __iter__(self) -> Iterator[K]:
        ask(self._sort)
        return iter(self.inner)

    def __len__(self) -> int:
        ask(self._sort)
        return len(self.inner)
