"""A record as a node: what every record has, then its declared fields, then what follows from other records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from generator import addresses
from generator.catalogue import key_of
from generator.loader import Entry
from generator.records.base import Image, Linked, annotation
from generator.records.site import Name, Site
from generator.records.visiting import Fee
from generator.surroundings import Picture
from generator.validity import is_over
from generator.values.dates import Period
from generator.values.stated import Amount, Part, Statement
from generator.values.text import UNDETERMINED
from generator.writing.linked_data.events import occurrences
from generator.writing.linked_data.nodes import (
    Node,
    block,
    identifier,
    in_language,
    is_for_machines,
    licence,
    listed,
    located,
    text,
)
from generator.writing.linked_data.terms import (
    ENUMERATED,
    INSIDE,
    OF_ANOTHER_FAMILY,
    THINGS,
    class_named,
    property_of,
    sources_of,
)
from generator.writing.linked_data.values import Telling, class_of, told
from generator.writing.page import Page
from generator.writing.pictures import address_of, copies_of

_BENEFIT = "GovernmentService"


def record_data(page: Page, entry: Entry) -> str:
    """The block of a record's page; empty where its kind has no class in schema.org, or nothing is to be told."""
    class_ = class_of(page, entry)
    if not class_ or not is_for_machines(page) or entry.record.draft:
        return ""
    at = Telling(page, entry)
    if class_ == _BENEFIT and entry.kind.name == "policy" and is_over(page.catalogue, entry):
        return ""
    node = _common(at, class_)
    other = OF_ANOTHER_FAMILY.get((class_named(entry.kind.linked), class_))
    for name, value in _declared(entry.record, at):
        if other is None or name in other:
            _put(node, other[name] if other else name, value)
    more, beside = _MORE.get(entry.kind.name, _nothing)(at)
    for name, value in more.items():
        _put(node, name, value)
    sources = [{"@id": identifier(page, addresses.address(source))} for source in _sources(at)]
    if sources:
        _put(node, sources_of(class_), sources)
    return block(page, [node, *beside])


def _common(at: Telling, class_: str) -> Node:
    page, entry, record = at.page, at.entry, at.entry.record
    address = addresses.address(entry)
    node: Node = {
        "@type": class_,
        "@id": identifier(page, address),
        "name": text(page, record.heading),
        "url": located(page, address),
        "mainEntityOfPage": _page(page, entry),
    }
    others = _other_names(at)
    if others:
        node["alternateName"] = listed(others)
    if record.abstract:
        node["description"] = text(page, record.abstract)
    images = [_image(page, image, picture) for image, picture in page.catalogue.images(entry)]
    if images:
        node["image"] = listed(images)
    return node


def _page(page: Page, entry: Entry) -> Node:
    """The page, which is another thing than what it is about."""
    node: Node = {"@type": "WebPage", "url": located(page, page.address), "inLanguage": page.language.code}
    changed = page.catalogue.surroundings.changed.get(entry.file)
    if changed:
        node["dateModified"] = changed.isoformat()
    return node | {"license": licence(page.catalogue.publication.licence_data)}


def _other_names(at: Telling) -> list[Any]:
    """What it is called in other languages, and by other sources."""
    page, record = at.page, at.entry.record
    names: dict[str, Name] = record.names if isinstance(record, Site) else {}
    shown = page.language.pick(record.heading)
    found: dict[tuple[str, str], None] = {}
    for tag, words in record.heading:
        if tag not in names or at.is_told(names[tag]):
            found[words, page.language.default if tag == UNDETERMINED else tag] = None
    for tag, name in names.items():
        found |= {(other.value, tag): None for other in name.alternatives if other.value and at.is_told(other)}
    found.pop(shown, None)
    return [words if tag == page.language.code else in_language(words, tag) for words, tag in found]


def _image(page: Page, image: Image, picture: Picture) -> Node:
    """A picture with what it shows, whose it is and when it was taken."""
    copy = copies_of(picture)[-1]
    file = address_of(image.file, copy.ending)
    node: Node = {"@type": "ImageObject", "contentUrl": identifier(page, file)}
    if image.alt:
        node["description"] = text(page, image.alt)
    if image.credit:
        node["creditText"] = image.credit
    if image.licence:
        node["license"] = licence(image.licence)
    if image.taken:
        node["dateCreated"] = str(image.taken)
    return node


# --------------------------------------------------------------------------------------------------- what is declared


def _declared(part: Part, at: Telling) -> Iterator[tuple[str, Any]]:
    """The properties that a part's declared terms make of it; a part without a term of its own gives its fields'."""
    for field, info in type(part).model_fields.items():
        value = getattr(part, field)
        linked = annotation(info, Linked)
        if linked is None:
            if isinstance(value, Part) and not isinstance(value, Statement):
                yield from _declared(value, at)
        elif value is not None and (name := property_of(linked.term)):
            yield from _told(name, value, at)


def _told(name: str, value: Any, at: Telling) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Statement) and isinstance(value.value, Period) and name == "startDate":
        if at.is_told(value):
            ends = (("startDate", value.value.start), ("endDate", value.value.end))
            yield from ((end, told(day, at)) for end, day in ends if day)
        return
    values = value if isinstance(value, tuple) else (value,)
    found: list[Any] = []
    for one in values:
        shown = told(one, at)
        is_own_word = name in ENUMERATED and not str(shown).startswith("https://schema.org/")
        if shown is None or is_own_word or _is_no_law(name, shown):
            continue
        found += shown if isinstance(shown, list) else [shown]
    if name in THINGS:
        found = [_thing(name, one) for one in found]
    if found:
        yield name, listed(found)


def _is_no_law(name: str, shown: Any) -> bool:
    """Whether it would be said to be repealed and is not told as a law."""
    return name == "legislationRepeals" and shown["@type"] != "Legislation"


def _thing(name: str, value: Any) -> Any:
    """A thing of which only the name is known."""
    if name == "license" and isinstance(value, str):
        return licence(value)
    is_text = isinstance(value, str) or (isinstance(value, dict) and "@value" in value)
    return {"@type": THINGS[name], "name": value} if is_text else value


def _put(node: Node, name: str, value: Any) -> None:
    """Set a property, inside the things where schema.org has it. What is there already stays, but for two: an official
    page is more the address of a thing than ours is, and what follows from its fields may say more exactly what it is.
    """
    if name in ("url", "@type") or name not in node:
        for step, class_ in INSIDE.get(str(node["@type"]), {}).get(name, ()):
            node = node.setdefault(step, {"@type": class_})
        node[name] = value


def _sources(at: Telling) -> list[Entry]:
    """The published sources that the whole record rests on, each once; where it names none, those of its statements."""
    catalogue = at.page.catalogue
    references = [citation.source for citation in at.entry.record.sources]
    if not references:
        references = [ref for _, ref in catalogue.references.get(key_of(at.entry), ()) if ref.kind == "source"]
    found = {entry.id: entry for reference in references if (entry := catalogue.find(reference))}
    return list(found.values())


# --------------------------------------------------------------------------------------- what follows from other things

More = tuple[Node, list[Node]]
"""Properties of the record's node, and nodes beside it."""


def _nothing(at: Telling) -> More:
    return {}, []


def _site(at: Telling) -> More:
    """Admission, which schema.org has no property of a place for: offers that are taken up there."""
    visiting = at.entry.record.visiting
    fees: tuple[Fee, ...] = visiting.fees if visiting else ()
    offers = [offer for fee in fees if (offer := told(fee, at)) is not None]
    if not offers or len(offers) != len(fees):
        return {}, []  # some of the prices are not all of them
    here = {"availableAtOrFrom": {"@id": identifier(at.page, addresses.address(at.entry))}}
    free = all(fee.value is not None and fee.value.is_free for fee in fees)
    return {"isAccessibleForFree": free}, [offer | here for offer in offers]


def _route(at: Telling) -> More:
    """The stops; they have numbers only where a source gives their order."""
    record, stops = at.entry.record, []
    for number, stop in enumerate(record.stops, 1):
        item = told(stop.target, at)
        if item is not None:
            place = {"position": number} if record.is_ordered else {}
            stops.append({"@type": "ListItem", **place, "item": item})
    if not stops:
        return {}, []
    order = "ItemListOrderAscending" if record.is_ordered else "ItemListUnordered"
    whole = {"@type": "ItemList", "itemListOrder": f"https://schema.org/{order}", "numberOfItems": len(stops)}
    return {"itinerary": whole | {"itemListElement": stops}}, []


def _event(at: Telling) -> More:
    return occurrences(at), []


def _project(at: Telling) -> More:
    """The recorded funds that give money to it."""
    funds = at.page.catalogue.naming(at.entry, "fund", ["allocations"])
    return {"funding": listed([at.reference(fund) for fund in funds])} if funds else {}, []


def _claim(at: Telling) -> More:
    """The figure as it was given."""
    figure = at.entry.record.figure
    if not at.is_told(figure):
        return {}, []
    page, said = at.page, figure.stated_as or str(figure.value)
    of = page.word(f"basis.{figure.basis}") if isinstance(figure, Amount) else page.language.plain(figure.counts)
    return {"text": page.word("linked_data.figure", figure=said, of=of)}, []


_MORE: dict[str, Callable[[Telling], More]] = {
    "claim": _claim,
    "event": _event,
    "project": _project,
    "route": _route,
    "site": _site,
}


