"""Work that is done again and again in a process of its own, which was copied before there were any threads.

A copy of a process with several threads may hang, so what a server does beside its threads cannot be shared out. The
process here has none: it may be copied as any build may (:mod:`generator.processes`), and what it has read stays with
it from one time to the next. While it works, a copy of it, as it was when it had last done so well, goes on answering
what can be said at once.
"""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from time import monotonic
from typing import Any

from generator.processes import can_copy, end_others_when_ended, memory_at_rest

LONGEST = 10.0
"""Seconds that an answer is waited for, at most: what is to be said at once is of no use later."""

Work = Callable[[], bool]
Answer = Mapping[str, bytes] | None


@dataclass(frozen=True)
class Works:
    """What is done aside."""

    work: Work
    """Returns whether it went well."""
    make_ready: Callable[[], None] = lambda: None
    """Done in the copy as soon as there is one."""
    answer: Callable[[], Answer] = lambda: None
    """What the copy answers, out of what the work has left."""


class Aside:
    """The works, as they are asked for from the threads of a server: each by one of them at a time."""

    def __init__(self, works: Works, asked: Connection | None = None, answers: Connection | None = None) -> None:
        self._works, self._asked, self._answers = works, asked, answers
        self._is_renewed = False
        self._number = 0
        self._is_over = False

    @property
    def is_apart(self) -> bool:
        """Whether there is another process."""
        return self._asked is not None

    def work(self) -> bool:
        """Work. Where there is no other process, or it has ended, whatever ended it, that is done here."""
        if self._asked is not None:
            try:
                self._asked.send("work")
                return bool(self._asked.recv())
            except (EOFError, OSError):
                self._asked = None
        return not self._is_over and self._works.work()

    def renew(self) -> None:
        """Have what was learnt by the last work answered from. Not while it is working."""
        if self._asked is not None:
            with contextlib.suppress(EOFError, OSError):
                self._asked.send("copy")
                self._is_renewed = bool(self._asked.recv())

    def answer(self) -> Answer:
        """What the copy says; nothing where there is none, or it does not say it in time."""
        if self._asked is None or self._answers is None or not self._is_renewed:
            return None
        self._number += 1
        until = monotonic() + LONGEST
        try:
            self._answers.send(self._number)
            while self._answers.poll(max(0.0, until - monotonic())):
                number, answer = self._answers.recv()
                if number == self._number:  # else somebody waited for it in vain
                    return answer  # type: ignore[no-any-return]
        except (EOFError, OSError):
            self._answers = None
        return None

    def end(self) -> None:
        """Whatever is asked for from now on is not done."""
        self._is_over = True


@contextlib.contextmanager
def aside(works: Works) -> Iterator[Aside]:
    """The works, to be asked for from any thread. Where this process cannot be copied they are done here."""
    if not can_copy():
        yield Aside(works)
        return
    context = get_context("fork")
    (asked, asks), (answered, answers) = context.Pipe(), context.Pipe()
    process = context.Process(target=_serve, args=(works, asks, answers, (asked, answered)))
    process.start()
    asks.close()
    answers.close()
    found = Aside(works, asked, answered)
    try:
        yield found
    finally:
        found.end()
        process.terminate()
        process.join()
        asked.close()
        answered.close()


def _serve(works: Works, asks: Connection, answers: Connection, others: tuple[Connection, ...]) -> None:
    """Do what is asked for, until the one who asks is gone."""
    for one in others:
        one.close()  # else the end of the other process would never be noticed
    # Ctrl+C reaches both; the server ends this process when it has ended itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_others_when_ended()
    copy: BaseProcess | None = None
    with contextlib.suppress(EOFError, OSError):
        while True:
            if asks.recv() == "work":
                asks.send(works.work())
                continue
            if copy is not None:
                copy.kill()
                copy.join()
            with memory_at_rest():  # else the copy would soon have all of it a second time
                copy = get_context("fork").Process(target=_answer, args=(works, asks, answers), daemon=True)
                copy.start()
            asks.send(True)


def _answer(works: Works, asks: Connection, answers: Connection) -> None:
    """Answer, until the one who asks is gone."""
    asks.close()  # else nobody would notice that the process which works has ended
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with contextlib.suppress(Exception):
        works.make_ready()
    with contextlib.suppress(EOFError, OSError):
        while True:
            number: Any = answers.recv()
            try:
                answer = works.answer()
            except Exception:  # whatever it was: the work that follows will tell
                answer = None
            answers.send((number, answer))
