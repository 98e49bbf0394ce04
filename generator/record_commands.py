"""The commands by which records come into being and are kept in order: ``new``, ``fmt``, ``rename``, and ``schema``.

Exit codes as everywhere: 0, 1 and 2.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.command_options import LANG, ROOT, publication_folder
from generator.records import BY_NAME, Kind
from generator.terminal import Words, refuse_usage
from generator.values.names import ID, RESERVED


@click.command("new")
@click.argument("kind")
@click.argument("id_", metavar="ID")
@ROOT
@LANG
def new_command(kind: str, id_: str, root: Path, lang: str | None) -> None:
    """Write a commented skeleton of a record."""
    from generator import skeletons
    from generator.loader import load_vocabularies

    words = Words(lang)
    root = publication_folder(root, words)
    declared = _kind(kind, words)
    if not ID.fullmatch(id_) or id_ in RESERVED:
        refuse_usage(words("new_bad_id", id=id_))
    path = root / "data" / declared.folder / f"{id_}.yml"
    if path.exists():
        click.echo(words("new_exists", file=path.relative_to(root)), err=True)
        sys.exit(1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(skeletons.skeleton(declared, id_, words.language, load_vocabularies(root, [])), encoding="utf-8")
    click.echo(words("new_written", file=path.relative_to(root)))


@click.command("fmt")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@ROOT
@LANG
@click.option("--from-gbk", is_flag=True, help="Read the files as GBK and write them as UTF-8.")
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 where something would change.")
def fmt_command(files: tuple[Path, ...], root: Path, lang: str | None, from_gbk: bool, only_check: bool) -> None:
    """Put records into canonical order and quoting."""
    from generator import editing

    words = Words(lang)
    root = publication_folder(root, words)
    changed, unreadable = editing.put_in_order(root, files, from_gbk=from_gbk, write=not only_check)
    for file in changed:
        click.echo(words("fmt_would" if only_check else "fmt_changed", file=file))
    for file in unreadable:
        click.echo(words("fmt_unreadable", file=file), err=True)
    if not changed and not unreadable:
        click.echo(words("fmt_same"))
    sys.exit(1 if unreadable or (only_check and changed) else 0)


@click.command("rename")
@click.argument("kind")
@click.argument("old")
@click.argument("new")
@ROOT
@LANG
def rename_command(kind: str, old: str, new: str, root: Path, lang: str | None) -> None:
    """Move a record and its references, and leave a redirect."""
    from generator import editing

    words = Words(lang)
    root = publication_folder(root, words)
    declared = _kind(kind, words)
    if not ID.fullmatch(new) or new in RESERVED:
        refuse_usage(words("new_bad_id", id=new))
    folder = root / "data" / declared.folder
    if not ID.fullmatch(old) or not (folder / f"{old}.yml").is_file():
        click.echo(words("rename_missing", kind=kind, id=old), err=True)
        sys.exit(1)
    if (folder / f"{new}.yml").exists():
        click.echo(words("rename_exists", kind=kind, id=new), err=True)
        sys.exit(1)
    count = editing.rename(root, declared, old, new)
    click.echo(words("rename_done", old=old, new=new, count=count))


@click.command("schema")
@ROOT
@LANG
@click.option(
    "--to", type=click.Path(path_type=Path, file_okay=False), default=None, help="Folder; else generator/schemas."
)
def schema_command(root: Path, lang: str | None, to: Path | None) -> None:
    """Write a JSON Schema for each kind, for editors such as VS Code."""
    from generator import schemas
    from generator.loader import load_vocabularies

    words = Words(lang)
    root = publication_folder(root, words)
    folder = to or root / "generator" / "schemas"
    folder.mkdir(parents=True, exist_ok=True)
    written = schemas.schemas(load_vocabularies(root, []))
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    click.echo(words("schema_written", count=len(written), folder=folder))


def _kind(name: str, words: Words) -> Kind:
    if name not in BY_NAME:
        refuse_usage(words("unknown_kind", kind=name, kinds=", ".join(BY_NAME)))
    return BY_NAME[name]


COMMANDS = (new_command, fmt_command, rename_command, schema_command)
