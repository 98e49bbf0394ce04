"""What is searched on the pages of a build, kept by the shares that made them; the files of the index in the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.pieces import Pieces, written
from generator.processes import collector_at_rest, side_by_side
from generator.publication import Publication
from generator.searching.building import files
from generator.searching.frequent import Frequent
from generator.searching.texts import Page, Searched, in_order, whole
from generator.searching.updating import changes, updated

BROKEN = (ValueError, LookupError, TypeError, AttributeError, OSError)
"""What reading an index leads to that is not what it should be."""


def keep_texts(pages: Iterable[str], file: Path) -> None:
    """Keep the pages of a share, each as ``Searched.to_json`` writes it, one a line."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(page + "\n" for page in pages), encoding="utf-8")


def kept_texts(work: Path, language: str) -> list[Searched]:
    """The pages of all shares in the order of the index. A page that several shares made is one."""
    found: dict[str, Searched] = {}
    for file in sorted(texts_folder(work, language).glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").split("\n"):
            if line:
                page = Searched.from_json(line)
                found[page.url] = page
    return in_order(found.values())


def texts_folder(work: Path, language: str) -> Path:
    """Where the shares of a language leave what is searched on their pages."""
    return work / f"{language}.texts"


@dataclass(frozen=True)
class Standing:
    """The index of a language in the site that stands: where it lies, its files, and what was searched then."""

    folder: Path
    files: Pieces
    """Path below the folder → file."""
    before: Sequence[Page]
    """In the order of the index."""
    frequent: Frequent


@dataclass(frozen=True)
class Index:
    """The index of a language in the new site."""

    files: Pieces
    """Path below its folder → file; what did not change lies where it was."""
    frequent: Frequent


def write_indexes(
    targets: Mapping[str, Path],
    pages: Mapping[str, Sequence[Page]],
    publication: Publication,
    jobs: int,
    standing: Mapping[str, Standing],
) -> dict[str, Index]:
    """The index of each language for its pages, which are in order; what has to be written goes into the folders
    ``targets``. All of these are by language. What is made anew is made side by side."""
    found: dict[str, Index] = {}
    for code, before in standing.items():
        index = brought_up_to_date(targets[code], pages[code], code, publication.pinyin, before)
        if index is not None:
            found[code] = index
    anew = [code for code in targets if code not in found]
    works = [partial(made_anew, targets[code], pages[code], code, publication.pinyin) for code in anew]
    return found | dict(zip(anew, side_by_side(works, jobs), strict=True))


def made_anew(target: Path, pages: Sequence[Page], language: str, own_readings: Mapping[str, str]) -> Index:
    """The index of pages in their order, written into the folder ``target``."""
    with collector_at_rest():
        pages = [whole(page) for page in pages]
        frequent = Frequent.of(pages)
        made = files(pages, language, own_readings, frequent)
        return Index({path: written(content, target / path) for path, content in made}, frequent)


def brought_up_to_date(
    target: Path, now: Sequence[Page], language: str, own_readings: Mapping[str, str], standing: Standing
) -> Index | None:
    """The index out of the one that stands, with what differs written into the folder ``target``; the bytes of all are
    those of :func:`made_anew`. None where it has to be made anew: other pages, too many changes, or not what it should
    be."""
    before = standing.before
    try:
        changed = [(before[at], now[at]) for at in changes(before, now)]
        frequent = standing.frequent.after(changed, len(now)) or Frequent.of(now)
        made, gone = updated(
            before, now, language, own_readings, partial(_read, standing.folder), (standing.frequent, frequent)
        )
    except BROKEN:
        return None
    new = {path: written(content, target / path) for path, content in made.items()}
    return Index({path: piece for path, piece in standing.files.items() if path not in gone} | new, frequent)


def _read(folder: Path, path: str) -> bytes:
    return (folder / path).read_bytes()
