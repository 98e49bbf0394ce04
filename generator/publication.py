"""What one publication is, as ``site_config/publication.yml`` says it: names, languages, publisher, map."""

from __future__ import annotations

import re
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.basemaps import MapSettings
from generator.findings import Refusal
from generator.guessing import closest
from generator.records.base import YesNo
from generator.values.base import heard, text_of
from generator.values.coordinates import Coordinates
from generator.values.dates import PartialDate
from generator.values.names import Reference, RefersTo, WebAddress
from generator.values.stated import Line, Part
from generator.values.text import LANGUAGE_TAG, LocalizedText


def _language(data: Any) -> str:
    text = text_of(data).strip()
    if not LANGUAGE_TAG.fullmatch(text):
        raise Refusal("language-form", given=text[:40])
    return text


def _time_zone(name: str) -> str:
    if name not in available_timezones():
        raise PydanticCustomError(
            "choice",
            "refused",
            {
                "given": name,
                "allowed": "Asia/Shanghai, Europe/Berlin …",
                "suggestion": closest(name, available_timezones()),
            },
        )
    return name


def _colour(name: Any) -> str:
    text = text_of(name).strip()
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise Refusal("choice", given=text[:40], allowed="#1f5f7a", suggestion="")
    return text


def _currency(data: Any) -> str:
    text = text_of(data).strip()
    if not re.fullmatch(r"[A-Z]{3}", text):
        raise Refusal("choice", given=text[:40], allowed="CNY, EUR …", suggestion="")
    return text


def _kind_and_id(data: Any) -> Reference:
    kind, slash, id_ = text_of(data).strip().partition("/")
    if not slash:
        raise Refusal("reference-form", given=kind[:80], kind="")
    return Reference(kind, id_)


Language = Annotated[str, BeforeValidator(heard(_language))]
Colour = Annotated[str, BeforeValidator(heard(_colour))]


class Bounds(Part):
    """The box outside of which no place of this publication can lie, in decimal degrees WGS-84."""

    south: float
    west: float
    north: float
    east: float

    @model_validator(mode="after")
    def _ordered(self) -> Bounds:
        if not (-90 <= self.south < self.north <= 90 and -180 <= self.west < self.east <= 180):
            raise PydanticCustomError("coordinates-range", "refused")
        return self

    def hold(self, place: Coordinates) -> bool:
        """Whether the place lies inside."""
        return self.south <= float(place.lat) <= self.north and self.west <= float(place.lon) <= self.east


class Publisher(Part):
    """Who publishes, and what an official publication has to show in its footer."""

    official: YesNo = False
    """Whether a public authority has commissioned this; only then are the official fields shown."""
    name: LocalizedText | None = None
    organiser: LocalizedText | None = None
    """主办单位"""
    undertaker: LocalizedText | None = None
    """承办单位"""
    contact: LocalizedText | None = None
    site_code: Line | None = None
    """网站标识码"""
    icp: Line | None = None
    police: Line | None = None
    """公安备案号"""
    domain: Line | None = None


class Repository(Part):
    """Where the source of the publication lies, for "edit the data behind this page"."""

    url: WebAddress | None = None
    edit: Line | None = None
    """Address pattern of the editing form, with ``{path}`` for the file."""


class Headline(Part):
    """A figure for the home page: which record, and which of its figures."""

    record: Annotated[Reference, BeforeValidator(heard(_kind_and_id))]
    figure: Line
    """Dotted path in the record, such as ``budget.0``."""
    label: LocalizedText
    open: LocalizedText | None = None
    """What is unexplained about it."""


class Publication(Part):
    """The whole of ``site_config/publication.yml``."""

    name: LocalizedText
    tagline: LocalizedText
    introduction: LocalizedText | None = None
    """Two or three sentences on the home page."""
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    """The first is the default, at ``/``; the others at ``/<language>/``."""
    root: Annotated[Reference, RefersTo("place")] | None = None
    """The place that everything lies in."""
    centre: Coordinates
    """What distances are given from."""
    centre_name: LocalizedText
    bounds: Bounds
    currency: Annotated[str, BeforeValidator(heard(_currency))] = "CNY"
    time_zone: Annotated[Line, AfterValidator(_time_zone)] = "Asia/Shanghai"
    url: WebAddress | None = None
    licence_data: Line = "CC BY 4.0"
    version: Line | None = None
    published_since: PartialDate | None = None
    """The day from which on the records are public: no figure changes silently, and no page disappears, after it."""
    synthetic: YesNo = False
    """Made-up data for trying things: every page says so."""
    publisher: Publisher = Publisher()
    repository: Repository = Repository()
    headline: tuple[Headline, ...] = ()
    navigation: dict[Language, dict[str, Line]] = Field(default_factory=dict)
    """Language → title in mkdocs.yml → title in that language."""
    map: MapSettings = MapSettings()
    colours: dict[str, Colour] = Field(default_factory=dict)
    """Custom properties of the theme, by name, such as ``lake`` or ``loess``."""
    logo: Line | None = None

    @property
    def default_language(self) -> str:
        """The language at ``/``."""
        return self.languages[0]

    @property
    def zone(self) -> ZoneInfo:
        """The clock that the publication goes by."""
        return ZoneInfo(self.time_zone)


class VocabularyTerm(Part):
    """A word that records may use, with its labels."""

    label: LocalizedText
    one: LocalizedText | None = None
    """The label for exactly one, where a language has a form of its own for it."""
    aliases: tuple[Line, ...] = ()
    """Other writings of the same word, accepted in figures such as 6.7万户."""
    help: LocalizedText | None = None
    people: YesNo = False
    """For units: whether it counts people or households."""
    linked: Line | None = None
    """Its term in a vocabulary of the web."""

    @model_validator(mode="before")
    @classmethod
    def _accept_shorthand(cls, data: Any) -> Any:
        if isinstance(data, dict) and "label" not in data and all(LANGUAGE_TAG.fullmatch(str(key)) for key in data):
            return {"label": data}
        return data


Vocabulary = dict[str, VocabularyTerm]
Vocabularies = dict[str, Vocabulary]
"""Vocabulary → id → term, in the order in which the file lists them."""
