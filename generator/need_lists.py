"""Reading ``site_config/needs.yml``; what is wrong in it is a finding."""

from __future__ import annotations

from pathlib import Path

from generator.documents import Document
from generator.files import load_file
from generator.findings import Finding
from generator.needs import FILE, Needs
from generator.reading import read_document
from generator.validation import validate


def load_needs(root: Path, findings: list[Finding]) -> tuple[Needs, Document | None]:
    """The needs and the file that they stand in; none where there is no such file, or it cannot be read."""
    path = root / FILE
    if not path.exists():
        return Needs(), None
    raw = load_file(path, root)
    if isinstance(raw, Finding):
        findings.append(raw)
        return Needs(), None
    document, found = read_document(raw, FILE)
    findings.extend(found)
    if document is None or any(one.is_error for one in found):
        return Needs(), None
    return validate(Needs, document, findings) or Needs(), document
