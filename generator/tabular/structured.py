"""Records as JSON with their full structure, and points as GeoJSON. Numbers are texts of all their digits.

A JSON number is a binary fraction to most who read it; text is exact to everybody.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from generator import addresses
from generator.catalogue import Catalogue
from generator.itineraries import degrees, itinerary
from generator.language import Language
from generator.loader import Entry
from generator.records import Kind
from generator.tabular.derived import derived_of
from generator.tabular.splicing import Form
from generator.values.coordinates import Coordinates
from generator.values.dates import Period
from generator.values.line_string import LineString
from generator.values.money import Money
from generator.values.quantity import Quantity
from generator.values.text import UNDETERMINED, LocalizedText


class Structure:
    """How the records of a publication are written as plain data."""

    def __init__(self, catalogue: Catalogue, languages: Sequence[Language]) -> None:
        self.catalogue = catalogue
        self.codes = tuple(language.code for language in languages)
        publication = catalogue.publication
        self._base = publication.url.url.rstrip("/") + "/" if publication.url else ""

    def head(self, entry: Entry) -> dict[str, Any]:
        """What every record is given with: its name, the sources it rests on, its state, licence, pages, what follows
        from it."""
        surroundings = self.catalogue.surroundings
        day = surroundings.changed.get(entry.file) or surroundings.as_of
        page = addresses.address(entry)
        derived = derived_of(self.catalogue, entry)
        return {
            "id": entry.id,
            "kind": entry.kind.name,
            "title": self.texts(entry.record.heading),
            "sources": list(dict.fromkeys(str(one.source) for one in entry.record.sources)),
            "as_of": day.isoformat() if day else None,
            "version": surroundings.commits.get(entry.file),
            "licence": self.catalogue.publication.licence_data,
            "page": {
                code: self._base + (f"{code}/" if number else "") + page for number, code in enumerate(self.codes)
            },
        } | ({"derived": derived} if derived else {})

    def texts(self, text: LocalizedText) -> dict[str, str]:
        """A text by language, in all that it has."""
        return {self.codes[0] if tag == UNDETERMINED else tag: words for tag, words in text}

    def plain(self, value: Any, kind: str) -> Any:
        """A value as data; fields that hold nothing are left out."""
        match value:
            case None | bool():
                return value
            case BaseModel():
                fields = ((name, getattr(value, name)) for name in type(value).model_fields)
                return {name: self.plain(part, kind) for name, part in fields if part is not None and part != ()}
            case tuple():
                return [self.plain(part, kind) for part in value]
            case dict():
                return {name: self.plain(part, kind) for name, part in value.items()}
            case LocalizedText():
                return self.texts(value)
            case Money():
                return {
                    "amount": str(value.amount),
                    "currency": value.currency or self.catalogue.publication.currency,
                    "step": str(Decimal(value.step).scaleb(-2)),
                    "written": value.written,
                }
            case Quantity():
                unit = self.catalogue.unit(value.unit) or value.unit
                number = {"number": f"{value.number:f}", "step": f"{value.step:f}", "written": value.written}
                return number | ({"unit": unit} if unit else {})
            case Period():
                return {"from": value.start and str(value.start), "to": value.end and str(value.end)}
            case Coordinates():
                # With the digits that the map shows: a download is no way around its rounding.
                point = value.wgs84().rounded(self.catalogue.publication.map.decimals(kind))
                return {"lat": str(point.lat), "lon": str(point.lon), "datum": point.datum}
            case LineString():
                line = value.rounded(self.catalogue.publication.map.decimals(kind))
                return {"type": "LineString", "coordinates": line.points}
        return str(value)


def json_form(structure: Structure, kind: Kind, titles: Mapping[str, str]) -> Form:
    """The file of all records of a kind, a line each."""
    catalogue = structure.catalogue
    head = {
        "kind": kind.name,
        "title": titles,
        "publication": structure.texts(catalogue.publication.name),
        "licence": catalogue.publication.licence_data,
    }
    return Form(f'{_line(head)[:-1]},"records":[\n'.encode(), b",\n", b"\n]}\n")


def json_line(structure: Structure, entry: Entry) -> bytes:
    """A record with all that it says."""
    return _line(structure.head(entry) | {"record": _record(structure, entry)}).encode()


def _record(structure: Structure, entry: Entry) -> dict[str, Any]:
    plain: dict[str, Any] = structure.plain(entry.record, entry.kind.name)
    return {name: part for name, part in plain.items() if name != "draft"}


GEOJSON = Form(b'{"type":"FeatureCollection","features":[\n', b",\n", b"\n]}\n")
"""The file of the records that have a point or a line, as GeoJSON (RFC 7946), a line of text each."""


def geojson_line(structure: Structure, entry: Entry) -> bytes:
    """A record with its point or line; empty where it has neither."""
    geometry = _geometry(structure.catalogue, entry)
    if geometry is None:
        return b""
    precision = structure.catalogue.precision_m(entry)
    properties = structure.head(entry) | ({"precision_m": precision} if precision else {})
    feature = {"type": "Feature", "id": f"{entry.kind.name}/{entry.id}", "geometry": geometry}
    return _line(feature | {"properties": properties}).encode()


def _geometry(catalogue: Catalogue, entry: Entry) -> dict[str, object] | None:
    """The point of a record; of a route its path, else the places of its stops, with no line that nobody stated."""
    if entry.kind.name != "route":
        point = catalogue.point_of(entry)
        return {"type": "Point", "coordinates": degrees(point)} if point else None
    found = itinerary(catalogue, entry)
    if found.line:
        return {"type": "LineString", "coordinates": found.line.points}
    places = [degrees(point) for _, _, point in found.placed]
    return {"type": "MultiPoint", "coordinates": places} if places else None


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
