"""What only sites and places can get wrong: broken Tibetan, a position that must not be told, people counted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from generator.batches import Batch
from generator.catalogue import COARSE, Catalogue, is_restricted
from generator.findings import Finding, Position, error
from generator.loader import Entry
from generator.records.base import Path
from generator.records.site import Feature, Measure, Name
from generator.values.coordinates import Coordinates
from generator.values.text import LocalizedText
from generator.values.tibetan import Kind, flaws, has_tibetan

_CODES: dict[Kind, str] = {
    "orphan": "tibetan-orphan", "vowel": "tibetan-vowel", "lost": "tibetan-lost", "syllable": "tibetan-syllable",
}  # fmt: skip
_DEGREES = re.compile(r"(?<![\d.])(?P<whole>\d{1,3})\.(?P<decimals>\d{3,})", re.ASCII)
_SEXAGESIMAL = re.compile(r"\d{1,3}\s*°\s*\d{1,2}\s*['′’]\s*\d{1,2}", re.ASCII)

_PEOPLE = re.compile(
    r"信徒|信众|教徒|教民|僧人|僧众|喇嘛|阿訇|道士|神职|教职|会众|礼拜人数|朝拜人数|香客|"
    r"\b(?:worshippers?|believers|faithful|congregation|members|membership|attendance|monks|nuns|lamas|imams?|ahongs?|"
    r"priests|clergy|pilgrims)\b",
    re.IGNORECASE,
)
"""Words for those who belong to a place of worship, or come to it to pray."""
_NUMBERED = re.compile(r"[\d０-９]|[一二三四五六七八九十百千万两]+\s*(?:多|余)?\s*[名位个人]")
_YEAR = re.compile(r"(?:1\d|20)\d{2}\s*(?:年|[–—-]\s*\d{2,4})?|[（(][^）)]*[）)]")


def check(batch: Batch) -> Iterator[Finding]:
    """``tibetan-…``, ``coordinates-restricted`` and ``site-people``."""
    yield from _tibetan(batch)
    yield from _transcriptions(batch)
    restricted: dict[str, list[tuple[Path, Coordinates]]]
    restricted = {entry.file: [] for entry in batch.entries if is_restricted(entry)}
    for entry, path, point in batch.values(Coordinates) if restricted else ():
        if entry.file in restricted:
            restricted[entry.file].append((path, point))
    for entry in batch.entries:
        if entry.file in restricted:
            yield from _told_position(batch.catalogue, entry, restricted[entry.file])
    yield from _counted_people(batch)


def _tibetan(batch: Batch) -> Iterator[Finding]:
    # Quick, for nearly every file: UTF-8 begins Tibetan letters with E0; whatever is escaped has a backslash.
    files = {entry.file for entry in batch.entries if b"\xe0" in entry.raw or b"\\" in entry.raw}
    for entry, path, text in batch.values(LocalizedText):
        if entry.file in files:
            for tag, words in text.texts.items():
                if has_tibetan(words):
                    yield from _flaws(entry, (*path, tag), words)
    for entry, path, line in batch.values(str):
        if entry.file in files and has_tibetan(line):
            yield from _flaws(entry, path, line)


def _transcriptions(batch: Batch) -> Iterator[Finding]:
    """Wylie that gives other letters than the name beside it: one of the two has a mistake."""
    for entry, path, name in batch.values(Name):
        if name.wylie is None or name.value is None:
            continue
        meant = _from_wylie(name.wylie)
        if _letters(meant) != _letters(name.value):
            yield entry.warning("tibetan-wylie", (*path, "wylie"), given=name.wylie, meant=meant)


def _from_wylie(text: str) -> str:
    # Loaded only where there is a transcription to compare.
    from pyewts import pyewts

    return str(pyewts().toUnicode(text))


def _letters(text: str) -> str:
    """The syllables, without the signs between and behind them."""
    return " ".join(re.split(r"[\u0f08-\u0f14\s]+", unicodedata.normalize("NFD", text))).strip()


def _flaws(entry: Entry, path: Path, words: str) -> Iterator[Finding]:
    for flaw in flaws(words):
        # What a computer cannot draw is wrong; a shape that Tibetan words do not have may belong to a foreign one.
        say = entry.warning if flaw.kind == "syllable" else entry.error
        yield say(_CODES[flaw.kind], path, syllable=flaw.syllable)


def _told_position(
    catalogue: Catalogue, entry: Entry, points: Iterable[tuple[Path, Coordinates]]
) -> Iterator[Finding]:
    """Anything in the file of a restricted record that says where it is to better than two decimals of a degree."""
    told: set[int | None] = set()
    for path, point in points:
        if point.decimals > COARSE or point.datum == "gcj02":
            found = entry.error("coordinates-restricted", path, given=str(point.rounded(COARSE)), most=COARSE)
            told.add(found.position.line)
            yield found
    bounds = catalogue.publication.bounds
    # The whole file is looked through, comments, notes and corrections too: everybody can read the repository.
    for number, line in enumerate(entry.raw.decode("utf-8", "replace").splitlines(), 1):
        for match in (*_DEGREES.finditer(line), *_SEXAGESIMAL.finditer(line)):
            degrees = float(match[0]) if match.re is _DEGREES else None
            here = degrees is None or bounds.south <= degrees <= bounds.north or bounds.west <= degrees <= bounds.east
            if here and number not in told:
                given = match[0] if degrees is None else f"{degrees:.{COARSE}f}"
                position = Position(file=entry.file, line=number, column=match.start() + 1)
                yield error("coordinates-restricted", position, given=given, most=COARSE)
                told.add(number)


def _counted_people(batch: Batch) -> Iterator[Finding]:
    """Numbers of those who worship at a site or serve it: no publication of this kind needs them."""
    catalogue = batch.catalogue
    people = {id_ for id_, unit in catalogue.vocabularies.get("unit", {}).items() if unit.people}
    for entry, path, measure in batch.values(Measure):
        unit = measure.unit.id if measure.unit else catalogue.unit(measure.value.unit) if measure.value else None
        if unit in people or any(_PEOPLE.search(words) for _, words in measure.of):
            yield entry.error("site-people", path)
    for entry, path, feature in batch.values(Feature):
        texts = [feature.value, *(other.value for other in feature.alternatives)]
        if any(_counts_people(words) for text in texts if text for _, words in text):
            yield entry.error("site-people", path)


def _counts_people(words: str) -> bool:
    """Whether one sentence has both a number, other than a year, and those people."""
    return any(
        _PEOPLE.search(sentence) and _NUMBERED.search(_YEAR.sub("", sentence))
        for sentence in re.split(r"[。；;.!！]\s*", words)
    )
