"""The theme as MkDocs is given it: the package's own, the publication's colours and files, and third parties' files."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from generator import tree
from generator.catalogue import Catalogue
from generator.vendored import vendored_files


def assemble_theme(root: Path, catalogue: Catalogue, more: Mapping[str, bytes]) -> None:
    """``build/theme``: the package's theme, the publication's colours, and the third-party files that pages ask for."""
    shipped = Path(str(resources.files("generator") / "theme"))
    files = {p.relative_to(shipped).as_posix(): p.read_bytes() for p in sorted(shipped.rglob("*")) if p.is_file()}
    colours = "".join(f"--p-{name}:{value};" for name, value in sorted(catalogue.publication.colours.items()))
    files["assets/tokens.css"] = (f":root{{{colours}}}\n" if colours else "").encode()
    files |= vendored_files() | dict(more)
    own = root / "site_config" / "theme"
    files |= {p.relative_to(own).as_posix(): p.read_bytes() for p in sorted(own.rglob("*")) if p.is_file()}
    tree.write(files, root / "build" / "theme")
