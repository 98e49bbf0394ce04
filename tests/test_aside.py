"""Work in a process of its own beside a server's threads: it remembers, may be divided, and ends with the server."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from functools import partial

import pytest

from generator import aside as module
from generator import processes
from generator.aside import Works, aside
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

    with aside(Works(work)) as beside:
        assert [beside.work() for _ in range(4)] == [False, False, True, True] and calls == [0]


def test_beside_threads_it_can_still_be_divided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "can_copy", lambda: True)
    monkeypatch.setattr(processes, "cores", lambda: 2)

    def work() -> bool:
        return can_copy() and len(set(side_by_side([os.getpid, os.getpid]))) == 2

    stop = threading.Event()
    with aside(Works(work)) as beside:
        thread = threading.Thread(target=stop.wait)
        thread.start()
        try:
            assert not can_copy() and beside.work()
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

    with aside(Works(work)) as beside:
        assert beside.is_apart and beside.work() and beside.work()
        assert not beside.is_apart and beside.answer() is None


def test_in_the_middle_of_the_work_it_ends_with_the_one_who_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "can_copy", lambda: True)
    began = time.monotonic()
    # Whoever starts the tests in the background may have told them not to hear of it.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt), aside(Works(waits)) as beside:
            timer = threading.Timer(0.5, partial(os.kill, os.getpid(), signal.SIGINT))
            timer.start()
            beside.work()
    finally:
        signal.signal(signal.SIGINT, before)
    assert time.monotonic() - began < 30


def test_where_this_process_cannot_be_copied_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "can_copy", lambda: False)
    here = os.getpid()
    with aside(Works(lambda: os.getpid() == here, answer=lambda: {})) as beside:
        assert beside.work() and not beside.is_apart
        beside.renew()
        assert beside.answer() is None


def test_while_it_works_a_copy_answers_from_what_was_learnt_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "can_copy", lambda: True)
    monkeypatch.setattr(module, "LONGEST", 60.0)
    began = time.monotonic()
    learnt: dict[str, bytes] = {}
    here = multiprocessing.get_context("fork").Event()

    def work() -> bool:
        learnt[f"{len(learnt)}"] = b""
        return len(learnt) < 2 or here.wait(60)

    def make_ready() -> None:
        learnt["ready"] = b""

    with aside(Works(work, make_ready, lambda: learnt)) as beside:
        assert beside.work()
        assert beside.answer() is None, "there is no copy yet"
        beside.renew()
        assert beside.answer() == {"0": b"", "ready": b""}
        thread = threading.Thread(target=beside.work)
        thread.start()
        try:
            assert beside.answer() == {"0": b"", "ready": b""} and thread.is_alive()
        finally:
            here.set()
            thread.join()
        beside.renew()
        assert beside.answer() == {"0": b"", "1": b"", "ready": b""}
    assert time.monotonic() - began < 30


def test_what_cannot_be_answered_is_nothing_and_the_next_question_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "can_copy", lambda: True)
    times = [0]

    def answer() -> dict[str, bytes]:
        times[0] += 1
        if times[0] == 1:
            raise ValueError("whatever it was")
        if times[0] == 2:
            time.sleep(1)
        return {str(times[0]): b""}

    with aside(Works(lambda: True, answer=answer)) as beside:
        beside.renew()
        assert beside.answer() is None
        monkeypatch.setattr(module, "LONGEST", 0.2)
        assert beside.answer() is None, "not in time"
        monkeypatch.setattr(module, "LONGEST", 60.0)
        assert beside.answer() == {"3": b""}, "and not what was asked before"
