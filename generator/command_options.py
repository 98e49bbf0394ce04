"""What several commands have in common: where the publication lies, the day, and the language of what they say."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click

from generator.reports import LANGUAGES
from generator.terminal import Words, refuse_usage

ROOT = click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    default=".",
    show_default="here",
    help="The publication's folder.",
)
LANG = click.option(
    "--lang", type=click.Choice(sorted(LANGUAGES)), default=None, help="Language of the messages; else the locale's."
)

AS_OF = click.option(
    "--as-of",
    "as_of",
    metavar="DATE",
    default=None,
    help="The day that counts as today; else that of the newest commit.",
)
JOBS = click.option(
    "--jobs", type=click.IntRange(1), default=None, metavar="N", help="How many processes; else one for each core."
)


def publication_folder(root: Path, words: Words) -> Path:
    """The folder in full, if it is one of a publication; else the command ends as wrong usage."""
    root = root.absolute()
    if not all((root / name).exists() for name in ("mkdocs.yml", "data", "site_config")):
        refuse_usage(words("no_root", folder=root))
    return root


def day_of(text: str | None, words: Words) -> date | None:
    """The day that ``--as-of`` names, if it is a day; else the command ends as wrong usage."""
    if text is None:
        return None
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        refuse_usage(words("bad_date", given=text))
