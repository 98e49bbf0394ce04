"""A first look at records that were saved: their own pages, long before the whole build has ended.

Everything else on the site is as the last good build left it, and waits for the next one. What follows from all records
is worked out anew with the ones that were saved, so that these pages are those that the build will make; only what git
says of the files is from before. Where more was changed than what records say, there is no first look.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from generator import memory, page_keys, render, shares
from generator.build import Built, build
from generator.catalogue import Catalogue, key_of
from generator.entries import Entry, read_entry
from generator.files import load_file
from generator.findings import Finding
from generator.finishing import Frame
from generator.inspection import Checked
from generator.language import Language
from generator.loader import Known
from generator.memory import Mark
from generator.processes import collector_at_rest
from generator.runs import Run
from generator.withholding import withhold

WATCHED = ("data", "content", "site_config", "mkdocs.yml")
"""What a publication is made of."""

Marks = Mapping[str, Mark]
"""File below the publication's folder → what tells it from what it was."""
Pages = dict[str, bytes]
"""File of the site → what it would hold."""


@dataclass(frozen=True)
class Basis:
    """What the last good build knew."""

    root: Path
    checked: Checked
    frame: Frame
    marks: Marks
    """As they were before it read anything."""

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """File → the record in it."""
        return {entry.file: entry for entry in self.frame.catalogue.everything}

    @cached_property
    def trees(self) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
        """Language → the pages of its tree, and its other files."""
        trees = {}
        for language in self.frame.languages:
            files = frozenset(shares.files_of(self.frame.docs(language.code)))
            pages = frozenset(path for path in files if path.endswith(".md"))
            trees[language.code] = pages, files - pages
        return trees

    @cached_property
    def is_followed(self) -> bool:
        """Whether it is known of each page what it is made of, so that one can be made without the others."""
        theme = self.frame.root / "build" / "theme"
        return all(
            page_keys.frame(self.root / "mkdocs.yml", self.frame.settings(language), theme, {}, self.frame.epoch)
            for language in self.frame.languages
        )


class FirstLook:
    """Builds again and again, and what the last good build knew, to look at what is saved after it."""

    def __init__(self, root: Path, as_of: date | None, jobs: int | None) -> None:
        self._root, self._as_of, self._jobs = root, as_of, jobs
        self._known = Known()
        self._basis: Basis | None = None

    def build(self) -> Built:
        """Build the whole site."""
        marks = marks_of(self._root)
        built = build(self._root, self._as_of, served=True, jobs=self._jobs, known=self._known)
        if built.frame is not None:
            self._basis = Basis(self._root, built.checked, built.frame, marks)
        return built

    def make_ready(self) -> None:
        """See :func:`make_ready`."""
        if self._basis is not None:
            make_ready(self._basis)

    def look(self) -> Pages | None:
        """See :func:`look`."""
        return look(self._basis) if self._basis is not None else None


def marks_of(root: Path) -> Marks:
    """The marks of all that a publication is made of; hidden files are no part of it."""
    found: dict[str, Mark] = {}
    for name in WATCHED:
        if (root / name).is_dir():
            found |= {f"{name}/{path}": mark for path, mark in memory.marks(root / name)}
        elif (root / name).exists():
            found[name] = memory.mark(root / name)
    return {path: mark for path, mark in found.items() if not any(part.startswith(".") for part in path.split("/"))}


def edited(before: Marks, now: Marks) -> list[str] | None:
    """The files under ``data/`` that differ; nothing where anything else does, or files come or go."""
    if before.keys() != now.keys():
        return None
    files = sorted(file for file, mark in now.items() if before[file] != mark)
    return files if all(file.startswith("data/") for file in files) else None


def make_ready(basis: Basis) -> None:
    """Do beforehand what the first look would wait for: every record is unpacked, a page is made and thrown away."""
    catalogue = basis.frame.catalogue
    for entry in catalogue.everything:
        entry.record  # noqa: B018 - unpacked when it is looked at
    some = next((entry for entry in catalogue.published if entry.file in basis.entries), None)
    if some is not None and basis.is_followed:
        _pages_of(basis, [some])


def look(basis: Basis) -> Pages | None:
    """The pages of the records that were saved since the last good build; nothing where something else was saved.

    They are made in ``build/preview``, of which nothing is left.
    """
    with collector_at_rest():
        files = edited(basis.marks, marks_of(basis.root)) if basis.is_followed else None
        if not files:
            return None if files is None else {}
        entries = _read(basis, files)
        return _pages_of(basis, entries) if entries else None


def _read(basis: Basis, files: Iterable[str]) -> list[Entry]:
    """The records in these files as they are now; none where one cannot be shown, or was not shown before."""
    entries = []
    for file in files:
        before = basis.entries.get(file)
        raw, findings = load_file(basis.root / file, basis.root), list[Finding]()
        if before is None or isinstance(raw, Finding):
            return []
        entry = read_entry(before.kind, before.id, file, raw, findings)
        if entry is None or not entry.is_whole or any(found.is_error for found in findings):
            return []
        entries.append(entry)
    read = withhold(replace(basis.checked.loaded, entries=tuple(entries)), basis.checked.rules).entries
    is_shown = len(read) == len(entries) and not any(one.is_draft or basis.entries[one.file].is_draft for one in read)
    return list(read) if is_shown else []


def _pages_of(basis: Basis, entries: Iterable[Entry]) -> Pages | None:
    """The own pages of these records, in all languages; nothing where MkDocs complains of them."""
    new = {entry.file: entry for entry in entries}
    old = basis.frame.catalogue
    # What is not as it was committed has no lasting address there.
    commits = {file: commit for file, commit in old.surroundings.commits.items() if file not in new}
    catalogue = Catalogue(
        old.publication, old.vocabularies, (new.get(entry.file, entry) for entry in old.everything),
        replace(old.surroundings, commits=commits),
    )  # fmt: skip
    found: Pages = {}
    folder = basis.root / "build" / "preview"
    try:
        for language in basis.frame.languages:
            pages = _made(basis, catalogue, [key_of(entry) for entry in new.values()], language, folder)
            if pages is None:
                return None
            found |= pages
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return found


def _made(
    basis: Basis, catalogue: Catalogue, keys: list[tuple[str, str]], language: Language, folder: Path
) -> Pages | None:
    frame, code = basis.frame, language.code
    shutil.rmtree(folder, ignore_errors=True)
    leaves = render.leaves_of(catalogue, language, keys)
    own = {one.path: one.content for leaf in leaves for one in leaf.make()}
    for path, content in own.items():
        target = folder / "docs" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    standing, lying = basis.trees[code]
    outcome = shares.run_mkdocs(
        Run(
            basis.root / "mkdocs.yml", code, frame.docs(code), folder / "site", frame.settings(language), frame.epoch,
            standing=standing - own.keys(), lying=lying, apart=folder / "docs",
        )
    )  # fmt: skip
    if outcome.warnings:
        return None
    files = [file for page, (file, _) in outcome.pages.items() if page in own]
    return {frame.roots[code] + file: (folder / "site" / file).read_bytes() for file in files}
