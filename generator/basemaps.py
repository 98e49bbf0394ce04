"""What lies under the points of a map: nothing by default, else what the publication's configuration names.

Pure: what an archive or a file of the operator holds is read by ``generator.tiles``; keys come in as a mapping.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.findings import Finding, Position, Refusal, Severity, error, warning

Provider = Literal["none", "geojson", "pmtiles", "xyz", "tianditu", "osm"]

TILES_FOLDER = "assets/ground"
"""Where tiles and outlines of the operator lie in the site, below its root: once for all languages."""

FEWEST_DECIMALS = 3
MOST_DECIMALS = 4
PUBLISHED_DECIMALS = {"project": FEWEST_DECIMALS, "route": 5}
"""Decimals of published coordinates by kind (works: about 100 m; ways: a metre, or they zigzag); every other kind:
``MOST_DECIMALS``."""


class MapSettings(BaseModel):
    """The ``map:`` part of ``site_config/publication.yml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    provider: Provider = "none"
    url: str = ""
    """xyz: address with ``{z}/{x}/{y}``; geojson, pmtiles: path of the operator's file below the publication's root."""
    subdomains: str = ""
    """Characters that stand for ``{s}`` in the address, one host each."""
    key_env: str = ""
    """Name of the environment variable that holds the key of the tile service; the key itself is in no file."""
    datum: Literal["wgs84", "gcj02"] = "wgs84"
    """What the ground is drawn in; the points are shifted to it for display only."""
    attribution: str = ""
    attribution_url: str = Field(default="", pattern=r"^(https?://[^\s<>\"']+)?$")
    approval_number: str = ""
    """审图号, shown at the bottom left of every map."""
    max_zoom: int = Field(default=18, ge=5, le=20)
    max_tiles: int = Field(default=20_000, ge=1)
    """How many tiles of an archive are written into the site before the build refuses it."""
    precision: Mapping[str, int] = Field(default_factory=dict)
    """Decimals of published coordinates by kind, where fewer are wanted than by default."""

    @model_validator(mode="after")
    def _fit_together(self) -> Self:
        if self.provider in ("geojson", "pmtiles", "xyz") and not self.url:
            raise PydanticCustomError("basemap-url-missing", "refused", {"provider": self.provider})
        if self.provider == "xyz":
            _refuse_address(self.url, self.subdomains)
        return self

    def decimals(self, kind: str) -> int:
        """How many decimals the coordinates of a kind are published with: never more than the limit for it."""
        most = PUBLISHED_DECIMALS.get(kind, MOST_DECIMALS)
        return max(0, min(most, self.precision.get(kind, most)))


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What the frame of a map loads under its points."""

    tiles: tuple[str, ...] = ()
    """Tile addresses, bottom layer first, with ``{z}``, ``{x}``, ``{y}`` and perhaps ``{s}``."""
    subdomains: str = ""
    outlines: str = ""
    """Address of a GeoJSON file of the operator."""
    min_zoom: int = 0
    max_zoom: int = 18
    datum: Literal["wgs84", "gcj02"] = "wgs84"
    attribution: str = ""
    attribution_url: str = ""
    approval_number: str = ""
    hosts: tuple[str, ...] = ()
    """Hosts that the reader's browser asks for tiles; empty for whatever lies within the site."""


_TIANDITU = (
    "https://t{{s}}.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={layer}"
    "&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={key}"
)
_TIANDITU_SUBDOMAINS = "01234567"
_OSM = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"


def hosts(settings: MapSettings) -> tuple[str, ...]:
    """The hosts that a reader's browser will ask: for ``img-src`` of the policy and the data protection page."""
    match settings.provider:
        case "tianditu":
            return tuple(f"t{number}.tianditu.gov.cn" for number in _TIANDITU_SUBDOMAINS)
        case "osm":
            return ("tile.openstreetmap.org",)
        case "xyz":
            return tuple(dict.fromkeys(urlsplit(address).netloc for address in _spelled(settings)))
        case _:
            return ()


def image_sources(settings: MapSettings) -> tuple[str, ...]:
    """The same hosts as sources of a Content-Security-Policy."""
    if settings.provider == "xyz":
        return tuple(
            dict.fromkeys("{0.scheme}://{0.netloc}".format(urlsplit(address)) for address in _spelled(settings))
        )
    return tuple(f"https://{host}" for host in hosts(settings))


def ground(
    settings: MapSettings,
    keys: Mapping[str, str],
    *,
    lang: str,
    shared_url: str,
    tile_extension: str = "png",
    zooms: tuple[int, int] | None = None,
) -> Ground:
    """What the frames of one language load under their points.

    ``keys`` is the environment, ``shared_url`` leads from the frame to the root of the site, ``tile_extension`` is
    that of the archive's tiles and ``zooms`` its lowest and highest level. Raises :class:`Refusal`
    ``basemap-key-missing``.
    """
    base = Ground(
        max_zoom=settings.max_zoom,
        datum=settings.datum,
        attribution=settings.attribution,
        attribution_url=settings.attribution_url,
        approval_number=settings.approval_number,
        hosts=hosts(settings),
    )
    match settings.provider:
        case "none":
            # Without a ground there is no datum to follow and nothing to credit.
            return Ground(max_zoom=settings.max_zoom)
        case "geojson":
            return replace(base, outlines=f"{shared_url}{TILES_FOLDER}/outlines.geojson")
        case "pmtiles":
            lowest, highest = zooms or (0, settings.max_zoom)
            return replace(
                base,
                tiles=(f"{shared_url}{TILES_FOLDER}/{{z}}/{{x}}/{{y}}.{tile_extension}",),
                min_zoom=lowest,
                max_zoom=min(highest, settings.max_zoom),
            )
        case "xyz":
            address = settings.url.replace("{key}", _key(settings, keys)) if "{key}" in settings.url else settings.url
            return replace(base, tiles=(address,), subdomains=settings.subdomains)
        case "tianditu":
            key = _key(settings, keys)
            layers = ("vec", "cva" if lang.startswith("zh") else "eva")
            return replace(
                base,
                tiles=tuple(_TIANDITU.format(layer=layer, key=key) for layer in layers),
                subdomains=_TIANDITU_SUBDOMAINS,
                max_zoom=min(18, settings.max_zoom),
                datum="wgs84",
                attribution=settings.attribution or ("天地图" if lang.startswith("zh") else "Tianditu"),
                attribution_url=settings.attribution_url or "https://www.tianditu.gov.cn/",
            )
        case "osm":
            return replace(
                base,
                tiles=(_OSM,),
                max_zoom=min(19, settings.max_zoom),
                datum="wgs84",
                attribution="© OpenStreetMap",
                attribution_url="https://www.openstreetmap.org/copyright",
            )


def setting_findings(settings: MapSettings, position: Position, keys: Mapping[str, str]) -> Iterator[Finding]:
    """What is wrong with the map's settings by themselves; ``position`` is that of ``map:`` in the configuration."""
    approved = bool(settings.approval_number.strip())
    if settings.provider == "pmtiles" and not approved:
        yield error("basemap-approval-missing", position, "map.approval_number", file=settings.url)
    elif settings.provider in ("xyz", "tianditu", "osm") and not approved:
        yield warning("basemap-approval-unstated", position, "map.approval_number", provider=settings.provider)
    if settings.provider == "osm":
        yield warning("basemap-osm-policy", position, "map.provider")
    if settings.provider in ("xyz", "osm") and not (settings.attribution or settings.provider == "osm"):
        yield warning("basemap-attribution-missing", position, "map.attribution")
    try:
        ground(settings, keys, lang="zh", shared_url="")
    except Refusal as refusal:
        yield Finding(
            code=refusal.code,
            severity=Severity.ERROR,
            position=position,
            field="map.key_env",
            arguments=refusal.arguments,
        )
    for kind, decimals in settings.precision.items():
        most = PUBLISHED_DECIMALS.get(kind, MOST_DECIMALS)
        if not 0 <= decimals <= most:
            yield error("map-precision", position, f"map.precision.{kind}", kind=kind, given=decimals, most=most)


def _key(settings: MapSettings, keys: Mapping[str, str]) -> str:
    key = keys.get(settings.key_env, "") if settings.key_env else ""
    # A key is part of an address: anything but these characters is a paste error, or worse.
    if not key or not all(character.isascii() and (character.isalnum() or character in "-_") for character in key):
        raise Refusal("basemap-key-missing", provider=settings.provider, variable=settings.key_env or "MAP_KEY")
    return key


def _spelled(settings: MapSettings) -> tuple[str, ...]:
    """The address once for each host that ``{s}`` stands for."""
    if "{s}" not in settings.url:
        return (settings.url,)
    return tuple(settings.url.replace("{s}", letter) for letter in settings.subdomains)


def _refuse_address(url: str, subdomains: str) -> None:
    parts = urlsplit(url.replace("{s}", "s"))
    missing = [name for name in ("{z}", "{x}") if name not in url] + ([] if "{y}" in url or "{-y}" in url else ["{y}"])
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.username is not None:
        raise PydanticCustomError("basemap-url-form", "refused", {"given": url})
    if any(character in "<>\"'`\\;, " or not character.isprintable() for character in url):
        raise PydanticCustomError("basemap-url-form", "refused", {"given": url})
    letters_fit = subdomains.isalnum() if "{s}" in url else not subdomains
    if missing or not letters_fit:
        raise PydanticCustomError("basemap-url-form", "refused", {"given": url})
