"""Reading ``site_config/duties/*.yml``; what is wrong in them is a finding, and so is a field that no record has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.documents import Document, dotted
from generator.duties import Duty, DutyGroup, DutyList, DutyPath
from generator.files import load_file
from generator.findings import Finding, error
from generator.guessing import closest
from generator.reading import read_document
from generator.records import BY_NAME
from generator.records import base as records
from generator.shapes import Group, Listing, Shape, shape_at, shape_of
from generator.validation import validate

FOLDER = "site_config/duties"


def load_duties(root: Path, findings: list[Finding]) -> dict[str, DutyList]:
    """Name of the file → the list, in the order of the names; a list with a mistake is left out."""
    lists: dict[str, DutyList] = {}
    for path in sorted((root / FOLDER).glob("*.yml")):
        raw = load_file(path, root)
        if isinstance(raw, Finding):
            findings.append(raw)
            continue
        document, found = read_document(raw, f"{FOLDER}/{path.name}")
        findings.extend(found)
        if document is None or any(one.is_error for one in found):
            continue
        list_ = validate(DutyList, document, findings)
        if list_ is None:
            continue
        wrong = list(_wrong(list_, document))
        findings.extend(wrong)
        if not wrong:
            lists[path.stem] = list_
    return lists


def _wrong(list_: DutyList, document: Document) -> Iterator[Finding]:
    seen: dict[str, records.Path] = {}
    for number, group in enumerate(list_.groups):
        for place, item in enumerate(group.items):
            here: records.Path = ("groups", number, "items", place)
            if item.id in seen:
                other = document.position(seen[item.id])
                yield error("duty-twice", document.position((*here, "id")), dotted(here), id=item.id, related=(other,))
            seen.setdefault(item.id, (*here, "id"))
            if not item.withheld and not item.any_of and not item.all_of:
                yield error("duty-unanswerable", document.position(here), dotted(here), id=item.id)
            yield from _wrong_paths(group, item, document, here)


def _wrong_paths(group: DutyGroup, item: Duty, document: Document, here: records.Path) -> Iterator[Finding]:
    paths: list[tuple[records.Path, DutyPath]] = []
    for name in ("any_of", "all_of"):
        paths += [((*here, name, number), path) for number, path in enumerate(getattr(item, name))]
    if item.when:
        paths.append(((*here, "when", "field"), item.when.field))
    for place, path in paths:
        names = _unknown(path, group.kind)
        if names is not None:
            missing, known = names
            yield error(
                "duty-path",
                document.position(place),
                dotted(place),
                given=path.written,
                suggestion=closest(missing, known),
            )


def _unknown(path: DutyPath, kind: str) -> tuple[str, Iterable[str]] | None:
    """The first name of a path that leads nowhere, and what could stand there."""
    here: Shape | None = shape_of(BY_NAME[path.kind or kind].model)
    for step in path.steps:
        known = _names(here)
        here = shape_at(here, [step.name]) if here else None
        if here is None:
            return step.name, known
        if step.field and shape_at(here, [step.field]) is None:
            return step.field, _names(here)
    return None


def _names(shape: Shape | None) -> Iterable[str]:
    while isinstance(shape, Listing):
        shape = shape.item
    return shape.fields if isinstance(shape, Group) else ()
