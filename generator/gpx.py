"""GPX files → lines, and nothing else that is in them: no times, names, devices, pulses or waypoints' words.

Read with the XML parser's events, never into a tree: a document type is refused before anything in it is looked at, and
what lies in another namespace (extensions of watches and programs) is stepped over with all that is inside it.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from xml.parsers import expat

from generator.findings import Refusal

MOST_BYTES = 30_000_000
MOST_POINTS = 100_000
MOST_DEPTH = 64
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,30})["']""")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"),
)  # fmt: skip
_ENCODINGS = frozenset({
    "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "latin1",
    "windows-1252", "windows-1251", "windows-1250", "cp1252", "gbk", "gb2312", "gb18030", "big5", "shift_jis", "euc-kr",
})  # fmt: skip
"""What programs have been seen to write; codecs that are no character sets are not among them."""
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?", re.ASCII)
_POINTS = {"trkpt": "trkseg", "rtept": "rte", "wpt": "gpx"}
"""A point → what it stands directly in."""

GpxPoint = tuple[float, float, float | None]
"""``(lon, lat, height)`` in degrees and metres."""


@dataclass
class GpxLine:
    """A track with its segments, or a route with one."""

    is_track: bool
    segments: list[list[GpxPoint]] = field(default_factory=list)

    @property
    def points(self) -> int:
        """How many points it has."""
        return sum(len(segment) for segment in self.segments)


@dataclass
class GpxFile:
    """What was read: tracks first, then routes, those without two points left out; and how many waypoints."""

    lines: list[GpxLine] = field(default_factory=list)
    waypoints: int = 0


def read_gpx(raw: bytes) -> GpxFile:
    """Read a GPX file of version 1.0 or 1.1, whatever its prefixes.

    Raises :class:`Refusal` ``gpx-size``, ``gpx-unreadable``, ``gpx-doctype``, ``gpx-other``, ``gpx-point``; its
    argument ``line`` is that of the file, from 1.
    """
    if len(raw) > MOST_BYTES:
        raise Refusal("gpx-size", given=f"{len(raw) / 1e6:.0f} MB", most=f"{MOST_BYTES / 1e6:.0f} MB", line=1)
    walk = _Walk()
    text = _decoded(raw)
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = walk.refuse_doctype
    parser.EntityDeclHandler = walk.refuse_doctype
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    try:
        # In pieces, so that what is refused is refused before the rest is looked at.
        content = text.encode("utf-8")
        for begin in range(0, len(content), 1 << 16):
            parser.Parse(content[begin : begin + (1 << 16)], False)
        parser.Parse(b"", True)
    except expat.ExpatError as problem:
        reason = expat.ErrorString(problem.code)
        raise Refusal("gpx-unreadable", reason=reason, line=problem.lineno) from None
    except Refusal as refusal:
        raise Refusal(refusal.code, **{**refusal.arguments, "line": parser.CurrentLineNumber}) from None
    except UnicodeEncodeError:
        raise Refusal("gpx-unreadable", reason="surrogates not allowed", line=1) from None
    lines = [line for line in walk.lines if line.points > 1]
    return GpxFile(sorted(lines, key=lambda line: not line.is_track), walk.waypoints)


def _decoded(raw: bytes) -> str:
    """The text, by its first bytes or by what its first line says; without that line's claim, which is then untrue."""
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "")
    if not encoding:
        declared = _DECLARED.match(raw[:200])
        encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
        if encoding not in _ENCODINGS:
            raise Refusal("gpx-unreadable", reason=f"unknown encoding {encoding}", line=1)
        # Said to have two bytes a character, and has one: a program converted the file but not its first line.
        encoding = "utf-8" if encoding.startswith("utf-16") else encoding
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as problem:
        raise Refusal("gpx-unreadable", reason=f"{problem.encoding}: {problem.reason}", line=1) from None
    return text.removeprefix("\ufeff").lstrip()


class _Walk:
    """One pass over the elements."""

    def __init__(self) -> None:
        self.lines: list[GpxLine] = []
        self.waypoints = 0
        self._namespace: str | None = None
        self._path: list[str] = []
        self._skipped = 0
        self._count = 0
        self._point: list[float | None] = []
        self._height: list[str] | None = None

    def refuse_doctype(self, *_: object) -> None:
        """Before any entity is known."""
        raise Refusal("gpx-doctype")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        namespace, _, local = name.rpartition(" ")
        if self._namespace is None:
            if local != "gpx":
                raise Refusal("gpx-other", name=local[:40])
            self._namespace = namespace
        if self._skipped or namespace != self._namespace or local == "extensions" or len(self._path) >= MOST_DEPTH:
            self._skipped += 1
            return
        inside = self._path[-1] if self._path else ""
        self._path.append(local)
        if local in ("trk", "rte") and inside == "gpx":
            self.lines.append(GpxLine(local == "trk", [[]] if local == "rte" else []))
        elif local == "trkseg" and inside == "trk":
            self.lines[-1].segments.append([])
        elif _POINTS.get(local) == inside:
            self._begin_point(local, attributes)
        elif local == "ele" and inside in ("trkpt", "rtept") and self._point:
            self._height = []

    def end(self, name: str) -> None:
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
            return
        local = self._path.pop()
        inside = self._path[-1] if self._path else ""
        if local == "ele" and self._height is not None:
            self._point[2] = _height("".join(self._height))
            self._height = None
        elif local in ("trkpt", "rtept") and _POINTS[local] == inside:
            lon, lat, height = self._point
            assert lon is not None and lat is not None
            self.lines[-1].segments[-1].append((lon, lat, height))
            self._point = []

    def text(self, text: str) -> None:
        """Text: only that of a height is listened to."""
        if self._height is not None and not self._skipped and sum(map(len, self._height)) < 60:
            self._height.append(text)

    def _begin_point(self, local: str, attributes: dict[str, str]) -> None:
        if local == "wpt":
            self.waypoints += 1
            return
        self._count += 1
        if self._count > MOST_POINTS:
            raise Refusal("gpx-size", given=f"> {MOST_POINTS}", most=f"{MOST_POINTS}")
        self._point = [_degrees(attributes, "lon", 180), _degrees(attributes, "lat", 90), None]


def _degrees(attributes: dict[str, str], name: str, most: float) -> float:
    given = attributes.get(name, "").strip()
    try:
        value = float(given) if _NUMBER.fullmatch(given[:60]) else None
    except ValueError:
        value = None
    if value is None or abs(value) > most:
        raise Refusal("gpx-point", given=f'{name}="{given[:40]}"')
    return value


def _height(text: str) -> float | None:
    """A height in metres; what cannot be one is taken as not known."""
    try:
        value = float(text) if _NUMBER.fullmatch(text.strip()[:60]) else None
    except ValueError:
        return None
    return value if value is not None and -450 <= value <= 9000 else None
