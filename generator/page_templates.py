"""The theme as MkDocs is given it: no walk through its hidden folders, and each template compiled once a process.

Material ships more than ten thousand drawings in a hidden folder. MkDocs lists them for each language and leaves them
out again, as it does with all that is hidden; that alone took longer than making a page.
"""

from __future__ import annotations

import os
from types import CodeType
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from mkdocs.theme import Theme

from generator import page_parts


class _Loader(jinja2.FileSystemLoader):
    """Loads as any loader of files, and lists what is not hidden."""

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for root in self.searchpath:
            for folder, folders, names in os.walk(root):
                folders[:] = (name for name in folders if not name.startswith("."))
                below = os.path.relpath(folder, root).replace(os.sep, "/")
                found.update(name if below == "." else f"{below}/{name}" for name in names)
        return sorted(found)


class _Compiled(jinja2.BytecodeCache):
    """Templates that this process compiled: in memory, so that nobody else can have put anything there."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, CodeType]] = {}
        """Key of a template → the hash of its source, and its code."""

    def load_bytecode(self, bucket: Bucket) -> None:
        source, code = self._known.get(bucket.key, ("", None))
        if source == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._known[bucket.key] = bucket.checksum, bucket.code


_COMPILED = _Compiled()


_OF_ANY_DICT = frozenset(dir(dict))


class _Environment(jinja2.Environment):
    """Looks into a dictionary at once: Jinja asks it for an attribute first, and catches what that raises."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is not dict or attribute in _OF_ANY_DICT:
            return super().getattr(obj, attribute)
        return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)


class LeanTheme(Theme):
    """A theme, with the templates of this module."""

    def __init__(self, theme: Theme) -> None:
        vars(self).update(vars(theme))

    def get_env(self) -> jinja2.Environment:
        """What renders the templates."""
        environment = super().get_env()
        environment.__class__ = _Environment
        environment.loader = _Loader(self.dirs)
        environment.bytecode_cache = _COMPILED
        page_parts.render_once(environment)
        return environment
