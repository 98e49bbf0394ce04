"""What a page is found by besides its title and its text: its other names, and the names of its places."""

from __future__ import annotations

from generator.loader import Entry
from generator.values.text import LocalizedText
from generator.writing.page import Page


def found_as(page: Page, entry: Entry) -> list[str]:
    """Names of the record and of its places in every language, with transcriptions; without the title itself."""
    title, _ = page.language.pick(entry.record.heading)
    found = [text for _, text in entry.record.heading]
    for name in getattr(entry.record, "names", {}).values():
        for stated in (name, *name.alternatives):
            found += [said for said in (stated.value, *_transcribed(stated)) if said]
    for reference in page.catalogue.places_of(entry):
        place = page.catalogue.find(reference)
        if place is not None and place is not entry:
            found += _all(place.record.heading)
    return [name for name in dict.fromkeys(found) if name != title]


def _all(text: LocalizedText) -> list[str]:
    return [said for _, said in text]


def _transcribed(stated: object) -> list[str]:
    """How a name is written in Latin letters, and said."""
    return [str(said) for field in ("wylie", "spoken") if (said := getattr(stated, field, None))]
