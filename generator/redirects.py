"""Old ids of renamed records, as ``site_config/redirects.yml`` keeps them: ``projects/old: projects/new``."""

from __future__ import annotations

from pathlib import Path

from generator.catalogue import Key
from generator.files import load_file
from generator.findings import Finding, error
from generator.reading import read_document
from generator.records import BY_FOLDER

FILE = "site_config/redirects.yml"


def load_redirects(root: Path, findings: list[Finding]) -> dict[Key, Key]:
    """Old (kind, id) → new one; chains are followed to their end."""
    path = root / FILE
    if not path.exists():
        return {}
    raw = load_file(path, root)
    if isinstance(raw, Finding):
        findings.append(raw)
        return {}
    document, found = read_document(raw, FILE)
    findings.extend(found)
    redirects: dict[Key, Key] = {}
    for old, new in document.data.items() if document else ():
        start, end = _key(old), _key(new)
        if start is None or end is None or document is None:
            assert document is not None
            findings.append(error("redirect-form", document.key_position((old,)), old, given=str(new)[:80]))
            continue
        redirects[start] = end
    return {start: _last(start, redirects) for start in redirects}


def added(text: str, old: str, new: str) -> str:
    """The file's text with one more redirect at its end, and without any that leads away from the new name."""
    kept = [line for line in text.splitlines() if line.partition(":")[0].strip() not in (old, new)]
    return "\n".join([*kept, f"{old}: {new}"]) + "\n"


def _key(text: object) -> Key | None:
    folder, slash, id_ = str(text).partition("/")
    kind = BY_FOLDER.get(folder)
    return (kind.name, id_) if kind and slash and id_ else None


def _last(start: Key, redirects: dict[Key, Key]) -> Key:
    seen, current = {start}, redirects[start]
    while current in redirects and current not in seen:
        seen.add(current)
        current = redirects[current]
    return current
