"""What several commands have in common: where the publication lies, and the language of what they say."""

from __future__ import annotations

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


def publication_folder(root: Path, words: Words) -> Path:
    """The folder in full, if it is one of a publication; else the command ends as wrong usage."""
    root = root.absolute()
    if not all((root / name).exists() for name in ("mkdocs.yml", "data", "site_config")):
        refuse_usage(words("no_root", folder=root))
    return root
