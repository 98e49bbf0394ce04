"""The publication itself, and what can be taken away of it, as nodes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from generator.catalogue import Catalogue
from generator.loader import Entry
from generator.tracing import piece
from generator.values.dates import Period
from generator.writing.linked_data.nodes import Node, block, identifier, is_for_machines, licence, listed, located, text
from generator.writing.linked_data.values import Telling
from generator.writing.page import Page

FORMATS = {
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
MONEY = ("project", "fund")
"""The kinds whose periods say for which years there are data."""


def website_data(page: Page) -> str:
    """The block of the home page: which website this is; empty where it has no address on the web.

    Without a ``SearchAction``: the search runs in the reader's browser, and there is no address that answers.
    """
    publication = page.catalogue.publication
    if publication.url is None or not is_for_machines(page):
        return ""
    node: Node = {
        "@type": "WebSite",
        "@id": identifier(page, ""),
        "name": text(page, publication.name),
        "url": located(page, ""),
        "description": text(page, publication.tagline),
        "inLanguage": listed(publication.languages),
        "license": licence(publication.licence_data),
    }
    return block(page, [node | _publisher(page)])


def downloads_data(page: Page, files: Sequence[str]) -> str:
    """The block of the downloads page: the data set, and its files, given as paths below the site's root."""
    catalogue, publication = page.catalogue, page.catalogue.publication
    if not is_for_machines(page):
        return ""
    node: Node = {
        "@type": "Dataset",
        "@id": identifier(page, page.address),
        "name": page.word("linked_data.dataset", publication=page.language.plain(publication.name)),
        "description": page.word("downloads.lead"),
        "url": located(page, page.address),
        "inLanguage": listed(publication.languages),
        "license": licence(publication.licence_data),
        "isAccessibleForFree": True,
        "distribution": [_download(page, file) for file in files],
    }
    if catalogue.surroundings.as_of:
        node["dateModified"] = catalogue.surroundings.as_of.isoformat()
    years = _years(catalogue)
    if years:
        node["temporalCoverage"] = years
    root = catalogue.by_key.get(("place", publication.root.id)) if publication.root else None
    if root:
        node["spatialCoverage"] = Telling(page, root).reference(root)
    return block(page, [node | _publisher(page)])


def _publisher(page: Page) -> Node:
    name = page.catalogue.publication.publisher.name
    return {"publisher": {"@type": "Organization", "name": text(page, name)}} if name else {}


def _download(page: Page, file: str) -> Node:
    ending = file.rpartition(".")[2]
    node: Node = {"@type": "DataDownload", "name": file.rpartition("/")[2], "contentUrl": identifier(page, file)}
    return node | ({"encodingFormat": FORMATS[ending]} if ending in FORMATS else {})


def _years(catalogue: Catalogue) -> str:
    """From the first to the last year that a project's or fund's period names."""
    years = [
        year
        for kind in MONEY
        for entry in catalogue.of_kind(kind)
        for year in piece(catalogue, ("years", kind, entry.id), partial(_named_years, catalogue, entry))
    ]
    if not years:
        return ""
    return f"{min(years):04}/{max(years):04}"


def _named_years(catalogue: Catalogue, entry: Entry) -> list[int]:
    periods = (period for _, period in catalogue.values_in(entry, Period))
    return [end.year for period in periods for end in (period.start, period.end) if end]
