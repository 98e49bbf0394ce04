"""Work that is done again and again in a process of its own, which was copied before there were any threads.

A copy of a process with several threads may hang, so what a server does beside its threads cannot be shared out. The
process here has none: it may be copied as any build may (:mod:`generator.processes`), and what it has read stays with
it from one time to the next.
"""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from types import FrameType

from generator.processes import can_copy

Work = Callable[[], bool]


@contextlib.contextmanager
def aside(work: Work) -> Iterator[Work]:
    """The work, to be called from any thread, one at a time.

    Where this process cannot be copied it is done here; so it is once the other process has ended, whatever ended it.
    """
    if not can_copy():
        yield work
        return
    context = get_context("fork")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, here, work))
    process.start()
    there.close()
    lost = False

    def ask() -> bool:
        nonlocal lost
        if not lost:
            try:
                here.send(None)
                return bool(here.recv())
            except (EOFError, OSError):
                lost = True
        return work()

    try:
        yield ask
    finally:
        here.close()
        process.terminate()
        process.join()


def _serve(there: Connection, here: Connection, work: Work) -> None:
    """Do the work whenever it is asked for, until the one who asks is gone."""
    here.close()  # else the end of the other process would never be noticed
    # Ctrl+C reaches both; the server ends this process when it has ended itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    with contextlib.suppress(EOFError, OSError):
        while True:
            there.recv()
            there.send(work())


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit()  # which ends the processes that were made from this one
