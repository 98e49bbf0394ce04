"""What a page of the site is made of, as a hash: its Markdown, and the frame that all pages of a language share.

Two pages with the same key are the same page, so the one that stands need not be made again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.utils.yaml import yaml_load

from generator import program

FOLLOWED = frozenset(
    ("generator.blocks", "tables", "admonition", "footnotes", "fenced_code", "sane_lists", "attr_list", "toc")
)
"""Extensions of Markdown that read nothing but the page. With another one nobody knows what a page depends on."""


def frame(config_file: Path, settings: Mapping[str, Any], theme: Path, docs: Mapping[str, str], epoch: int) -> str:
    """A hash of all that the pages of a language share; empty where the configuration asks for what cannot be followed.

    ``docs`` is path → hash of the tree's Markdown; of it count the pages in the navigation, whose titles stand on every
    page.
    """
    raw = config_file.read_bytes()
    config = yaml_load(raw.decode("utf-8")) or {}
    if config.get("plugins") or config.get("hooks") or not set(_names(config.get("markdown_extensions"))) <= FOLLOWED:
        return ""
    if not list(_navigation(config.get("nav"))) or any(not title for title, _ in _navigation(config.get("nav"))):
        return ""
    digest = hashlib.sha256(f"{program.version()} {epoch} ".encode() + raw)
    digest.update(json.dumps(settings, sort_keys=True, default=str).encode())
    for path in sorted(p for p in theme.rglob("*") if p.is_file()):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(theme).as_posix()} {len(content)} ".encode() + content)
    there = [path for _, path in _navigation(config.get("nav")) if path in docs]
    digest.update("\n".join(there).encode())
    return digest.hexdigest()


def key(frame_: str, content: str) -> str:
    """The key of a page by the hash of its Markdown."""
    return hashlib.sha256(f"{frame_} {content}".encode()).hexdigest()


def _names(extensions: Any) -> Iterator[str]:
    for one in extensions or ():
        yield from one if isinstance(one, dict) else (str(one),)


def _navigation(nav: Any) -> Iterator[tuple[str, str]]:
    """The pages in the navigation with the titles that they are given there."""
    for item in nav if isinstance(nav, list) else ():
        for title, target in item.items() if isinstance(item, dict) else (("", item),):
            if isinstance(target, list):
                yield from _navigation(target)
            else:
                yield str(title), str(target)
