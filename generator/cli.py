"""The command line. Exit codes: 0 good, 1 something to mend, 2 wrong usage."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from generator import __version__, division_commands, editing, preview, publishing, schemas, skeletons, starter
from generator.build import build
from generator.command_options import AS_OF, JOBS, LANG, ROOT, day_of, publication_folder
from generator.comparing import NoSuchState, compared
from generator.guessing import closest
from generator.import_commands import imports
from generator.inspection import Checked, check_publication
from generator.loader import Known, load_vocabularies
from generator.records import BY_NAME, Kind
from generator.reports import FORMATS, Wording
from generator.reports.difference import DIFFERENCE_FORMATS
from generator.terminal import Progress, Words, print_findings, refuse_usage, report_build
from generator.values.names import ID, RESERVED


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="generator")
def commands() -> None:
    """Publish YAML records of public projects, funds and cultural sites as a website."""


commands.add_command(imports)
commands.add_command(division_commands.merge_command)


@commands.command("check")
@ROOT
@LANG
@AS_OF
@JOBS
@click.option("--format", "format_", type=click.Choice(sorted(FORMATS)), default="text", show_default=True)
@click.option("--fail-on", type=click.Choice(["error", "warning"]), default="error", show_default=True)
def check_command(
    root: Path, lang: str | None, as_of: str | None, jobs: int | None, format_: str, fail_on: str
) -> None:
    """Check every record and page; all mistakes at once."""
    words = Words(lang)
    root = publication_folder(root, words)
    progress = Progress(words)
    checked = check_publication(root, day_of(as_of, words), progress, jobs=jobs)
    progress.end()
    print_findings(checked, root, format_, words)
    sys.exit(1 if _fails(checked, fail_on) else 0)


@commands.command("build")
@ROOT
@LANG
@AS_OF
@JOBS
@click.option("--fail-on", type=click.Choice(["error", "warning"]), default="error", show_default=True)
@division_commands.ways
def build_command(
    root: Path, lang: str | None, as_of: str | None, jobs: int | None, fail_on: str,
    shard: str | None, scheduler: str | None, engine: str,
) -> None:  # fmt: skip
    """Check, then build build/site; with an error the site that is there stays."""
    words = Words(lang)
    root = publication_folder(root, words)
    day = day_of(as_of, words)
    way = division_commands.way_of(shard, scheduler, engine, words)
    progress = Progress(words)
    if fail_on == "warning":
        checked = check_publication(root, day, progress, jobs=jobs)
        if checked.findings:
            progress.end()
            print_findings(checked, root, "text", words)
            click.echo(words("not_built"), err=True)
            sys.exit(1)
    if way is not None:
        division_commands.run(way, root, day, jobs, words)
    built = build(root, day, progress, jobs=jobs)
    progress.end()
    report_build(built, root, words)
    sys.exit(0 if built.is_good else 1)


@commands.command("serve")
@ROOT
@LANG
@AS_OF
@JOBS
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
def serve_command(
    root: Path, lang: str | None, as_of: str | None, jobs: int | None, host: str, port: int
) -> None:
    """Show the site, and follow what is saved."""
    words = Words(lang)
    root = publication_folder(root, words)
    day = day_of(as_of, words)
    known = Known()

    def rebuild() -> bool:
        try:
            built = build(root, day, served=True, jobs=jobs, known=known)
        except Exception as fault:  # the preview goes on: what is saved next may be well again
            click.echo(words("fault", fault=f"{type(fault).__name__}: {fault}"), err=True)
            return False
        report_build(built, root, words, brief=True)
        return built.is_good

    try:
        preview.serve(root, host, port, rebuild, ready=lambda at: click.echo(words("serving", host=host, port=at)))
    except OSError as failure:
        refuse_usage(words("no_port", host=host, port=port, reason=failure.strerror or failure))


@commands.command("new")
@click.argument("kind")
@click.argument("id_", metavar="ID")
@ROOT
@LANG
def new_command(kind: str, id_: str, root: Path, lang: str | None) -> None:
    """Write a commented skeleton of a record."""
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


@commands.command("explain")
@click.argument("code")
@LANG
def explain_command(code: str, lang: str | None) -> None:
    """Say what a finding means and what to do about it."""
    words = Words(lang)
    wording = Wording(words.language)
    if code not in wording.codes:
        meant = closest(code, wording.codes)
        hint = words("explain_meant", code=meant) if meant else ""
        refuse_usage(
            " ".join(filter(None, [words("unknown_code", code=code, codes=", ".join(sorted(wording.codes))), hint]))
        )
    click.echo(wording.explanation(code))


@commands.command("schema")
@ROOT
@LANG
@click.option(
    "--to", type=click.Path(path_type=Path, file_okay=False), default=None, help="Folder; else generator/schemas."
)
def schema_command(root: Path, lang: str | None, to: Path | None) -> None:
    """Write a JSON Schema for each kind, for editors such as VS Code."""
    words = Words(lang)
    root = publication_folder(root, words)
    folder = to or root / "generator" / "schemas"
    folder.mkdir(parents=True, exist_ok=True)
    written = schemas.schemas(load_vocabularies(root, []))
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    click.echo(words("schema_written", count=len(written), folder=folder))


@commands.command("fmt")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@ROOT
@LANG
@click.option("--from-gbk", is_flag=True, help="Read the files as GBK and write them as UTF-8.")
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 where something would change.")
def fmt_command(files: tuple[Path, ...], root: Path, lang: str | None, from_gbk: bool, only_check: bool) -> None:
    """Put records into canonical order and quoting."""
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


@commands.command("rename")
@click.argument("kind")
@click.argument("old")
@click.argument("new")
@ROOT
@LANG
def rename_command(kind: str, old: str, new: str, root: Path, lang: str | None) -> None:
    """Move a record and its references, and leave a redirect."""
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


@commands.command("diff")
@click.argument("base")
@click.argument("head", required=False, default="")
@ROOT
@LANG
@click.option(
    "--format", "format_", type=click.Choice(sorted(DIFFERENCE_FORMATS)), default="text", show_default=True
)
def diff_command(base: str, head: str, root: Path, lang: str | None, format_: str) -> None:
    """Say what changes in public figures between commit BASE and HEAD; else the folder as it stands."""
    words = Words(lang)
    root = publication_folder(root, words)
    try:
        click.echo(compared(root, base, head, format_, words.language), nl=False)
    except NoSuchState as missing:
        refuse_usage(words(missing.word, given=missing.given))


@commands.command("publish")
@ROOT
@LANG
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder that a web server serves from.",
)
@click.option("--rollback", is_flag=True, help="Go back to the release before the current one.")
def publish_command(root: Path, lang: str | None, to: Path, rollback: bool) -> None:
    """Put the build into releases/<commit>/ and switch `current` to it; the last ten are kept."""
    words = Words(lang)
    if rollback:
        release = publishing.roll_back(to)
        click.echo(words("rollback_done", release=release) if release else words("rollback_none"), err=release is None)
        sys.exit(0 if release else 1)
    site = publication_folder(root, words) / "build" / "site"
    if not publishing.is_there(site):
        click.echo(words("publish_nothing"), err=True)
        sys.exit(1)
    release, is_new = publishing.publish(site, to)
    click.echo(words("publish_done" if is_new else "publish_same", release=release))


@commands.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@LANG
def init_command(folder: Path, lang: str | None) -> None:
    """Make a small working publication for another city."""
    words = Words(lang)
    if folder.exists() and any(folder.iterdir()):
        click.echo(words("init_not_empty", folder=folder), err=True)
        sys.exit(1)
    starter.write(folder)
    click.echo(words("init_done", folder=folder))


def main() -> None:
    """The console script: no fault of the program shows as a traceback unless it is asked for."""
    try:
        commands(prog_name="generator")
    except Exception as fault:
        if os.environ.get("GENERATOR_DEBUG"):
            raise
        click.echo(Words(None)("fault", fault=f"{type(fault).__name__}: {fault}"), err=True)
        sys.exit(1)


def _fails(checked: Checked, fail_on: str) -> bool:
    return not checked.is_good or (fail_on == "warning" and bool(checked.findings))


def _kind(name: str, words: Words) -> Kind:
    if name not in BY_NAME:
        refuse_usage(words("unknown_kind", kind=name, kinds=", ".join(BY_NAME)))
    return BY_NAME[name]


if __name__ == "__main__":
    main()
