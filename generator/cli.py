"""The command line. Exit codes: 0 good, 1 something to mend, 2 wrong usage.

What a command does is loaded by the command, so that none waits for what only the others need.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import __version__, division_commands, record_commands
from generator.command_options import AS_OF, JOBS, LANG, ROOT, day_of, publication_folder
from generator.guessing import closest
from generator.import_commands import imports
from generator.reports import DIFFERENCE_FORMATS, FORMATS, Wording
from generator.terminal import Progress, Words, print_findings, refuse_usage, report_build

if TYPE_CHECKING:
    from generator.inspection import Checked


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="generator")
def commands() -> None:
    """Publish YAML records of public projects, funds and cultural sites as a website."""


for _command in (imports, division_commands.merge_command, *record_commands.COMMANDS):
    commands.add_command(_command)


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
    from generator.inspection import check_publication

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
    from generator.build import build
    from generator.inspection import check_publication

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
    from generator import preview
    from generator.aside import Works
    from generator.first_look import FirstLook

    words = Words(lang)
    root = publication_folder(root, words)
    first = FirstLook(root, day_of(as_of, words), jobs)

    def rebuild() -> bool:
        try:
            built = first.build()
        except Exception as fault:  # the preview goes on: what is saved next may be well again
            click.echo(words("fault", fault=f"{type(fault).__name__}: {fault}"), err=True)
            return False
        report_build(built, root, words, brief=True)
        return built.is_good

    works = Works(rebuild, first.make_ready, first.look)
    try:
        preview.serve(root, host, port, works, ready=lambda at: click.echo(words("serving", host=host, port=at)))
    except OSError as failure:
        refuse_usage(words("no_port", host=host, port=port, reason=failure.strerror or failure))


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
    from generator.comparing import NoSuchState, compared

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
    from generator import publishing

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
    from generator import starter

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


if __name__ == "__main__":
    main()
