"""Work in a process of its own beside a server's threads: it remembers, may be divided, and ends with the server."""

from __future__ import annotations

import os
import signal
import threading
import time
from functools import partial

import pytest

from generator import aside as module
from generator import processes
from generator.aside import aside
from generator.processes import can_copy, side_by_side


def waits() -> bool:
    time.sleep(60)
    return True


def test_it_is_done_in_one_other_process_which_keeps_what_it_learns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "can_copy", lambda: True)
    here, calls = os.getpid(), [0]

    def work() -> bool:
        calls[0] += 1
        return os.getpid() != here and calls[0] > 2

    with aside(work) as ask:
        assert [ask(), ask(), ask(), ask()] == [False, False, True, True] and calls == [0]


def test_beside_threads_it_can_still_be_divided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "can_copy", lambda: True)
    monkeypatch.setattr(processes, "cores", lambda: 2)

    def work() -> bool:
        return can_copy() and len(set(side_by_side([os.getpid, os.getpid]))) == 2

    stop = threading.Event()
    with aside(work) as ask:
        thread = threading.Thread(target=stop.wait)
        thread.start()
        try:
            assert not can_copy() and ask()
        finally:
            stop.set()
            thread.join()


def test_a_process_that_ends_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "can_copy", lambda: True)
    here = os.getpid()

    def work() -> bool:
        if os.getpid() != here:
            os._exit(3)
        return True

    with aside(work) as ask:
        assert ask() and ask()


def test_in_the_middle_of_the_work_it_ends_with_the_one_who_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "can_copy", lambda: True)
    began = time.monotonic()
    # Whoever starts the tests in the background may have told them not to hear of it.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt), aside(waits) as ask:
            timer = threading.Timer(0.5, partial(os.kill, os.getpid(), signal.SIGINT))
            timer.start()
            ask()
    finally:
        signal.signal(signal.SIGINT, before)
    assert time.monotonic() - began < 30


def test_where_this_process_cannot_be_copied_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "can_copy", lambda: False)
    here = os.getpid()
    with aside(lambda: os.getpid() == here) as ask:
        assert ask()
