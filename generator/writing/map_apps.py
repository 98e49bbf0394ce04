"""Links that open a point in the visitor's own map app, as each app documents its addresses.

They are links and nothing else: no page asks these hosts for anything. The apps of China take GCJ-02, the others
WGS-84.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from generator.values.coordinates import Coordinates

DECIMALS = 6
"""Of shifted points: a tenth of a metre, so that shifting adds nothing to what is published and takes nothing away."""
REFERRER = "publication"
"""Amap, Baidu and Tencent ask who links to them; they are told no more than this."""
HOSTS = ("uri.amap.com", "api.map.baidu.com", "apis.map.qq.com", "maps.apple.com", "www.openstreetmap.org")


@dataclass(frozen=True, slots=True)
class MapLink:
    """A map app, as a key for the words, and the address that opens it."""

    app: str
    url: str


def map_links(point: Coordinates, name: str, address: str = "") -> Iterator[MapLink]:
    """The links to a point; ``name`` and ``address`` are what the app writes beside it."""
    shifted, plain = point.gcj02().rounded(DECIMALS), point.wgs84()
    lat, lon = f"{shifted.lat:f}", f"{shifted.lon:f}"
    amap = {"position": f"{lon},{lat}", "name": name, "src": REFERRER, "coordinate": "gaode", "callnative": "1"}
    yield MapLink("amap", f"https://uri.amap.com/marker?{_query(amap)}")
    # Baidu shifts once more (BD-09), which it does itself when told that the point is in GCJ-02.
    baidu = {"location": f"{lat},{lon}", "title": name, "content": address or name, "output": "html"}
    baidu |= {"coord_type": "gcj02", "src": REFERRER}
    yield MapLink("baidu", f"https://api.map.baidu.com/marker?{_query(baidu)}")
    marker = f"coord:{lat},{lon};title:{_bare(name)};addr:{_bare(address or name)}"
    yield MapLink("tencent", f"https://apis.map.qq.com/uri/v1/marker?{_query({'marker': marker, 'referer': REFERRER})}")
    lat, lon = f"{plain.lat:f}", f"{plain.lon:f}"
    yield MapLink("apple", f"https://maps.apple.com/?{_query({'ll': f'{lat},{lon}', 'q': name})}")
    place = _query({"mlat": lat, "mlon": lon})
    yield MapLink("osm", f"https://www.openstreetmap.org/?{place}#map=16/{lat}/{lon}")
    # RFC 5870; the part behind the question mark is what Android's apps set a pin by.
    yield MapLink("geo", f"geo:{lat},{lon}?q={lat},{lon}({quote(_bare(name))})")


def _query(values: dict[str, str]) -> str:
    return urlencode(values, quote_via=quote, safe=",:;")


def _bare(text: str) -> str:
    """Without the signs that divide the parts of a marker."""
    return "".join(" " if sign in ";:()" else sign for sign in text)
