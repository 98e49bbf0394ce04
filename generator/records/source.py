"""Sources: what a statement was read in. Unknown parts are said to be unknown."""

from __future__ import annotations

from typing import Annotated

from generator.records.base import Facet, Linked, Record
from generator.values.dates import PartialDate
from generator.values.names import Sha256, Term, WebAddress, WordOf
from generator.values.stated import Line, Stated
from generator.values.text import LocalizedText


class Source(Record):
    """A document, page or data set that records rest on."""

    title: Annotated[LocalizedText, Linked("dcterms:title")]
    summary: Annotated[LocalizedText | None, Linked("dcterms:description")] = None
    type: Annotated[Term, WordOf("source_type"), Facet(), Linked("dcterms:type")]
    number: Annotated[Line | None, Linked("schema:identifier")] = None
    """The number of a document, as it stands on it: 示财〔2024〕15号."""
    publisher: Annotated[Stated[LocalizedText] | None, Linked("dcterms:publisher")] = None
    date: Annotated[Stated[PartialDate] | None, Facet(column=False), Linked("dcterms:issued")] = None
    url: Annotated[Stated[WebAddress] | None, Linked("schema:url")] = None
    retrieved: PartialDate | None = None
    licence: Annotated[Stated[LocalizedText] | None, Linked("dcterms:license")] = None
    language: Annotated[Line | None, Facet(), Linked("dcterms:language")] = None
    sha256: Annotated[Sha256 | None, Linked("spdx:checksum")] = None

    @property
    def heading(self) -> LocalizedText:
        return self.title
