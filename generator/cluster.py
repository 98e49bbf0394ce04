"""A build spread over a Dask cluster: shares of the pages are its tasks, and their archives come back as bytes.

Moving data, giving out work, and giving it out again when a worker dies are Dask's. Workers need the same generator and
no disk in common. What they are sent and send back is pickled, as everything between Dask's processes is: whoever can
reach a scheduler can run programs on it, so it belongs on a network of one's own, or behind ``tls://``.
"""

from __future__ import annotations

import pickle
import tempfile
import threading
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from socket import gethostname
from typing import IO, Any

from generator import merging, parcels, program, shards
from generator.build import Built
from generator.finishing import Frame
from generator.inspection import Report, quiet
from generator.parcels import RefusedError
from generator.shards import Material, Share

PER_THREAD = 3
"""Shares for each thread of the workers: more even the work out, and each costs starting MkDocs once a language."""
FEWEST_RECORDS = 20
"""Records that are worth a share of their own."""
TRIES = 3
"""How often what went to the workers is sent again, when all that had it have died."""
PATIENCE = "10s"
"""How long to wait for a scheduler, and for its first worker."""

_ONE_AT_A_TIME = threading.Lock()
"""MkDocs reads the process's environment and is heard through its log: two runs in one process would mix."""


def build_on(
    address: str, root: Path, as_of: date | None = None, report: Report = quiet, *, jobs: int | None = None
) -> Built:
    """:func:`generator.build.build` with the pages made by the workers of the scheduler at ``address``.

    Raises :class:`RefusedError` where there is no Dask here, no scheduler or worker there, or another generator.
    """
    if find_spec("distributed") is None:
        raise RefusedError("cluster_extra")

    def gather(frame: Frame, material: Material, inputs: dict[str, str]) -> Iterator[IO[bytes]]:
        with _client(address) as client:
            threads = _threads(client)
            most = max(1, len(frame.catalogue.everything) // FEWEST_RECORDS)
            work = Share(0, 1).parts(max(1, min(most, threads * PER_THREAD)))
            for done, content in enumerate(_results(client, material, work), 1):
                report("pages", done, len(work))
                yield BytesIO(content)

    return merging.build_from(root, gather, as_of, report, jobs=jobs)


def make(packed: bytes, version: str, share: Share) -> bytes:
    """What a worker does: a share from the packed material to its archive."""
    if version != program.version():
        raise RefusedError("cluster_program", worker=gethostname())
    with _ONE_AT_A_TIME, tempfile.TemporaryDirectory(prefix="share-") as folder:
        complaints = shards.make(_unpacked(packed), share, Path(folder))
        if complaints:
            raise merging.ComplainedError(*complaints)
        return parcels.pack(Path(folder) / "made")


@lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> Material:
    """Unpacked once in each worker: what is derived from a catalogue is derived once as well."""
    material: Material = pickle.loads(packed)
    return material


def _client(address: str) -> Any:
    import distributed  # not at the top: every other command would wait for it

    try:
        return distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as fault:  # the second for what is no address
        raise RefusedError("cluster_none", address=address, reason=fault) from fault


def _threads(client: Any) -> int:
    """How many tasks the workers can do at once, after a look at what generator they have."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as fault:
        raise RefusedError("cluster_idle", address=client.scheduler.address) from fault
    versions = client.run(program.version, on_error="return")
    for worker, version in versions.items():
        if isinstance(version, BaseException):
            raise RefusedError("cluster_bare", worker=worker, reason=version)
        if version != program.version():
            raise RefusedError("cluster_program", worker=worker)
    return sum(client.nthreads().values())


def _results(client: Any, material: Material, work: list[Share]) -> Iterator[bytes]:
    """The archives of all shares as they come. What was lost with its workers is sent and asked for again."""
    from distributed import as_completed

    packed = pickle.dumps(material, pickle.HIGHEST_PROTOCOL)
    waiting = dict.fromkeys(work)
    for _attempt in range(TRIES):
        # A copy for each worker, so that the others still have it when one dies.
        sent = client.scatter(packed, broadcast=True, hash=False)
        futures = {
            client.submit(make, sent, program.version(), share, key=f"share-{share.name}-{sent.key}", retries=1): share
            for share in waiting
        }
        for future in as_completed(futures, loop=client.loop):
            if future.status == "finished":
                del waiting[futures[future]]
                yield future.result()
                future.release()
            elif future.status != "cancelled":
                future.result()  # raises what the worker raised
        if not waiting:
            return
    raise RefusedError("cluster_lost", count=len(waiting))
