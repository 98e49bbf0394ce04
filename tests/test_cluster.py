"""A build spread over a Dask cluster: real processes on this machine, one of them killed in the middle of its work."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from generator import cluster
from generator.build import build
from tests.synthetic import write_synthetic
from tests.websites import DAY, contents, environment, generator, write_small

LONGEST = 150.0
"""Seconds that a step may take on a busy machine."""
Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a part of a cluster: its sort, what names it, its arguments. All are stopped at the end."""
    started: list[subprocess.Popen[bytes]] = []

    def run(sort: str, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        scratch = tmp_path / name
        scratch.mkdir()
        with (tmp_path / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{sort}", "--host", "127.0.0.1", *arguments],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=scratch,
                env=environment(TMPDIR=str(scratch), DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE="false"),
            )  # fmt: skip
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.wait(timeout=30)


def until(happened: Callable[[], object], what: str) -> None:
    end = time.monotonic() + LONGEST
    while not happened():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def scheduler(start: Start, folder: Path) -> str:
    """The address of a scheduler that was started."""
    file = folder / "scheduler.json"
    start("scheduler", "scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    until(file.exists, "no scheduler")
    address: str = json.loads(file.read_text(encoding="utf-8"))["address"]
    return address


def test_the_cluster_makes_the_same_bytes_though_a_worker_is_killed(tmp_path: Path, start: Start) -> None:
    root = tmp_path / "publication"
    write_synthetic(root, records=150)
    assert build(root, date.fromisoformat(DAY)).is_good
    whole = contents(root / "build" / "site")
    address = scheduler(start, tmp_path)
    options = ("--no-nanny", "--nthreads", "1", "--no-dashboard")
    workers = [start("worker", name, address, "--name", name, *options) for name in ("one", "two")]
    until(lambda: all(b"established connection" in (tmp_path / f"{w}.log").read_bytes() for w in ("one", "two")), "")
    command = [sys.executable, "-m", "generator", "build", "--scheduler", address, "--root", str(root), "--as-of", DAY]
    log = tmp_path / "build.log"
    with log.open("wb") as out:
        building = subprocess.Popen(command, stdout=out, stderr=out, env=environment())
        try:
            until(lambda: list((tmp_path / "two").glob("share-*")) or building.poll() is not None, "no share begun")
            assert building.poll() is None, log.read_text()
            workers[1].send_signal(signal.SIGKILL)
            workers[1].wait(timeout=30)
            assert building.wait(timeout=LONGEST) == 0, log.read_text()
        finally:
            building.kill()
            building.wait(timeout=30)
    assert list((tmp_path / "two").glob("share-*")), "the worker was killed before it had begun, or after its end"
    assert workers[0].poll() is None
    assert contents(root / "build" / "site") == whole


def test_without_dask_or_a_scheduler_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_small(tmp_path / "publication")
    with pytest.raises(cluster.RefusedError) as caught:
        cluster.build_on("nonsense://", root, date.fromisoformat(DAY))
    assert caught.value.word == "cluster_none" and not (root / "build" / "site").exists()
    monkeypatch.setattr(cluster, "find_spec", lambda name: None)
    with pytest.raises(cluster.RefusedError) as caught:
        cluster.build_on("tcp://127.0.0.1:1", root)
    assert caught.value.word == "cluster_extra"
    assert generator("build", "--scheduler", "tcp://x", "--shard", "1/2", "--root", root).code == 2


def test_a_scheduler_without_workers_and_workers_with_another_generator_are_named(
    tmp_path: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_small(tmp_path / "publication")
    address = scheduler(start, tmp_path)
    monkeypatch.setattr(cluster, "PATIENCE", "2s")
    with pytest.raises(cluster.RefusedError) as caught:
        cluster.build_on(address, root, date.fromisoformat(DAY))
    assert caught.value.word == "cluster_idle"
    start("worker", "one", address, "--no-nanny", "--nthreads", "1", "--no-dashboard")
    monkeypatch.setattr(cluster, "PATIENCE", "60s")
    monkeypatch.setattr(cluster.program, "version", _of_another_kind)
    with pytest.raises(cluster.RefusedError) as caught:
        cluster.build_on(address, root, date.fromisoformat(DAY))
    assert caught.value.word == "cluster_program"


def _of_another_kind() -> str:
    """Sent to the worker by name, so that this is what both sides would say; the worker's answer is made to differ."""
    return f"{time.time_ns()}"
