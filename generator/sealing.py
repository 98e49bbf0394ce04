"""What a site says of itself: which commit, which day, which tools, and one hash over all of its files."""

from __future__ import annotations

import hashlib
import json
import platform
from importlib import metadata
from pathlib import Path

from generator.catalogue import Catalogue

TOOLS = ("mkdocs", "mkdocs-material", "Markdown", "PyYAML", "pydantic", "folium", "Jinja2", "nh3")


def seal(site: Path, catalogue: Catalogue) -> tuple[str, int]:
    """Write ``build.json``: the commit, the day, the tools, and a hash over every file of the site."""
    digest, count = hashlib.sha256(), 0
    for path in sorted(p for p in site.rglob("*") if p.is_file() and p.name != "build.json"):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{content}  {path.relative_to(site).as_posix()}\n".encode())
        count += 1
    surroundings = catalogue.surroundings
    facts = {
        "commit": surroundings.commit,
        "as_of": surroundings.as_of.isoformat() if surroundings.as_of else None,
        "files": count,
        "sha256": digest.hexdigest(),
        "fonts": {"tibetan": str(catalogue.publication.fonts.tibetan or "system")},
        "tools": {"python": platform.python_version(), **{name: metadata.version(name) for name in TOOLS}},
    }
    (site / "build.json").write_text(json.dumps(facts, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return digest.hexdigest(), count
