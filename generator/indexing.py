"""What is searched on the pages of a build, kept by the shares that made them; the files of the index in the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from generator.processes import side_by_side
from generator.publication import Publication
from generator.searching.building import FOLDER, files
from generator.searching.texts import Searched, in_order


def keep_texts(pages: Iterable[Searched], file: Path) -> None:
    """Keep the pages of a share, one a line."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(page.to_json() + "\n" for page in pages), encoding="utf-8")


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


def write_indexes(work: Path, publication: Publication, jobs: int) -> None:
    """Add to each language's site below ``work`` its index, the languages side by side."""
    side_by_side([partial(write_index, work, code, publication.pinyin) for code in publication.languages], jobs)


def write_index(work: Path, language: str, own_readings: Mapping[str, str]) -> None:
    """Add to one language's site its index."""
    pages: Sequence[Searched] = kept_texts(texts_folder(work, language))
    for path, content in files(pages, language, own_readings):
        target = work / language / FOLDER / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
