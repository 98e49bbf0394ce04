"""The templates of the package, compiled once: strict about names, and with one way to escape."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context
from markupsafe import Markup

from generator.writing.escaping import escape


class _Calls(Context):
    """Calls what a template calls as it is: Jinja asks each time whether it wants the context, and none of it does."""

    def call(
        self, called: Callable[..., Any], /, *arguments: Any, _block_vars: object = None, _loop_vars: object = None,
        **named: Any,
    ) -> Any:  # fmt: skip
        return called(*arguments, **named)


class _Prints(CodeGenerator):
    """Prints what ``finalize`` makes of a value; Jinja would escape that once more, in vain since it is markup."""

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        self.write(f"({finalize.src}")


class _Templates(Environment):
    context_class = _Calls
    code_generator_class = _Prints


@cache
def environment() -> Environment:
    """Jinja with our escaping in place of its own; what a template writes itself is trusted, what it prints is not."""
    templates = _Templates(
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
