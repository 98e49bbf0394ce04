"""Pictures: that they are there, can be shown, say what they show and whose they are, and do not tell too much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from generator.batches import Batch
from generator.catalogue import Catalogue
from generator.findings import Finding, Position, error
from generator.guessing import closest
from generator.loader import Entry
from generator.records.base import Image, Path
from generator.surroundings import Picture

FOLDER = "content/assets"
FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 40_000_000
MOST_BYTES = 8 * 1024 * 1024


def check(batch: Batch) -> Iterator[Finding]:
    """All codes that begin with ``image-``, for the pictures of records."""
    for entry, path, image in batch.values(Image):
        yield from _description(entry, path, image)
        yield from _file(batch.catalogue, entry, (*path, "file"), image.file)


def tell(batch: Batch) -> Iterator[tuple[str]]:
    """The files that records show."""
    for _, _, image in batch.values(Image):
        yield (image.file,)


def compare(catalogue: Catalogue, shown: Iterable[tuple[str]]) -> Iterator[Finding]:
    """``image-location`` of files that no record shows: what lies in the repository can be read by everybody."""
    named = {file for (file,) in shown}
    for file, picture in catalogue.surroundings.pictures.items():
        if picture.has_location and file not in named:
            yield error("image-location", Position(file=f"{FOLDER}/{file}"), file=file)


def _description(entry: Entry, path: Path, image: Image) -> Iterator[Finding]:
    if image.alt is None:
        yield entry.error("image-alt", path, file=image.file)
    if image.credit is None:
        yield entry.error("image-credit", path, file=image.file)
    if image.licence is None:
        yield entry.error("image-licence", path, file=image.file)


def _file(catalogue: Catalogue, entry: Entry, path: Path, file: str) -> Iterator[Finding]:
    around = catalogue.surroundings
    if file not in around.asset_files:
        yield entry.error("image-missing", path, file=file, suggestion=_meant(file, around.asset_files))
        return
    picture = around.pictures.get(file)
    if picture is None or picture.format not in FORMATS:
        yield entry.error("image-format", path, file=file, allowed="JPEG, PNG, WebP")
        return
    if picture.has_location:
        yield entry.error("image-location", path, file=file)
    if _is_too_large(picture):
        size = picture.bytes
        yield entry.error("image-size", path, file=file, width=picture.width, height=picture.height, bytes=size)


def _meant(file: str, files: frozenset[str]) -> str:
    """The file that was probably meant: the same name elsewhere, or the nearest name in the same folder."""
    path = PurePosixPath(file)
    elsewhere = sorted(other for other in files if other.endswith(f"/{path.name}") or other == path.name)
    # Only one folder is looked through, so that a publication without its photographs is refused in no time.
    return elsewhere[0] if elsewhere else closest(file, [other for other in files if _folder(other) == _folder(file)])


def _folder(file: str) -> str:
    return file.rpartition("/")[0]


def _is_too_large(picture: Picture) -> bool:
    return picture.width * picture.height > MOST_PIXELS or picture.bytes > MOST_BYTES
