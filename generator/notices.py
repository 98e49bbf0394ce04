"""What the publisher says of records that are not there: ``site_config/withheld.yml`` and ``removed.yml``."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from generator.chronicle import Key
from generator.documents import Document
from generator.files import load_file
from generator.findings import Finding, error
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
