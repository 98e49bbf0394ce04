"""Parts of the theme's frame that are the same on many pages: rendered once for all of them.

The navigation depends on where a page lies and on its section, the footer on where it lies: rendered anew on each page
they took a quarter of its time. This holds for the templates as the package has them and for pages that the generator
wrote, which are never in the navigation; where a publication has a template of its own, nothing is rendered but anew.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
from jinja2.runtime import Context
from mkdocs.utils.templates import url_filter

from generator.site_pages import SitePage

PARTS = {
    "partials/nav-items.html": ("whole",),
    "partials/nav-section.html": (),
    "partials/search-form.html": ("search_id",),
    "partials/display.html": (),
    "partials/footer.html": (),
}
"""Template → the variables that it reads, besides the page's section and what is the same on all pages."""


def render_once(environment: jinja2.Environment) -> None:
    """Have the parts rendered once for all pages of a run, where all templates are those of the package."""
    if not _are_ours(environment):
        return
    addresses = _Addresses()
    environment.filters["url"] = addresses.to_url
    for name, variables in PARTS.items():
        template = environment.get_template(name)
        template.root_render_func = _Part(template.root_render_func, variables, addresses).render


def _are_ours(environment: jinja2.Environment) -> bool:
    """Whether every template that the package has is taken from it, or from a copy."""
    shipped = Path(str(resources.files("generator") / "theme"))
    assert environment.loader is not None
    for path in shipped.rglob("*.html"):
        try:
            source, _, _ = environment.loader.get_source(environment, path.relative_to(shipped).as_posix())
        except jinja2.TemplateNotFound:
            return False
        if source != path.read_text(encoding="utf-8"):
            return False
    return True


class _Addresses:
    """The filter ``url``, which says from where an address is seen; it notes the addresses that a part asks for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    @property
    def to_url(self) -> Callable[[Context, Any], str]:
        @jinja2.pass_context
        def url(context: Context, value: Any) -> str:
            self.asked.add(str(value))
            return url_filter(context, value)  # type: ignore[arg-type]

        return url


class _Part:
    """One template, and what came of it."""

    def __init__(
        self, anew: Callable[[Context], Iterator[str]], variables: tuple[str, ...], addresses: _Addresses
    ) -> None:
        self._anew, self._variables, self._addresses = anew, variables, addresses
        self._known: dict[tuple[Any, ...], tuple[str, frozenset[str]]] = {}
        """Where a page lies, its section and variables → the text, and the folders in which something lies that it
        leads to."""

    def render(self, context: Context) -> Iterator[str]:
        """The text, as the template would give it."""
        page = context.get("page")
        section = page.meta.get("section") if isinstance(page, SitePage) else None
        if not isinstance(page, SitePage) or not page.url.endswith("/") or not isinstance(section, str | None):
            yield from self._anew(context)
            return
        # Seen from two pages of a folder an address looks the same, unless it lies below one of them.
        key = (page.url[:-1].rpartition("/")[0], section, *(context.get(name) for name in self._variables))
        text, folders = self._known.get(key, ("", frozenset()))
        if not text or page.url in folders:
            self._addresses.asked = set()
            text = "".join(self._anew(context))
            folders = frozenset(folder for address in self._addresses.asked for folder in _folders(address))
            if page.url not in folders:
                self._known[key] = text, folders
        yield text


def _folders(address: str) -> Iterator[str]:
    """An address and the folders above it, each with a slash at its end."""
    parts = posixpath.normpath(address).split("/")
    for end in range(1, len(parts) + 1):
        yield "/".join(parts[:end]) + "/"
