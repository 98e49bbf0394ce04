"""The operator's own ground, read from disk while building: outlines as GeoJSON, or tiles from a PMTiles archive.

Tiles are written into the site as plain files, so that any server can give them out and a reader's browser needs
neither a library nor byte ranges for them.
"""

from __future__ import annotations

import gzip
import json
import mmap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pmtiles.reader import traverse
from pmtiles.tile import Compression, TileType, deserialize_header

from generator.basemaps import TILES_FOLDER, MapSettings
from generator.findings import Refusal

LARGEST_OUTLINES = 5 * 1024 * 1024
"""Bytes of a GeoJSON file; every reader of a map loads it whole."""
LARGEST_TILE = 1024 * 1024

_EXTENSIONS = {TileType.PNG: "png", TileType.JPEG: "jpg", TileType.WEBP: "webp", TileType.AVIF: "avif"}
_POINTS = ("Point", "MultiPoint")
_SHAPES = ("LineString", "MultiLineString", "Polygon", "MultiPolygon")


@dataclass(frozen=True)
class OperatorGround:
    """What an operator's file gives to the site."""

    files: Callable[[], Iterator[tuple[str, bytes]]]
    """Path below the root of the site and content, one after another: an archive may be larger than memory."""
    tile_extension: str = "png"
    zooms: tuple[int, int] | None = None
    """Lowest and highest level of an archive."""


def read_ground(settings: MapSettings, root: Path) -> OperatorGround:
    """The operator's ground for providers ``geojson`` and ``pmtiles``, nothing for the others.

    Raises :class:`Refusal`: ``basemap-file-missing``, ``basemap-file-form``, ``basemap-approval-missing`` (boundaries
    without a map approval number), ``basemap-vector``, ``basemap-too-large``. What is wrong further inside an archive
    is found, and raised, while ``files()`` runs.
    """
    if settings.provider not in ("geojson", "pmtiles"):
        return OperatorGround(lambda: iter(()))
    path = (root / settings.url).resolve()
    if not path.is_relative_to(root.resolve()) or not path.is_file():
        raise Refusal("basemap-file-missing", file=settings.url)
    return _outlines(settings, path) if settings.provider == "geojson" else _archive(settings, path)


def _outlines(settings: MapSettings, path: Path) -> OperatorGround:
    if path.stat().st_size > LARGEST_OUTLINES:
        raise Refusal("basemap-too-large", file=settings.url, given=path.stat().st_size, most=LARGEST_OUTLINES)
    try:
        geometries = list(_geometries(json.loads(path.read_bytes())))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refusal("basemap-file-form", file=settings.url, expected="GeoJSON (RFC 7946)") from None
    if any(geometry["type"] in _SHAPES for geometry in geometries) and not settings.approval_number.strip():
        raise Refusal("basemap-approval-missing", file=settings.url)
    # Only the lines are published: whatever else the file says of them is not shown, and was not checked.
    features = [{"type": "Feature", "geometry": geometry, "properties": {}} for geometry in geometries]
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    return OperatorGround(lambda: iter([(f"{TILES_FOLDER}/outlines.geojson", text.encode())]))


def _geometries(data: Any) -> Iterator[dict[str, Any]]:
    """Every simple geometry of a GeoJSON object; ``ValueError``, ``KeyError`` or ``TypeError`` when it is none."""
    match data["type"]:
        case "FeatureCollection":
            for feature in data["features"]:
                yield from _geometries(feature)
        case "Feature":
            if data["geometry"] is not None:
                yield from _geometries(data["geometry"])
        case "GeometryCollection":
            for geometry in data["geometries"]:
                yield from _geometries(geometry)
        case kind if kind in _POINTS or kind in _SHAPES:
            yield {"type": kind, "coordinates": _positions(data["coordinates"])}
        case kind:
            raise ValueError(kind)


def _positions(data: Any) -> list[Any]:
    """Nested lists of longitude and latitude on the earth; a height is dropped."""
    if not isinstance(data, list) or not data:
        raise ValueError(data)
    if isinstance(data[0], list):
        return [_positions(part) for part in data]
    lon, lat = float(data[0]), float(data[1])
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError(data)
    return [round(lon, 6), round(lat, 6)]


def _archive(settings: MapSettings, path: Path) -> OperatorGround:
    if not settings.approval_number.strip():
        raise Refusal("basemap-approval-missing", file=settings.url)
    try:
        with path.open("rb") as file:
            header: dict[str, Any] = dict(deserialize_header(file.read(127)))
    except Exception as fault:  # noqa: BLE001,RUF100 - whatever the library trips over, the file is not an archive
        raise Refusal("basemap-file-form", file=settings.url, expected="PMTiles 3") from fault
    kind = header["tile_type"]
    if kind in (TileType.MVT, TileType.MLT):
        raise Refusal("basemap-vector", file=settings.url)
    if kind not in _EXTENSIONS or header["tile_compression"] not in (Compression.NONE, Compression.GZIP):
        raise Refusal("basemap-file-form", file=settings.url, expected="PNG, JPEG, WebP, AVIF")
    if header["addressed_tiles_count"] > settings.max_tiles:
        raise _too_many(settings, header["addressed_tiles_count"])
    extension = _EXTENSIONS[kind]
    return OperatorGround(
        lambda: _tiles(settings, path, header, extension), extension, (header["min_zoom"], header["max_zoom"])
    )


def _tiles(settings: MapSettings, path: Path, header: dict[str, Any], extension: str) -> Iterator[tuple[str, bytes]]:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapping:

        def part(offset: int, length: int) -> bytes:
            return mapping[offset : offset + length]

        try:
            found = traverse(part, header, header["root_offset"], header["root_length"])
            for number, ((zoom, column, row), content) in enumerate(found, start=1):
                if number > settings.max_tiles:
                    raise _too_many(settings, number)
                if header["tile_compression"] is Compression.GZIP:
                    content = gzip.decompress(content)
                if not 0 < len(content) <= LARGEST_TILE:
                    raise Refusal("basemap-file-form", file=settings.url, expected="PMTiles 3")
                yield f"{TILES_FOLDER}/{zoom}/{column}/{row}.{extension}", content
        except (ValueError, IndexError, EOFError, OSError, RecursionError) as fault:
            if isinstance(fault, Refusal):
                raise
            raise Refusal("basemap-file-form", file=settings.url, expected="PMTiles 3") from fault


def _too_many(settings: MapSettings, given: int) -> Refusal:
    return Refusal("basemap-too-large", file=settings.url, given=given, most=settings.max_tiles)
