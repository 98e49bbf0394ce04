"""Links to files for taking away, such as stand under a list."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from generator import addresses
from generator.writing.escaping import element, escape
from generator.writing.page import Page

_FORMS = {"geojson": "GeoJSON"}


def form_of(file: str) -> str:
    """How a file's form is called: CSV, XLSX, GeoJSON."""
    ending = file.rpartition(".")[2]
    return _FORMS.get(ending, ending.upper())


def file_link(page: Page, file: str, shown: object) -> Markup:
    """A link that saves a file, given as its path below the site's root."""
    return element("a", shown, href=page.to_root(file), download=file.rpartition("/")[2])


def download_links(page: Page, files: Sequence[str]) -> Markup:
    """The files that hold what a list shows, and the page that says what their columns mean; nothing without files."""
    if not files:
        return Markup()
    links = [file_link(page, file, form_of(file)) for file in files]
    links.append(element("a", page.word("downloads.documented"), href=page.to(addresses.DOWNLOADS)))
    said = escape(page.word("listing.download"))
    return element("p", said + Markup(" ") + Markup(" · ").join(links), class_="p-share")
