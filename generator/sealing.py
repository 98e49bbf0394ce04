"""What a site says of itself: which commit, which day, which tools, and one hash over all of its files."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path, PurePosixPath

from generator.catalogue import Catalogue

SEAL = "build.json"
TOOLS = ("mkdocs", "mkdocs-material", "Markdown", "PyYAML", "pydantic", "folium", "Jinja2", "nh3")


def hashes_of(site: Path) -> dict[str, str]:
    """Path → SHA-256 of every file of a site."""
    found = {}
    for path in site.rglob("*"):
        if path.is_file():
            found[path.relative_to(site).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def seal(site: Path, catalogue: Catalogue, hashes: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Write ``build.json``: the commit, the day, the tools, and a hash over every file of the site.

    Returns that hash, and path → hash of what was written here.
    """
    digest = hashlib.sha256()
    for path in sorted(hashes, key=PurePosixPath):
        digest.update(f"{hashes[path]}  {path}\n".encode())
    surroundings = catalogue.surroundings
    facts = {
        "commit": surroundings.commit,
        "as_of": surroundings.as_of.isoformat() if surroundings.as_of else None,
        "files": len(hashes),
        "sha256": digest.hexdigest(),
        "fonts": {"tibetan": str(catalogue.publication.fonts.tibetan or "system")},
        "tools": {"python": platform.python_version(), **{name: metadata.version(name) for name in TOOLS}},
    }
    content = (json.dumps(facts, indent=2, ensure_ascii=False) + "\n").encode()
    (site / SEAL).write_bytes(content)
    return digest.hexdigest(), {SEAL: hashlib.sha256(content).hexdigest()}
