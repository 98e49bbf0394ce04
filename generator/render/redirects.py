"""Pages that stay behind when a record is renamed, so that no address that was ever given out is dead."""

from __future__ import annotations

from collections.abc import Iterator

from generator import addresses
from generator.catalogue import Catalogue, kind_named
from generator.language import Language
from generator.writing.artifacts import Artifact
from generator.writing.page import Page
from generator.writing.templates import environment


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """A page for each old id that leads to the record's present page."""
    template = environment().get_template("redirect.md.jinja")
    for (kind, old), new in sorted(catalogue.surroundings.redirects.items()):
        target = catalogue.by_key.get(new)
        if target is None or target.record.draft or (kind, old) in catalogue.by_key:
            continue
        address = f"{kind_named(kind).folder}/{old}/"
        page = Page(catalogue, language, address)
        url = page.to(addresses.address(target))
        front = {"title": page.word("redirect.title"), "kind": "text", "redirect": url}
        text = template.render(p=page, front=front, link=page.link(target))
        yield Artifact.of(addresses.markdown_file(address), text)
