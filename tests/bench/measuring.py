"""How a run is measured: a fresh process, its seconds on the clock, its seconds of work, and its memory.

The work is that of a process and of all that it started and waited for, as the system adds it up. The memory is looked
up while it runs, in a tree of processes: each process's own pages, and its part of those that it shares, added up. So
what copies of a process have in common counts once. Where the system does not tell (elsewhere than on Linux), the
memory is that of the largest process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from threading import Event, Thread
from time import perf_counter

PROCESSES = Path("/proc")
REST = 40
"""For every second that looking up memory takes, so many without: it may cost the run a fortieth of one core."""
LAST_WORDS = 20
"""Lines of what a run printed that are told where it failed."""


@dataclass(frozen=True, slots=True)
class Timed:
    """One run of one step."""

    seconds: float
    """On the clock."""
    cpu: float
    """Seconds of work of all its processes: what is left to compare where a machine is shared with others."""
    count: int
    """Records or pages."""
    peak_mb: float
    """The most memory, in MiB."""


class FailedError(RuntimeError):
    """A program ended otherwise than well; the message has the end of what it printed."""


def run(command: Sequence[str], *, folder: Path | None = None, more: Mapping[str, str] | None = None) -> Timed:
    """Run a program, in ``folder`` and with ``more`` in its environment. Raises :class:`FailedError`."""
    with tempfile.TemporaryFile() as out:
        start = perf_counter()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=folder, env={**os.environ, **(more or {})}
        )
        try:
            with Watch(process.pid) as watch:
                _, status, usage = os.wait4(process.pid, 0)
                seconds = perf_counter() - start
        except BaseException:
            process.kill()
            process.wait()
            raise
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            out.seek(0)
            said = out.read().decode(errors="replace").splitlines()[-LAST_WORDS:]
            raise FailedError("\n".join((f"{' '.join(command)} ended with {process.returncode}:", *said)))
    return Timed(seconds, usage.ru_utime + usage.ru_stime, 0, watch.most or _mebibytes(usage.ru_maxrss))


class Watch:
    """Looks up the memory of a process and of all below it, again and again until it is left."""

    def __init__(self, pid: int) -> None:
        self.most = 0.0
        """MiB; 0 where the system does not tell."""
        self._pid = pid
        self._is_over = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _look(self) -> None:
        taken = 0.0
        while not self._is_over.wait(max(0.01, REST * taken)):
            start = perf_counter()
            self.most = max(self.most, sum(map(_held, _family(self._pid))) / 1024)
            taken = perf_counter() - start


def _family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    for listed in (PROCESSES / str(pid)).glob("task/*/children"):
        try:
            children = listed.read_text().split()
        except OSError:  # it has ended since
            continue
        for child in children:
            yield from _family(int(child))


def _held(pid: int) -> int:
    """KiB that a process holds, its part of what it shares with others; 0 where it has ended."""
    try:
        lines = (PROCESSES / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


class Stopwatch:
    """Seconds on the clock and seconds of work, from when it is made; laps that do not count are left out."""

    def __init__(self) -> None:
        self.seconds = self.cpu = 0.0
        self._last = perf_counter(), _work()

    def lap(self, *, counts: bool = True) -> Stopwatch:
        """Add what has passed since the last lap."""
        now = perf_counter(), _work()
        if counts:
            self.seconds, self.cpu = self.seconds + now[0] - self._last[0], self.cpu + now[1] - self._last[1]
        self._last = now
        return self


def _work() -> float:
    """Seconds of work of this process and of those that it made and that have ended."""
    return sum(os.times()[:4])


Taken = tuple[Stopwatch, int]
"""How long a step took, and how many records or pages it dealt with."""
Step = Callable[..., Taken]


def alone(step: Step, *arguments: object) -> Timed:
    """Run a step in a fresh process, so that none finds anything warm or full that another left.

    Its memory is that of the process and of its largest child.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(_measured, step, *arguments).result()


def _measured(step: Step, *arguments: object) -> Timed:
    watch, count = step(*arguments)
    held = getrusage(RUSAGE_SELF).ru_maxrss + getrusage(RUSAGE_CHILDREN).ru_maxrss
    return Timed(watch.seconds, watch.cpu, count, _mebibytes(held))


def _mebibytes(held: int) -> float:
    """What systems count in KiB, and one of them in bytes."""
    return held / (1024 * 1024 if sys.platform == "darwin" else 1024)
