"""MkDocs at work: the configuration for each language, one run a language side by side, and the finished site in place.

The site that is there stays until the new one is whole.
"""

from __future__ import annotations

import logging
import os
import shutil
import signal
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config import load_config
from mkdocs.utils.yaml import yaml_load

from generator.language import Language
from generator.publication import Publication
from generator.wordlists import read_words


@dataclass(frozen=True)
class Run:
    """One run of MkDocs: which tree, where to, and what differs from ``mkdocs.yml``."""

    config_file: Path
    language: str
    docs: Path
    site: Path
    settings: Mapping[str, Any]
    epoch: int
    """Seconds since 1970 that stand for now, so that no file tells when it was built."""


def build_languages(runs: Sequence[Run]) -> dict[str, list[str]]:
    """Run MkDocs for each language, side by side; returns language → warnings."""
    if len(runs) == 1:
        return {runs[0].language: run_mkdocs(runs[0])}
    with ProcessPoolExecutor(len(runs), mp_context=get_context("spawn"), initializer=_leave_interrupts) as workers:
        return dict(zip((run.language for run in runs), workers.map(run_mkdocs, runs), strict=True))


def _leave_interrupts() -> None:
    """Ctrl+C is the business of whoever started the runs; else each of them would end in a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def run_mkdocs(run: Run) -> list[str]:
    """Build one language's site; returns what MkDocs warned of."""
    os.environ["SOURCE_DATE_EPOCH"] = str(run.epoch)
    # Material prints an announcement of its maker's into every build; it is not about this publication.
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    os.environ["DISABLE_MKDOCS_2_WARNING"] = "true"
    listener = _Listener()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(listener)
    logger.setLevel(logging.INFO)
    try:
        from mkdocs.commands.build import build

        config = load_config(str(run.config_file), docs_dir=str(run.docs), site_dir=str(run.site), **run.settings)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        _drop_unused(run.site)
    except Exception as failure:  # MkDocs reports a template's or a plugin's fault by raising whatever it was
        listener.messages.append(f"{type(failure).__name__}: {failure}")
    finally:
        logger.removeHandler(listener)
    return listener.messages


def _drop_unused(site: Path) -> None:
    """Take away Material's own scripts and styles, 2 MB a language, where the pages' frame asks for none of them."""
    frame = "".join(
        (site / name).read_text(encoding="utf-8") for name in ("index.html", "404.html") if (site / name).exists()
    )
    for name in ("assets/javascripts", "assets/stylesheets"):
        if name + "/" not in frame:
            shutil.rmtree(site / name, ignore_errors=True)


def settings_for(language: Language, publication: Publication, config_file: Path) -> dict[str, Any]:
    """What differs from ``mkdocs.yml`` in one language: its name, the navigation's titles, the theme's language."""
    config = yaml_load(config_file.read_text(encoding="utf-8")) or {}
    titles = publication.navigation.get(language.code, {})
    theme = dict(config.get("theme", {})) if isinstance(config.get("theme"), dict) else {"name": "material"}
    theme["custom_dir"] = str(config_file.parent / str(theme.get("custom_dir", "build/theme")))
    theme["language"] = language.code
    settings: dict[str, Any] = {"site_name": language.plain(publication.name), "theme": theme}
    if "nav" in config:
        settings["nav"] = _translated(config["nav"], titles)
    if publication.url:
        base = publication.url.url.rstrip("/") + "/"
        settings["site_url"] = base if language.code == publication.default_language else f"{base}{language.code}/"
    return settings


def extra_for(language: Language, publication: Publication, csp: str, as_of: str) -> dict[str, Any]:
    """``config.extra``: everything the theme prints that no page says."""
    plain = language.plain
    publisher = publication.publisher
    optional = {
        "organiser": publisher.organiser and plain(publisher.organiser),
        "undertaker": publisher.undertaker and plain(publisher.undertaker),
        "contact": publisher.contact and plain(publisher.contact),
        "site_code": publisher.site_code,
        "icp": publisher.icp,
        "police": publisher.police,
        "repository_url": publication.repository.url and publication.repository.url.url,
        "version": publication.version,
        "logo": publication.logo,
    }
    default = publication.default_language
    up = "" if language.code == default else "../"
    home = publication.url.url.rstrip("/") + "/" if publication.url else ""
    return {
        "language": language.code,
        "default_language": default,
        "alternates": [
            {
                "code": code,
                "name": str(read_words(code)["language"]),
                "base": up + ("" if code == default else f"{code}/"),
                "url": home and home + ("" if code == default else f"{code}/"),
            }
            for code in publication.languages
        ],
        "words": language.part("theme"),
        "publication": {
            "name": plain(publication.name),
            "tagline": plain(publication.tagline),
            "official": publisher.official,
            "synthetic": publication.synthetic,
            "licence_data": publication.licence_data,
            "as_of": as_of,
            "meta": {
                "SiteName": plain(publication.name),
                "SiteDomain": publisher.domain or "",
                "SiteIDCode": publisher.site_code or "",
            },
            **{name: value for name, value in optional.items() if value},
        },
        "csp": csp,
    }


def write_inherited(extra: Mapping[str, Any], file: Path) -> None:
    """The part of the configuration that ``mkdocs.yml`` inherits, so that a plain ``mkdocs build`` has it too."""
    text = yaml.safe_dump({"extra": _plain(extra)}, allow_unicode=True, sort_keys=True, width=1000)
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def put_together(default: Path, others: Mapping[str, Path], more: Mapping[str, bytes], site: Path) -> None:
    """Make the default language's output the site, the others folders in it, add ``more``, and swap it in."""
    for code, folder in others.items():
        folder.rename(default / code)
    for path, content in more.items():
        target = default / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    old = _aside(site)
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    try:
        default.rename(site)
    except OSError:
        restore(site)
        raise
    shutil.rmtree(old, ignore_errors=True)


def restore(site: Path) -> None:
    """Put the site back that a build had set aside when it was cut off before the new one stood."""
    if _aside(site).exists() and not site.exists():
        _aside(site).rename(site)


def _aside(site: Path) -> Path:
    return site.with_name(site.name + ".old")


class _Listener(logging.Handler):
    """Keeps what MkDocs warns of; its own strict mode depends on how it is called."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _translated(nav: Any, titles: Mapping[str, str]) -> Any:
    if isinstance(nav, list):
        return [_translated(item, titles) for item in nav]
    if isinstance(nav, dict):
        return {titles.get(title, title): _translated(target, titles) for title, target in nav.items()}
    return nav


def _plain(value: Any) -> Any:
    """Only what YAML has: word lists may hold subclasses of ours."""
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, str) else value
