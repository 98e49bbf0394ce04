"""What the publisher says of records that are not there: ``site_config/withheld.yml`` and ``removed.yml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from generator.chronicle import Chronicle, Key
from generator.documents import Document, dotted
from generator.files import load_file
from generator.findings import Finding, Position, error, warning
from generator.guessing import closest
from generator.handwritten import Handwritten
from generator.loader import Loaded
from generator.reading import read_document
from generator.records import BY_NAME
from generator.shapes import shape_at, shape_of
from generator.validation import explain, validate
from generator.values.text import LocalizedText
from generator.withholding import Gone, RecordName, Rules, Withheld, path_of

WITHHELD = "site_config/withheld.yml"
REMOVED = "site_config/removed.yml"


def load_withheld(root: Path, findings: list[Finding]) -> Rules:
    """What must not be published. With a mistake in the file there is an error, so that nothing is published at all."""
    document = _document(root, WITHHELD, findings)
    withheld = validate(Withheld, document, findings) if document else None
    if document is None or withheld is None:
        return Rules()
    for number, one in enumerate(withheld.fields):
        if shape_at(shape_of(BY_NAME[one.record[0]].model), path_of(one.field)) is None:
            position = document.position(("fields", number, "field"))
            findings.append(error("notice-field", position, f"fields.{number}.field", given=one.field))
    return Rules.of(withheld)


def check_withheld(
    root: Path, loaded: Loaded, chronicle: Chronicle | None, renamed: Mapping[Key, Key]
) -> Iterator[Finding]:
    """``notice-unknown`` and ``notice-nothing``: entries by which nothing is withheld, mostly for a slip of the pen.

    A record that is in the folder or was ever in the history is known. Where the history is not, and nothing is called
    nearly so, it is only a warning.
    """
    document = _document(root, WITHHELD, [])
    withheld = validate(Withheld, document, []) if document else None
    if document is None or withheld is None:
        return
    entries = {(entry.kind.name, entry.id): entry for entry in loaded.entries}
    steps = chronicle.steps if chronicle else ()
    known = {*entries, *loaded.unreadable, *renamed, *(key for step in steps for key in (step.key, step.then))}
    names = [f"{BY_NAME[kind].folder}/{id_}" for kind, id_ in known]
    listed: list[tuple[tuple[str | int, ...], Key]] = [(("records", n), key) for n, key in enumerate(withheld.records)]
    listed += [(("fields", number, "record"), one.record) for number, one in enumerate(withheld.fields)]
    listed += [(("revisions", n, "record"), one.record) for n, one in enumerate(withheld.revisions) if one.record]
    for path, key in listed:
        if key in known:
            continue
        given = f"{BY_NAME[key[0]].folder}/{key[1]}"
        suggestion = closest(given, names)
        say = error if suggestion or (chronicle and chronicle.is_complete) else warning
        yield say("notice-unknown", document.position(path), dotted(path), given=given, suggestion=suggestion)
    for number, one in enumerate(withheld.fields):
        if one.record in entries and _is_beyond(entries[one.record].document.data, path_of(one.field)):
            position = document.position(("fields", number, "field"))
            yield error("notice-nothing", position, f"fields.{number}.field", given=one.field)


def mentions(pages: Iterable[Handwritten], loaded: Loaded, rules: Rules) -> Iterator[Finding]:
    """``notice-mentioned``: hand-written pages that name a withheld record; nothing takes their words away.

    ``loaded`` is what was read before anything was withheld.
    """
    named: list[tuple[Key, str]] = []
    for entry in loaded.entries:
        key = entry.kind.name, entry.id
        if key in rules.records:
            named += [(key, text) for text in entry.record.heading.texts.values()]
            named.append((key, f"{entry.kind.folder}/{entry.id}"))
    for page in pages if named else ():
        for number, line in enumerate(page.text.split("\n"), 1):
            for (kind, id_), text in named:
                if (column := line.find(text)) >= 0:
                    given = f"{BY_NAME[kind].folder}/{id_}"
                    position = Position(file=page.file, line=number, column=column + 1)
                    yield warning("notice-mentioned", position, given=given)
                    break


def _is_beyond(data: Any, path: tuple[str | int, ...]) -> bool:
    """Whether a path names a line that its list does not have; the shorthand for a single one is a list of one."""
    for step in path:
        if isinstance(data, list) and isinstance(step, int):
            if step >= len(data):
                return True
            data = data[step]
        elif isinstance(step, int):
            if step > 0:
                return True
        elif isinstance(data, dict) and step in data:
            data = data[step]
        else:
            return False
    return False


def load_removed(root: Path, findings: list[Finding]) -> dict[Key, LocalizedText]:
    """Record that was taken away → why."""
    document = _document(root, REMOVED, findings)
    if document is None:
        return {}
    try:
        return {key: gone.reason for key, gone in _REMOVED.validate_python(document.data).items()}
    except ValidationError as refused:
        findings.extend(explain(refused, Gone, document))
        return {}


_REMOVED: TypeAdapter[dict[RecordName, Gone]] = TypeAdapter(dict[RecordName, Gone])


def _document(root: Path, file: str, findings: list[Finding]) -> Document | None:
    path = root / file
    if not path.exists() and not path.is_symlink():
        return None
    raw = load_file(path, root)
    if isinstance(raw, Finding):
        findings.append(raw)
        return None
    document, found = read_document(raw, file)
    findings.extend(found)
    return document
