"""Hand-written pages and files: what editors put under ``content/``, and how it goes into the tree."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.findings import Finding, Position, error, warning
from generator.language import Language
from generator.publication import Publication
from generator.reading import read_document
from generator.tree import Written

_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Handwritten:
    """A page of ``content/``: its language, its path below the language's folder, its file, its text."""

    language: str
    path: str
    file: str
    text: str

    @property
    def parts(self) -> tuple[Mapping[str, Any], str]:
        """Front matter and body; an unreadable front matter is empty, and the checks say so."""
        found = _FRONT.match(self.text)
        if found is None:
            return {}, self.text
        document, _ = read_document(found[1].encode(), self.file)
        return (document.data if document else {}), self.text[found.end() :]


def load_pages(root: Path, publication: Publication, findings: list[Finding]) -> tuple[Handwritten, ...]:
    """Every ``content/<language>/**/*.md``; files that cannot be read as text are findings."""
    pages = []
    for code in publication.languages:
        folder = root / "content" / code
        for path in sorted(folder.rglob("*.md")) if folder.is_dir() else ():
            file = path.relative_to(root).as_posix()
            if path.is_symlink() or not path.is_file():
                findings.append(error("file-symlink", Position(file=file)))
                continue
            try:
                text = path.read_bytes().decode("utf-8-sig")
            except UnicodeDecodeError as failure:
                findings.append(error("file-encoding", Position(file=file), guess="", reason=failure.reason))
                continue
            pages.append(Handwritten(code, path.relative_to(folder).as_posix(), file, text.replace("\r\n", "\n")))
    return tuple(pages)


def check_translations(pages: tuple[Handwritten, ...], publication: Publication) -> list[Finding]:
    """A warning for each page that a language of the publication lacks."""
    there = {(page.language, page.path) for page in pages}
    return [
        warning("translation-missing", Position(file=page.file), language=code)
        for page in pages
        for code in publication.languages
        if (code, page.path) not in there
    ]


def tree_of(
    pages: tuple[Handwritten, ...], language: Language, publication: Publication, changed: Mapping[str, date]
) -> dict[str, Written]:
    """Path in the language's tree → page: its own pages, and those it lacks in another language, marked."""
    chosen: dict[str, Handwritten] = {}
    for code in (*publication.languages[::-1], publication.default_language, language.code):
        chosen |= {page.path: page for page in pages if page.language == code}
    return {path: _page(page, language, publication, changed) for path, page in sorted(chosen.items())}


def _page(page: Handwritten, language: Language, publication: Publication, changed: Mapping[str, date]) -> Written:
    given, body = page.parts
    front: dict[str, Any] = {name: given[name] for name in ("title", "description", "search") if given.get(name)}
    front |= {"kind": "text", "section": front.get("title", ""), "data_path": page.file}
    if page.file in changed:
        front |= {"updated": changed[page.file].isoformat(), "updated_text": language.day(changed[page.file])}
    if publication.repository.edit:
        front["edit_url"] = publication.repository.edit.replace("{path}", page.file)
    if page.language != language.code:
        front |= {"translated": False, "body_lang": page.language}
    lines = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in front.items())
    text = f"---\n{lines}---\n\n{body.lstrip()}"
    return Written(page.file, text.encode(), page.text.count("\n") - text.count("\n"))
