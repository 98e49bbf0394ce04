"""Which program this is: a name for its own files and for every library that it works with. What was kept or made by
another one is not to be trusted."""

from __future__ import annotations

import hashlib
import platform
import unicodedata
from functools import cache
from importlib import metadata, resources
from pathlib import Path

from packaging.requirements import Requirement

DISTRIBUTION = "publication-generator"


@cache
def version() -> str:
    """A hash over everything that may decide what is written: code, templates, words, styles, libraries, Python."""
    package, digest = Path(str(resources.files("generator"))), hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            content = path.read_bytes()
            digest.update(f"{path.relative_to(package).as_posix()} {len(content)} ".encode() + content)
    needed: dict[str, str] = {}
    _need(DISTRIBUTION, needed)
    if not needed:  # run from a folder, without being installed
        needed = {one.name: one.version for one in metadata.distributions()}
    beside = [f"{name} {number}" for name, number in sorted(needed.items())]
    digest.update("; ".join([platform.python_version(), unicodedata.unidata_version, *beside]).encode())
    return digest.hexdigest()


def _need(name: str, found: dict[str, str]) -> None:
    """A distribution and all that it requires, by name, with their versions; what is not installed is not used."""
    if name in found:
        return
    try:
        told = metadata.metadata(name)  # read once: asked for version and requirements, it would be read for each
    except metadata.PackageNotFoundError:
        return
    found[name] = told["Version"]
    for line in told.get_all("Requires-Dist") or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            _need(requirement.name.lower().replace("_", "-"), found)
