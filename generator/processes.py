"""Work that is large enough to think of the machine: more than one core, and memory that is not looked through."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TypeVar

T = TypeVar("T")


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


def side_by_side(works: Sequence[Callable[[], T]]) -> list[T]:
    """The results of several works in their order, each from a process of its own where that helps; else one by one.

    The processes are copies of this one, so that they have in memory whatever it has read; results and exceptions come
    back pickled.
    """
    if len(works) < 2 or not can_copy():
        return [work() for work in works]
    context = get_context("fork")
    with ExitStack() as ending:
        receivers = []
        for work in works[1:]:
            receiver, sender = context.Pipe(duplex=False)
            process = context.Process(target=_send, args=(sender, work), daemon=True)
            process.start()
            sender.close()
            ending.callback(_end, process)
            receivers.append(receiver)
        results = [works[0]()]
        for receiver in receivers:
            result, failure = receiver.recv()
            if failure is not None:
                raise failure
            results.append(result)
    return results


def can_copy() -> bool:
    """Whether a copy of this process runs on a core of its own: a copy of one with several threads may hang."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


def _send(sender: Connection, work: Callable[[], object]) -> None:
    try:
        sender.send((work(), None))
    except Exception as failure:  # whatever it was, it is raised where the work was asked for
        sender.send((None, failure))


def _end(process: BaseProcess) -> None:
    process.kill()
    process.join()
