"""Work that is large enough to think of the machine: more than one core, and memory that is not looked through."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Any, TypeVar, cast

T = TypeVar("T")

_WIDTH = 4
"""Bytes that the number of a work is written in."""


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """While millions of objects are made that all stay, looking through them for circles finds none and takes a third
    of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def memory_at_rest() -> Iterator[None]:
    """What is in memory now stays: the collector does not look through it again, which takes longer the more there is.

    A copy of this process would write to all of it while looking, and so have it a second time.
    """
    if gc.get_freeze_count():  # somebody further out has it at rest, and lets go of it
        yield
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


class ProcessDiedError(EOFError):
    """A process ended without an answer: the machine ran out of memory, or somebody stopped it."""


def side_by_side(works: Sequence[Callable[[], T]], jobs: int | None = None) -> list[T]:
    """The results of several works in their order, in at most ``jobs`` processes at once where that helps.

    Without ``jobs`` each has a process of its own. The first work is done in this process; the others are copies of
    it, so that they have in memory whatever it has read; whoever is done takes the next work. Results and exceptions
    come back pickled. Raises :class:`ProcessDiedError` where one of them ends without an answer.
    """
    shares = min(len(works), len(works) if jobs is None else jobs)
    with memory_at_rest():
        if shares < 2 or not can_copy():
            return [work() for work in works]
        return _copied(works, shares)


def elsewhere(work: Callable[[], T]) -> T:
    """The result of a work that is done in a copy of this process: whatever it leaves in memory goes with the copy.

    It may share its work out in turn (:func:`side_by_side`). Where this process cannot be copied it is done here.
    """
    if not can_copy():
        return work()
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(sender, partial(_one, work)))
    with memory_at_rest():
        process.start()
        sender.close()
        try:
            return cast(T, _received(receiver)[0])
        finally:
            process.terminate()  # after an answer it is about to end; else it has others to end first
            process.join()


def _one(work: Callable[[], T]) -> dict[int, T]:
    end_others_when_ended()
    return {0: work()}


def end_others_when_ended() -> None:
    """Who is asked to end leaves in order, and so ends the processes that it has made."""
    signal.signal(signal.SIGTERM, _leave)


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit()


def _copied(works: Sequence[Callable[[], T]], shares: int) -> list[T]:
    context = get_context("fork")
    with ExitStack() as ending:
        # All copies read one file, in memory, from one place: each number is read once, whoever dies meanwhile.
        waiting = os.memfd_create("works")
        ending.callback(os.close, waiting)
        os.write(waiting, b"".join(number.to_bytes(_WIDTH, "big") for number in range(shares, len(works))))
        os.lseek(waiting, 0, os.SEEK_SET)
        receivers = []
        for number in range(1, shares):
            receiver, sender = context.Pipe(duplex=False)
            process = context.Process(target=_send, args=(sender, partial(_done, works, number, waiting)), daemon=True)
            process.start()
            sender.close()
            ending.callback(_end, process)
            receivers.append(receiver)
        results = _done(works, 0, waiting)
        for receiver in receivers:
            results |= _received(receiver)
    return [results[number] for number in range(len(works))]


def _done(works: Sequence[Callable[[], T]], first: int, waiting: int) -> dict[int, T]:
    """Do a work, and then others as long as there are any that nobody has taken."""
    results = {first: works[first]()}
    while taken := os.read(waiting, _WIDTH):
        number = int.from_bytes(taken, "big")
        results[number] = works[number]()
    return results


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_copy() -> bool:
    """Whether a copy of this process runs on a core of its own: a copy of one with several threads may hang."""
    return sys.platform == "linux" and cores() > 1 and threading.active_count() == 1


def leave_interrupts() -> None:
    """Ctrl+C is the business of the process that started this one, and ends it; else each would end in a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _send(sender: Connection, work: Callable[[], Mapping[int, object]]) -> None:
    leave_interrupts()
    try:
        sender.send((work(), None))
    except Exception as failure:  # whatever it was, it is raised where the work was asked for
        sender.send((None, failure))


def _received(receiver: Connection) -> dict[int, Any]:
    try:
        results, failure = receiver.recv()
    except (EOFError, ConnectionError):
        raise ProcessDiedError("a process of the build ended without an answer") from None
    if failure is not None:
        raise failure
    return results  # type: ignore[no-any-return]


def _end(process: BaseProcess) -> None:
    process.kill()
    process.join()
