"""Points that cannot be where they are said to be, and divisions whose code, level and parent do not agree."""

from __future__ import annotations

from collections.abc import Iterator

from generator.batches import Batch
from generator.catalogue import Catalogue
from generator.findings import Finding, Position, error
from generator.loader import Entry
from generator.tracing import looked_up
from generator.values.coordinates import Coordinates

CONFIGURATION = "site_config/publication.yml"

RANKS = {
    "province": 0, "city": 1, "district": 2, "county": 2, "autonomous-county": 2,
    "town": 3, "township": 3, "ethnic-township": 3, "subdistrict": 3,
}  # fmt: skip
"""Level → how deep it lies; a place lies in one that is less deep."""
DIGITS = {0: 6, 1: 6, 2: 6, 3: 9}
ENDINGS = {0: "0000", 1: "00"}
"""Rank → how many digits its codes have, and what they end with (GB/T 2260)."""
RADIUS_KM = {1: 120, 2: 60, 3: 15}
"""Rank of a place → how far from its point something in it can lie; wide enough for the large counties of the west."""


def check(batch: Batch) -> Iterator[Finding]:
    """The codes that begin with ``coordinates-``, ``code-mismatch`` and ``place-level``."""
    catalogue = batch.catalogue
    yield from _out_of_bounds(batch)
    for entry in batch.entries:
        if entry.kind.name == "place":
            yield from _code_and_level(catalogue, entry)
        yield from _distance(catalogue, entry)
        if entry.kind.name == "site" and _point(entry) is None:
            yield entry.warning("coordinates-missing")


def check_settings(catalogue: Catalogue) -> Iterator[Finding]:
    """``coordinates-out-of-bounds`` for the middle of the publication's own map."""
    centre = catalogue.publication.centre
    if not catalogue.publication.bounds.hold(centre.wgs84()):
        yield error("coordinates-out-of-bounds", Position(file=CONFIGURATION), "centre", lat=centre.lat, lon=centre.lon)


def _out_of_bounds(batch: Batch) -> Iterator[Finding]:
    bounds = batch.catalogue.publication.bounds
    for entry, path, point in batch.values(Coordinates):
        if bounds.hold(point.wgs84()):
            continue
        # What a source says and the publication did not choose may well be wrong; it is not drawn.
        say = entry.warning if "alternatives" in path else entry.error
        if abs(point.lon) <= 90 and bounds.hold(Coordinates(point.lon, point.lat, point.datum).wgs84()):
            meant = f"lat: {point.lon}, lon: {point.lat}"
            yield say("coordinates-swapped", path, lat=point.lat, lon=point.lon, suggestion=meant)
        else:
            yield say("coordinates-out-of-bounds", path, lat=point.lat, lon=point.lon)


def _distance(catalogue: Catalogue, entry: Entry) -> Iterator[Finding]:
    """Kilometres away from the place that it is said to lie in.

    For a division that is a warning: a few counties have a town hundreds of kilometres from their seat. For anything
    else it is an error, since the place to name is then the one that it does lie in.
    """
    point = _point(entry)
    if point is None:
        return
    if entry.kind.name == "place":
        around, say = [entry.record.parent] if entry.record.parent else [], entry.warning
    else:
        around, say = list(catalogue.places_of(entry)), entry.error
    for reference in around:
        id_, there, radius = _anchor(catalogue, reference.id) or ("", None, None)
        if there is None:
            continue
        distance = point.distance_m(there) / 1000
        if radius is not None and distance > radius:
            anchor = catalogue.by_key["place", id_]
            name = anchor.record.heading.pick(catalogue.publication.default_language, "")[0]
            related = (anchor.position(("coordinates",)),)
            yield say(
                "coordinates-far", ("coordinates", "value"), related=related, place=name, distance_km=round(distance)
            )
            return


@looked_up("anchor")
def _anchor(catalogue: Catalogue, id_: str) -> tuple[str, Coordinates, int | None] | None:
    """The place, or the nearest one around it that has a point: its id, the point, and how far it reaches."""
    seen: set[str] = set()
    while id_ not in seen:
        seen.add(id_)
        place = catalogue.by_key.get(("place", id_))
        if place is None:
            return None
        point = _point(place)
        if point is not None:
            return id_, point, RADIUS_KM.get(RANKS.get(place.record.level.id, 0))
        if place.record.parent is None:
            return None
        id_ = place.record.parent.id
    return None


def _point(entry: Entry) -> Coordinates | None:
    stated = getattr(entry.record, "coordinates", None)
    return stated.value if stated is not None else None


def _code_and_level(catalogue: Catalogue, place: Entry) -> Iterator[Finding]:
    code = place.record.code
    if place.id != code.digits:
        yield place.error("code-id", ("code",), code=code, id=place.id)
    rank = RANKS.get(place.record.level.id)
    if rank is not None and (len(code.digits) != DIGITS[rank] or not code.digits.endswith(ENDINGS.get(rank, ""))):
        yield place.error("place-level", ("level",), level=place.record.level, code=code)
    reference = place.record.parent
    parent = catalogue.at("place", reference.id) if reference else None
    if parent is None or parent is place:
        return
    if not code.lies_within(parent.record.code):
        related = (parent.position(("code",)),)
        yield place.error("code-mismatch", ("code",), related=related, code=code, parent=parent.record.code)
    above = RANKS.get(parent.record.level.id)
    if rank is not None and above is not None and above >= rank:
        related = (parent.position(("level",)),)
        yield place.error(
            "place-order", ("parent",), related=related, level=place.record.level, parent=parent.record.level
        )
