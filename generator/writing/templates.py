"""The templates of the package, compiled once: strict about names, and with one way to escape."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.writing.escaping import escape


@cache
def environment() -> Environment:
    """Jinja with our escaping in place of its own; what a template writes itself is trusted, what it prints is not."""
    templates = Environment(
        loader=PackageLoader("generator", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: value if isinstance(value, Markup) else escape("" if value is None else value),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    templates.filters["front_matter"] = front_matter
    return templates


def front_matter(fields: Mapping[str, object]) -> Markup:
    """The lines between a page's dashes: each value as JSON, which is YAML too."""
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False, sort_keys=True)}\n" for name, value in fields.items())
    return Markup("".join(lines))  # noqa: S704 - read by a YAML parser, not by a browser
