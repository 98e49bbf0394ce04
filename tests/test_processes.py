"""Work in several processes gives what it would give in one."""

from __future__ import annotations

import gc
import os
import time
from functools import partial

import pytest

from generator import processes
from generator.findings import Refusal
from generator.processes import collector_at_rest, elsewhere, side_by_side


def where_and(value: int) -> tuple[int, int]:
    return os.getpid(), value


def die() -> tuple[int, int]:
    os._exit(3)


def test_results_come_in_the_order_of_the_works_each_from_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "can_copy", lambda: True)
    found = side_by_side([partial(where_and, value) for value in range(3)])
    assert [value for _, value in found] == [0, 1, 2]
    assert found[0][0] == os.getpid() and len({process for process, _ in found}) == 3


def test_where_this_process_cannot_be_copied_the_works_are_done_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "can_copy", lambda: False)
    assert side_by_side([partial(where_and, value) for value in range(3)]) == [(os.getpid(), n) for n in range(3)]


def test_whoever_is_done_takes_the_next_work_and_each_is_done_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "can_copy", lambda: True)
    reading, writing = os.pipe()

    def wait() -> tuple[int, int]:  # this process does one work until the copy has done all others
        assert os.read(reading, 1) == b"."
        return where_and(0)

    def tell() -> tuple[int, int]:
        os.write(writing, b".")
        return where_and(9)

    found = side_by_side([wait, *(partial(where_and, value) for value in range(1, 9)), tell], 2)
    assert [value for _, value in found] == list(range(10))
    assert found[0][0] == os.getpid() and {process for process, _ in found[1:]} == {found[9][0]} != {os.getpid()}


@pytest.mark.parametrize("failing", [0, 1])
def test_what_one_of_them_raises_is_raised_here(monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
    monkeypatch.setattr(processes, "can_copy", lambda: True)

    def work(number: int) -> int:
        if number == failing:
            raise ZeroDivisionError("of this work")
        return number

    with pytest.raises(ZeroDivisionError, match="of this work"):
        side_by_side([partial(work, number) for number in range(2)])


def test_a_process_that_dies_is_a_failure_and_not_a_missing_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "can_copy", lambda: True)
    with pytest.raises(EOFError):
        side_by_side([partial(where_and, 1), die])


def test_what_is_done_elsewhere_leaves_nothing_here_and_may_be_shared_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "can_copy", lambda: True)
    left: list[int] = []

    def work() -> list[tuple[int, int]]:
        left.append(1)
        return side_by_side([partial(where_and, value) for value in range(3)])

    found = elsewhere(work)
    assert [value for _, value in found] == [0, 1, 2] and len({process for process, _ in found}) == 3
    assert os.getpid() not in {process for process, _ in found} and left == []


def test_what_cannot_be_done_elsewhere_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "can_copy", lambda: False)
    assert elsewhere(partial(where_and, 4)) == (os.getpid(), 4)


def test_a_failure_elsewhere_is_one_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "can_copy", lambda: True)
    with pytest.raises(ZeroDivisionError):
        elsewhere(lambda: 1 // 0)
    with pytest.raises(EOFError):
        elsewhere(die)


def test_who_is_interrupted_meanwhile_ends_all_who_work_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "can_copy", lambda: True)
    reading, writing = os.pipe()

    def wait() -> None:
        os.write(writing, b".")
        time.sleep(60)

    def interrupted(receiver: object) -> object:
        assert len(os.read(reading, 2)) == 2 or os.read(reading, 1)  # both of them are at it
        raise KeyboardInterrupt

    real = processes._received
    parent = os.getpid()
    monkeypatch.setattr(processes, "_received", lambda one: interrupted(one) if os.getpid() == parent else real(one))
    with pytest.raises(KeyboardInterrupt):
        elsewhere(lambda: side_by_side([wait, wait]))
    os.close(writing)
    assert os.read(reading, 1) == b""  # nobody is left who could write


def test_the_collector_is_on_again_afterwards_and_stays_off_where_it_was_off() -> None:
    assert gc.isenabled()
    with pytest.raises(Refusal), collector_at_rest():
        assert not gc.isenabled()
        raise Refusal("anything")
    assert gc.isenabled()
    gc.disable()
    try:
        with collector_at_rest():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_is_in_memory_is_not_looked_through_while_works_run_and_is_again_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(processes, "can_copy", lambda: True)
    both = side_by_side([gc.get_freeze_count, gc.get_freeze_count])
    assert all(both) and gc.get_freeze_count() == 0
    assert side_by_side([lambda: side_by_side([gc.get_freeze_count])[0], gc.get_freeze_count], 1)[1]
