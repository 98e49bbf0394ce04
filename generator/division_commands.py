"""The ways to build that are not the usual one: shares for several machines, a cluster, another engine; and ``merge``.

Exit codes as everywhere: 0, 1 and 2.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator.command_options import AS_OF, JOBS, LANG, ROOT, day_of, publication_folder
from generator.engines import ENGINES, engine
from generator.terminal import Progress, Words, print_findings, refuse_usage, report_build

if TYPE_CHECKING:  # what does the work is loaded by the command that is called, else each would wait for all
    from generator.build import Built
    from generator.shards import Share

Way = Callable[..., "Built"]
"""Builds a publication: its folder, the day, whom to tell how far it is, and ``jobs``."""

_USAGE = ("shard_nav", "shard_none", "cluster_extra", "cluster_none", "cluster_idle", "engine_extra")
"""What is refused for how the command was called or for what is installed, rather than for what was found."""


def ways(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of ``build`` that choose another way."""
    for option in (
        click.option("--engine", type=click.Choice(["mkdocs", *ENGINES]), default="mkdocs", show_default=True,
                     help="What makes pages of the Markdown."),
        click.option("--scheduler", metavar="ADDRESS", help="Spread the work over a Dask cluster (tcp://…, tls://…)."),
        click.option("--shard", metavar="I/N", help="Make the I-th of N shares only, for `merge`."),
    ):  # fmt: skip
        command = option(command)
    return command


def way_of(shard: str | None, scheduler: str | None, by: str, words: Words) -> Way | None:
    """The other way that the options choose; none for the usual one."""
    if sum((shard is not None, scheduler is not None, by != "mkdocs")) > 1:
        refuse_usage(words("engine_alone"))
    if shard is not None:
        from generator.shards import Share

        found = re.fullmatch(r"([1-9]\d{0,4})/([1-9]\d{0,4})", shard, re.ASCII)
        if found is None or int(found[1]) > int(found[2]):
            refuse_usage(words("shard_form", given=shard))
        return partial(_build_share, Share(int(found[1]) - 1, int(found[2])), words)
    if scheduler is not None:
        from generator import cluster

        return partial(cluster.build_on, scheduler)
    return None if by == "mkdocs" else engine(by)


def run(way: Way, root: Path, day: date | None, jobs: int | None, words: Words) -> NoReturn:
    """Build in another way, say what was done, and end."""
    from generator.parcels import RefusedError

    progress = Progress(words)
    try:
        built = way(root, day, progress, jobs=jobs)
    except RefusedError as refused:
        progress.end()
        parts = ("、" if words.language == "zh" else ", ").join(words(f"part_{part}") for part in refused.parts)
        said = words(refused.word, **{"parts": parts, **refused.arguments})
        click.echo(said, err=True)
        sys.exit(2 if refused.word in _USAGE else 1)
    progress.end()
    report_build(built, root, words)
    sys.exit(0 if built.is_good else 1)


@click.command("merge")
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False))
@ROOT
@LANG
@AS_OF
@JOBS
def merge_command(
    folders: tuple[Path, ...], root: Path, lang: str | None, as_of: str | None, jobs: int | None
) -> None:
    """Put the shares of `build --shard` in FOLDERS together to build/site."""
    from generator import merging

    words = Words(lang)
    root = publication_folder(root, words)
    run(lambda at, *rest, **more: merging.merge(at, folders, *rest, **more), root, day_of(as_of, words), jobs, words)


def _build_share(share: Share, words: Words, root: Path, *rest: Any, jobs: int | None) -> NoReturn:
    """A share is no site, so what is said of it is said here."""
    from generator import merging

    built = merging.build_share(root, share, *rest, jobs=jobs)
    if not built.is_good:
        report_build(built, root, words)
        sys.exit(1)
    print_findings(built.checked, root, "text", words)
    folder = root / merging.FOLDER / share.name
    click.echo(words("shard_made", shard=share.name, pages=built.pages, seconds=f"{built.seconds:.1f}", folder=folder))
    sys.exit(0)
