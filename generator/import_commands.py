"""The commands that make records out of files in another form. Exit codes as everywhere: 0, 1 and 2."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import importing
from generator.command_options import LANG, ROOT, publication_folder
from generator.findings import Refusal
from generator.terminal import Words, refusal_line, refuse_usage
from generator.values.names import ID, RESERVED


@click.group("import")
def imports() -> None:
    """Make a record out of a file in another form."""


@imports.command("route")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--id", "id_", default="", help="Id of the route; else made of the file's name.")
@click.option("--track", type=click.IntRange(1), default=None, help="Which line of the file, from 1; else the longest.")
@click.option("--cut", type=click.FloatRange(0, 20_000), default=0, help="Metres to leave out at either end.")
@click.option("--cut-start", type=click.FloatRange(0, 20_000), default=None, help="Metres to leave out at the start.")
@click.option("--cut-end", type=click.FloatRange(0, 20_000), default=None, help="Metres to leave out at the end.")
@click.option(
    "--tolerance", type=click.FloatRange(1, 100), default=importing.TOLERANCE_M, show_default=True,
    help="How many metres the line may move where points are left out.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace a record that is there.")
@ROOT
@LANG
def import_route(
    file: Path, id_: str, track: int | None, cut: float, cut_start: float | None, cut_end: float | None,
    tolerance: float, force: bool, root: Path, lang: str | None,
) -> None:  # fmt: skip
    """Write a route from a GPX file, without times, names or anything else that a device noted."""
    words = Words(lang)
    root = publication_folder(root, words)
    id_ = id_ or importing.id_from(file.name)
    if not ID.fullmatch(id_) or id_ in RESERVED:
        refuse_usage(words("new_bad_id", id=id_) if id_ else words("import_no_id", file=file.name))
    path = root / "data" / "routes" / f"{id_}.yml"
    if path.exists() and not force:
        click.echo(words("import_exists", file=path.relative_to(root)), err=True)
        sys.exit(1)
    ends = (cut if cut_start is None else cut_start, cut if cut_end is None else cut_end)
    try:
        text, route = importing.import_route(
            root, importing.read_bytes(file), id_, words.language, track=track or 0, tolerance_m=tolerance, cut_m=ends
        )
    except importing.NoPublication:
        refuse_usage(words("import_no_publication"))
    except (Refusal, OSError) as refused:
        click.echo(refusal_line(refused, file, words), err=True)
        sys.exit(1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    click.echo(words("import_written", file=path.relative_to(root), points=len(route.path), stops=len(route.stops)))
