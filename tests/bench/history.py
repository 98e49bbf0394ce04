"""``python -m tests.bench.history``: how long it takes to read the history of many records from git.

The repository is made by ``git fast-import`` from synthetic records: one commit that adds them all, then as many
commits as asked for, each of which changes a figure in a few of them, renames one, or takes one away.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import perf_counter

from generator.catalogue import Catalogue
from generator.history import read_chronicle
from generator.history.reading import FOLDER
from generator.language import Language
from generator.loader import load
from generator.render import changes, feeds
from generator.surroundings import Surroundings
from tests.synthetic import write_synthetic

START = 1_767_225_600  # 2026-01-01T00:00:00Z
_FIGURE = re.compile(rb"\d{2,}")


def main() -> None:
    """Make the repository where it is not there yet, and print the seconds of each step."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.history", description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--commits", type=int, default=5_000)
    parser.add_argument("--to", type=Path, default=Path("build/bench/history"))
    chosen = parser.parse_args()
    folder: Path = chosen.to / f"{chosen.records}-{chosen.commits}"
    if not (folder / ".git").exists():
        shutil.rmtree(folder, ignore_errors=True)
        write_synthetic(folder, records=chosen.records)
        make_history(folder, chosen.commits)
    for name, seconds in measure(folder).items():
        print(f"{name:<40} {seconds:8.2f} s")


def measure(folder: Path) -> dict[str, float]:
    """The seconds of a cold and a warm reading, and of the pages and feeds made of it."""
    taken: dict[str, float] = {}
    loaded = load(folder)
    publication = loaded.publication
    assert publication is not None
    shutil.rmtree(folder / FOLDER, ignore_errors=True)
    for name in ("cold", "warm"):
        start = perf_counter()
        chronicle = read_chronicle(folder, loaded.entries, {}, publication.zone)
        taken[f"history, {name}"] = perf_counter() - start
    assert chronicle is not None
    print(f"{len(loaded.entries)} records, {len(chronicle.steps)} steps", file=sys.stderr)
    around = Surroundings(chronicle=chronicle)
    catalogue = Catalogue(publication, loaded.vocabularies, loaded.entries, around)
    start = perf_counter()
    count = sum(1 for _ in changes.render(catalogue, Language("zh", publication)))
    taken[f"changes and histories ({count} pages)"] = perf_counter() - start
    start = perf_counter()
    count = sum(1 for _ in feeds.render(catalogue, Language("zh", publication)))
    taken[f"feeds ({count})"] = perf_counter() - start
    return taken


def make_history(folder: Path, commits: int, seed: int = 1) -> None:
    """Make ``folder`` a repository whose last commit is what the records became."""
    git = ["git", "-C", str(folder)]
    subprocess.run([*git, "init", "--quiet", "--initial-branch=main"], check=True)
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.glob("data/*/*.yml"))}
    settings = sorted(folder.glob("site_config/**/*.yml"))
    config = {path.relative_to(folder).as_posix(): path.read_bytes() for path in settings}
    stream = b"".join(_stream(files, config, commits, Random(seed)))
    subprocess.run([*git, "fast-import", "--quiet"], input=stream, check=True)
    subprocess.run([*git, "reset", "--quiet", "--hard", "main"], check=True)


def _stream(files: dict[str, bytes], config: dict[str, bytes], commits: int, rng: Random) -> Iterator[bytes]:
    yield _commit(0, [_write(name, content) for name, content in {**files, **config}.items()])
    names = sorted(name for name in files if name.startswith("data/projects/"))
    for number in range(1, commits + 1):
        lines = []
        for name in rng.sample(names, rng.randint(1, 4)):
            figures = list(_FIGURE.finditer(files[name]))
            if figures:
                figure = rng.choice(figures)
                new = b"%d" % rng.randint(10, 10**6)
                files[name] = files[name][: figure.start()] + new + files[name][figure.end() :]
                lines.append(_write(name, files[name]))
        if number % 250 == 0:
            name = names.pop(rng.randrange(len(names)))
            new_name = name.replace(".yml", f"-{number}.yml")
            files[new_name] = files.pop(name)
            lines = [b"R %s %s\n" % (name.encode(), new_name.encode())]
        yield _commit(number, lines)


def _commit(number: int, lines: list[bytes]) -> bytes:
    who = b"committer nobody <nobody@example.org> %d +0000\n" % (START + 3600 * number)
    message = b"Change %d" % number
    head = b"commit refs/heads/main\n" + who + b"data %d\n%s\n" % (len(message), message)
    return head + b"".join(lines) + b"\n"


def _write(name: str, content: bytes) -> bytes:
    return b"M 100644 inline %s\ndata %d\n%s\n" % (name.encode(), len(content), content)


if __name__ == "__main__":
    main()
