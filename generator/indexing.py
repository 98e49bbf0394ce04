"""What is searched on the pages of a build, kept by the shares that made them; the files of the index in the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

from generator import website
from generator.processes import side_by_side
from generator.publication import Publication
from generator.searching.building import FOLDER, files
from generator.searching.texts import Searched, in_order
from generator.searching.updating import updated


def keep_texts(pages: Iterable[str], file: Path) -> None:
    """Keep the pages of a share, each as ``Searched.to_json`` writes it, one a line."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(page + "\n" for page in pages), encoding="utf-8")


def kept_texts(folder: Path) -> list[Searched]:
    """The pages of all shares in the order of the index. A page that several shares made is one."""
    found: dict[str, Searched] = {}
    for file in sorted(folder.glob("*.jsonl")):
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
    """The index of a language in the site that stands: where it lies, all of its files, and what was searched then."""

    folder: Path
    files: frozenset[str]
    before: Mapping[str, Searched]
    """By address."""


def write_indexes(
    work: Path, publication: Publication, jobs: int, standing: Mapping[str, Standing] = MappingProxyType({})
) -> None:
    """Add to each language's site below ``work`` its index, the languages side by side."""
    works = [
        partial(write_index, work, code, publication.pinyin, standing.get(code)) for code in publication.languages
    ]
    side_by_side(works, jobs)


def write_index(work: Path, language: str, own_readings: Mapping[str, str], standing: Standing | None = None) -> None:
    """Add to one language's site its index; whatever of it stands already is taken over."""
    pages: Sequence[Searched] = kept_texts(texts_folder(work, language))
    target = work / language / FOLDER
    if standing is None:
        made, _ = update_index(None, pages, language, own_readings, None)
    else:
        made, gone = update_index(standing.before, pages, language, own_readings, standing.folder)
        website.take_over(standing.folder, target, standing.files - made.keys() - gone)
    for path, content in made.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(content)


def update_index(
    before: Mapping[str, Searched] | None,
    now: Sequence[Searched],
    language: str,
    own_readings: Mapping[str, str],
    old: Path | None,
) -> tuple[dict[str, bytes], set[str]]:
    """What has to be written into an index and taken from it, so that it is what a clean build makes of ``now``.

    ``before`` is what was searched, by address, when the files in the folder ``old`` were made; both are None where
    there is nothing. ``now`` is as ``in_order`` gives it. The paths of both answers are below the folder of the index.
    Nothing is written here. What is not what it should be in ``old`` leads to an index made anew.
    """
    if before is not None and old is not None:
        try:
            return updated(in_order(before.values()), now, language, own_readings, lambda path: _read(old, path))
        except (ValueError, LookupError, TypeError, AttributeError, OSError):
            pass
    made = dict(files(now, language, own_readings))
    if old is None or not old.is_dir():
        return made, set()
    there = {file.relative_to(old).as_posix(): file for file in old.rglob("*") if file.is_file()}
    differ = {path: one for path, one in made.items() if path not in there or there[path].read_bytes() != one}
    return differ, set(there) - set(made)


def _read(folder: Path, path: str) -> bytes:
    return (folder / path).read_bytes()
