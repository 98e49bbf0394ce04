"""What one publication is, as ``site_config/publication.yml`` says it: names, languages, publisher, map."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.basemaps import MapSettings
from generator.feedback import Feedback
from generator.findings import Refusal
from generator.guessing import closest
from generator.records.base import YesNo
from generator.values.base import heard, text_of
from generator.values.coordinates import Coordinates
from generator.values.dates import PartialDate
from generator.values.names import Reference, RefersTo, WebAddress
from generator.values.stated import Line, Part, choice
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


NamedRecord = Annotated[Reference, BeforeValidator(heard(_kind_and_id))]
"""A record of any kind: ``claim/rural-works``."""

_PINYIN = re.compile(r"[^\W\d_](?:[^\W\d_]|[\s'’-])*")


def _readings(data: Any) -> dict[str, str]:
    """Words in Chinese characters and their pinyin; raises :class:`Refusal`."""
    if not isinstance(data, dict):
        raise Refusal("not-a-mapping-value")
    read = {text_of(word).strip(): text_of(said).strip() for word, said in data.items()}
    for word, said in read.items():
        # Letters alone are not enough: a Chinese character is one too.
        is_latin = all(ord(letter) <= 0x2FF or letter == "’" for letter in said)
        if word.isascii() or not is_latin or not _PINYIN.fullmatch(said):
            raise Refusal("choice", given=f"{word}: {said}"[:40], allowed="鲁沙尔: Lǔshā'ěr", suggestion="")
    return read


Readings = Annotated[dict[str, str], BeforeValidator(heard(_readings))]
"""Word → how it is said, for names that have a reading of their own."""
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
            raise PydanticCustomError("bounds-order", "refused")
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


class TibetanFont(StrEnum):
    """The fonts for Tibetan that ``make fonts`` can install."""

    NOTO_SERIF_TIBETAN = "noto-serif-tibetan"


class Fonts(Part):
    """Fonts that are served with the site; for every other script readers' own fonts are used."""

    tibetan: Annotated[TibetanFont | None, choice(TibetanFont)] = None


class Headline(Part):
    """A figure for the home page: which record, and which of its figures."""

    record: NamedRecord
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
    fonts: Fonts = Fonts()
    verify_after_years: Annotated[int, Field(ge=1, le=50)] = 2
    """Years after which hours, fees and the like of that date are no longer told as a promise."""
    pinyin: Readings = Field(default_factory=dict)
    """Names in Chinese characters → their pinyin, where it is not the one that the characters usually have."""
    feedback: Feedback = Feedback()
    offline: YesNo = True
    """Whether readers can keep the pages about culture for when they have no network."""

    @property
    def default_language(self) -> str:
        """The language at ``/``."""
        return self.languages[0]

    def language_root(self, code: str) -> str:
        """Where a language's pages lie below the site's root: the default one's in it, the others' in a folder."""
        return "" if code == self.default_language else f"{code}/"

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
