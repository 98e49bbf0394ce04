"""What a command says to whoever runs it: its words, how far it is, what was found, what was built."""

from __future__ import annotations

import functools
import locale
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator.findings import Finding, Position, Refusal, Severity
from generator.reports import FORMATS, Wording, to_text
from generator.wordlists import read_words

if TYPE_CHECKING:  # only what was built has to have them
    from generator.build import Built
    from generator.inspection import Checked


class Words:
    """What the command line says, in one language."""

    def __init__(self, lang: str | None) -> None:
        self.language = lang or _locale_language()
        self._words = read_words(f"cli.{self.language}")

    def __call__(self, key: str, **arguments: object) -> str:
        text = str(self._words[key])
        for name, value in arguments.items():
            text = text.replace("{" + name + "}", str(value))
        return text


class Progress:
    """A line on the terminal that says how far long work is; nothing where the output is not a terminal."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._shown = sys.stderr.isatty()
        self._width = 0

    def __call__(self, step: str, done: int, of: int) -> None:
        if self._shown:
            text = f"{self._words('step_' + step)} {done}/{of}" if of > 1 else self._words("step_" + step) + " …"
            sys.stderr.write("\r" + text.ljust(self._width))
            sys.stderr.flush()
            self._width = len(text)

    def end(self) -> None:
        """Take the line away."""
        if self._shown and self._width:
            sys.stderr.write("\r" + " " * (2 * self._width) + "\r")
            sys.stderr.flush()


def refusal_line(refused: Refusal | OSError, file: Path, words: Words) -> str:
    """Why a file cannot be used, where in it, and what to do: for files that are no records."""
    wording = Wording(words.language)
    if isinstance(refused, OSError):
        return f"{file.name}: {refused.strerror or refused}"
    arguments = {name: str(value) for name, value in refused.arguments.items()}
    line = arguments.pop("line", "")
    place = Position(file=file.name, line=int(line or 1))
    finding = Finding(code=refused.code, severity=Severity.ERROR, position=place, arguments=arguments)
    said = ": ".join(filter(None, [file.name, line, f"{wording.label(finding.severity)}[{finding.code}]"]))
    return "\n".join(filter(None, [f"{said} {wording.message(finding)}", f"  {wording.hint(finding)}"]))


def print_findings(checked: Checked, root: Path, format_: str, words: Words) -> None:
    """Everything that was found, and in the text format what was looked at."""
    wording = Wording(words.language)
    sources = _reader(root)
    if format_ != "text":
        click.echo(FORMATS[format_](checked.findings, wording, sources).rstrip("\n"))
    elif checked.findings:
        click.echo(to_text(checked.findings, wording, sources, colour=sys.stdout.isatty()).rstrip("\n"))
    if format_ == "text" and checked.is_good:
        click.echo(_good(checked, words))


def _good(checked: Checked, words: Words) -> str:
    warnings = sum(finding.severity is Severity.WARNING for finding in checked.findings)
    counts = {"records": len(checked.loaded.entries), "pages": len(checked.pages), "warnings": warnings}
    return words("checked_warnings" if warnings else "checked", **counts)


def report_build(built: Built, root: Path, words: Words, *, brief: bool = False) -> None:
    """What a build did. ``brief``: in a line where all is well, for building again and again."""
    if not built.checked.is_good or not brief:
        print_findings(built.checked, root, "text", words)
    if built.complaints:
        click.echo(words("complaints"), err=True)
        for complaint in built.complaints:
            click.echo("  " + complaint, err=True)
    if not built.is_good:
        click.echo(words("not_built"), err=True)
    elif brief:
        click.echo(words("rebuilt", seconds=f"{built.seconds:.1f}"))
    else:
        click.echo(words("built", pages=built.pages, files=built.files, seconds=f"{built.seconds:.1f}"))
        click.echo(words("where", folder=root / "build" / "site"))
        click.echo(words("look"))


def _reader(root: Path) -> Callable[[str], str | None]:
    @functools.lru_cache(maxsize=64)
    def read(file: str) -> str | None:
        try:
            return (root / file).read_bytes()[:1_100_000].decode("utf-8", errors="replace")
        except OSError:
            return None

    return read


def refuse_usage(message: str) -> NoReturn:
    """End with the exit code of wrong usage."""
    click.echo(message, err=True)
    sys.exit(2)


def _locale_language() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "zh" if value.startswith("zh") else "en"
    language: Any = locale.getlocale()[0] or ""
    return "zh" if str(language).lower().startswith(("zh", "chinese")) else "en"
