"""What a site says of itself: which commit, which day, which tools, and one hash over all of its files."""

from __future__ import annotations

import hashlib
import json
import platform
from importlib import metadata

from generator.catalogue import Catalogue
from generator.pieces import Pieces

SEAL = "build.json"
TOOLS = ("mkdocs", "mkdocs-material", "Markdown", "PyYAML", "pydantic", "folium", "Jinja2", "nh3")


def seal(catalogue: Catalogue, files: Pieces, engine: str = TOOLS[0]) -> tuple[str, bytes]:
    """What ``build.json`` says: the commit, the day, the tools, and a hash over every other file; that hash first.

    ``engine`` is the distribution that made the pages of the trees.
    """
    digest = hashlib.sha256()
    for path in sorted(files, key=lambda path: path.replace("/", "\0")):  # folder by folder
        digest.update(f"{files[path].sha}  {path}\n".encode())
    surroundings = catalogue.surroundings
    facts = {
        "commit": surroundings.commit,
        "as_of": surroundings.as_of.isoformat() if surroundings.as_of else None,
        "files": len(files),
        "sha256": digest.hexdigest(),
        "fonts": {"tibetan": str(catalogue.publication.fonts.tibetan or "system")},
        "engine": engine,
        "tools": {
            "python": platform.python_version(),
            **{name: metadata.version(name) for name in dict.fromkeys((*TOOLS, engine))},
        },
    }
    return digest.hexdigest(), (json.dumps(facts, indent=2, ensure_ascii=False) + "\n").encode()
