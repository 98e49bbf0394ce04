"""From a GPX file that an editor recorded to the beginning of a route: the line, and what lies along it.

Nothing that a person wrote or a device measured besides gets into the record: its words are the editor's to write.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from generator.catalogue import Catalogue, is_restricted
from generator.findings import Refusal
from generator.gpx import MOST_BYTES, GpxFile, GpxLine, GpxPoint, read_gpx
from generator.itineraries import degrees
from generator.language import Language
from generator.loader import Entry, load
from generator.publication import Bounds
from generator.values.geodesy import Point, distances_m, geodesic_m, nearest, simplified
from generator.values.line_string import LONGEST_JUMP_KM, MOST_POINTS
from generator.values.names import ID, RESERVED

TOLERANCE_M = 5.0
"""How far the line that is kept may lie from the one that was recorded."""
GAP_M = 200.0
"""Parts of a recording that end and begin so near to each other are one way."""
NEAR_M = 250.0
"""A site that lies so near to the line is proposed as a stop."""
SPACED_M = 300.0
"""A planned route whose points lie nearer to each other than this is a drawn line; else a list of places."""


def import_route(
    root: Path, raw: bytes, id_: str, language: str, *, track: int = 0, tolerance_m: float, cut_m: tuple[float, float]
) -> tuple[str, Imported]:
    """The text of the record for a publication, and what became of the recording; nothing is written.

    Raises :class:`Refusal` for what the file holds, and :class:`NoPublication`.
    """
    loaded = load(root)
    if loaded.publication is None:
        raise NoPublication
    catalogue = Catalogue(loaded.publication, loaded.vocabularies, loaded.entries)
    route = imported(read_gpx(raw), catalogue, track=track, tolerance_m=tolerance_m, cut_m=cut_m)
    return written(route, Language(language, loaded.publication), id_), route


def read_bytes(file: Path) -> bytes:
    """The file, or as much of it as shows that it is too large; raises ``OSError``."""
    with file.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


class NoPublication(Exception):  # noqa: N818 - said to whoever runs the command
    """``site_config/publication.yml`` cannot be read."""


def id_from(name: str) -> str:
    """An id made of a file's name; empty where none can be made of it."""
    plain = unicodedata.normalize("NFKD", name.rpartition(".")[0] or name).encode("ascii", "ignore").decode().lower()
    id_ = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:63].strip("-")
    return id_ if ID.fullmatch(id_) and id_ not in RESERVED else ""


@dataclass(frozen=True)
class Imported:
    """What becomes of a recording."""

    path: tuple[Point, ...]
    """Simplified, as ``(lon, lat[, height])``; nothing where the file only lists places in an order."""
    stops: tuple[tuple[Entry, float], ...]
    """Sites near the line with the metres along it, in order."""
    recorded: int
    """Points in the file's line."""
    tolerance_m: float
    number: int
    of: int
    """Which line of the file was taken, and how many there are."""
    parts_left: int = 0
    """Parts of the recording that were left out, since nobody knows the way to them."""
    filled: int = 0
    """Heights that were missing and were set between those of their neighbours."""
    heights_dropped: bool = False
    cut_m: tuple[float, float] = (0.0, 0.0)


def imported(
    file: GpxFile, catalogue: Catalogue, *, track: int = 0, tolerance_m: float = TOLERANCE_M, cut_m: tuple[float, float]
) -> Imported:
    """The line of a file as a route's: chosen, joined, cut, thinned out; raises :class:`Refusal`.

    ``track`` counts from 1; without it the longest is taken, tracks before routes. ``cut_m`` is left out at either end.
    """
    if not file.lines:
        raise Refusal("gpx-no-track", count=file.waypoints) if file.waypoints else Refusal("gpx-no-track")
    if track > len(file.lines):
        raise Refusal("gpx-no-such-track", given=track, count=len(file.lines))
    chosen = file.lines[track - 1 : track] if track else file.lines
    line = max(chosen, key=lambda one: (one.is_track, _length(one))) if len(chosen) > 1 else chosen[0]
    joined, left = _joined(line)
    _refuse_outside(joined, catalogue.publication.bounds)
    along = distances_m([point[:2] for point in joined])
    spaces = [b - a for a, b in pairwise(along)]
    widest = max(spaces)
    if widest > LONGEST_JUMP_KM * 1000 and line.is_track:
        number = spaces.index(widest) + 2
        raise Refusal("line-jump", number=number, distance_km=round(widest / 1000), most_km=LONGEST_JUMP_KM)
    heights_dropped, filled, points = _with_heights(joined, along)
    is_drawn = line.is_track or widest <= SPACED_M
    if is_drawn:  # of a list of places nothing is kept but the sites that it comes near
        points = _cut(points, along, cut_m)
    kept, tolerance = _thinned(points, tolerance_m)
    return Imported(
        path=tuple(kept) if is_drawn else (),
        stops=_stops(catalogue, kept),
        recorded=len(joined),
        tolerance_m=tolerance,
        number=file.lines.index(line) + 1,
        of=len(file.lines),
        parts_left=left,
        filled=filled,
        heights_dropped=heights_dropped,
        cut_m=cut_m if is_drawn else (0.0, 0.0),
    )


def _length(line: GpxLine) -> float:
    return _run_length([part for part in line.segments if part])


def _run_length(parts: Sequence[Sequence[GpxPoint]]) -> float:
    return sum(distances_m([point[:2] for point in part])[-1] for part in parts)


def _joined(line: GpxLine) -> tuple[list[GpxPoint], int]:
    """The longest run of segments that follow closely on each other, without points that repeat the one before; and
    how many segments are not in it."""
    runs: list[list[list[GpxPoint]]] = []
    for part in filter(None, line.segments):
        if runs and geodesic_m(runs[-1][-1][-1][:2], part[0][:2]) <= GAP_M:
            runs[-1].append(part)
        else:
            runs.append([part])
    run = max(runs, key=_run_length) if len(runs) > 1 else runs[0]
    points = [point for part in run for point in part]
    moved = [point for index, point in enumerate(points) if not index or point[:2] != points[index - 1][:2]]
    if len(moved) < 2:
        raise Refusal("line-still")
    return moved, sum(map(len, runs)) - len(run)


def _refuse_outside(points: Sequence[GpxPoint], bounds: Bounds) -> None:
    outside = [p for p in points if not (bounds.west <= p[0] <= bounds.east and bounds.south <= p[1] <= bounds.north)]
    if outside:
        raise Refusal("gpx-outside", count=len(outside), lat=f"{outside[0][1]:.4f}", lon=f"{outside[0][0]:.4f}")


def _with_heights(points: Sequence[GpxPoint], along: Sequence[float]) -> tuple[bool, int, list[Point]]:
    """Points with all of their heights or none: a few that are missing are set between their neighbours' (by way),
    where more than a tenth is missing all are left out."""
    known = [index for index, point in enumerate(points) if point[2] is not None]
    missing = len(points) - len(known)
    if missing > len(points) / 10 or not known:
        return bool(known), 0, [(point[0], point[1]) for point in points]
    found: list[Point] = []
    later = iter(known)
    before, after = known[0], next(later)
    for index, (lon, lat, height) in enumerate(points):
        while index > after:
            before, after = after, next(later, len(points))
            if after == len(points):
                after = before
                break
        if height is None:
            low, high = points[before][2], points[after][2]
            assert low is not None and high is not None
            span = along[after] - along[before]
            share = min(1.0, max(0.0, (along[index] - along[before]) / span)) if span > 0 else 0.0
            height = low + share * (high - low)
        found.append((lon, lat, height))
    return False, missing, found


def _cut(points: Sequence[Point], along: Sequence[float], cut_m: tuple[float, float]) -> list[Point]:
    """Without what lies along the first and the last metres."""
    if not any(cut_m):
        return list(points)
    first, last = cut_m[0], along[-1] - cut_m[1]
    kept = [point for point, at in zip(points, along, strict=True) if first <= at <= last]
    if len(kept) < 2:
        raise Refusal("gpx-short", given=max(0, round(last - first)))
    return kept


def _thinned(points: Sequence[Point], tolerance_m: float) -> tuple[list[Point], float]:
    """As many points as the tolerance asks for; it is doubled until they are few enough for a record."""
    while True:
        kept = _rounded([points[index] for index in simplified(points, tolerance_m)])
        if len(kept) <= MOST_POINTS:
            return kept, tolerance_m
        tolerance_m *= 2


def _rounded(points: Sequence[Point]) -> list[Point]:
    found: list[Point] = []
    for lon, lat, *height in points:
        point = (round(lon, 5), round(lat, 5), *(float(round(metres)) for metres in height))
        if not found or found[-1][:2] != point[:2]:
            found.append(point)
    if len(found) < 2:
        raise Refusal("line-still")
    return found


def _stops(catalogue: Catalogue, points: Sequence[Point]) -> tuple[tuple[Entry, float], ...]:
    """The sites along the line, each once, where the line first comes near; else the place it begins nearest to."""
    along = distances_m([point[:2] for point in points])
    found = []
    for site in catalogue.of_kind("site"):
        point = catalogue.point_of(site)
        if point and not is_restricted(site):
            at, away = nearest(points, along, degrees(point))
            if away <= max(NEAR_M, catalogue.precision_m(site) or 0):
                found.append((site, at))
    if found:
        return tuple(sorted(found, key=lambda one: (one[1], one[0].id)))
    places = [
        (geodesic_m(points[0][:2], degrees(point)), place.id, place)
        for place in catalogue.of_kind("place")
        if (point := catalogue.point_of(place))
    ]
    return ((min(places)[2], 0.0),) if places else ()


def written(route: Imported, language: Language, id_: str) -> str:
    """The record's file, in canonical order: what is known is filled in, what is not is said in comments.

    No text of the GPX file gets into it: names of tracks and places are often names of people.
    """
    word = language.part("import")

    def comment(key: str, **arguments: object) -> str:
        text = str(word[key])
        for argument, value in arguments.items():
            text = text.replace("{" + argument + "}", str(value))
        return f"# {text}"

    metres = language.integer
    kept, tolerance = metres(len(route.path)), f"{route.tolerance_m:g}"
    lines = [comment("head", points=metres(route.recorded), kept=kept, tolerance=tolerance)]
    lines += [comment("one_of", number=route.number, count=route.of)] if route.of > 1 else []
    lines += [comment("parts_left", count=route.parts_left)] if route.parts_left else []
    lines += [comment("cut", start=f"{route.cut_m[0]:g}", end=f"{route.cut_m[1]:g}")] if any(route.cut_m) else []
    lines += [comment("filled", count=metres(route.filled))] if route.filled else []
    lines += [comment("no_heights")] if route.heights_dropped else []
    lines += [comment("title"), f"title: {id_}", comment("summary"), "# summary: {zh: …, en: …}"]
    lines += [comment("mode"), "mode: walk", "order: stated", comment("stops"), "stops:"]
    for entry, _ in route.stops:
        id_written = f'"{entry.id}"' if entry.id.isdigit() else entry.id
        lines.append(f"  - {entry.kind.name}: {id_written}  # {language.plain(entry.record.heading)}")
    if route.path:
        lines += [comment("geometry"), "geometry:", "  value:", "    type: LineString", "    coordinates:"]
        lines += [f"      - [{', '.join(_digits(part) for part in point)}]" for point in route.path]
        lines += ["  " + comment("as_of"), "  # as_of: 2026-05"]
    else:
        lines += [comment("no_path"), "geometry: not-stated"]
    lines += [comment("optional"), "# season:", "# difficulty:", "# step_free:"]
    lines += [comment("sources"), "# sources: []", comment("draft"), "draft: true"]
    return "\n".join(lines) + "\n"


def _digits(value: float) -> str:
    return f"{Decimal(str(value)).normalize():f}"
