"""A small working publication to begin another city's from; everything in it is made up and says so."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path

_RENAMED = {"gitignore": ".gitignore"}
"""Files whose own name would mean something inside the package."""


def write(folder: Path) -> None:
    """Copy the starter into ``folder``, which is made where it is not there."""
    with resources.as_file(resources.files("generator") / "starter_files") as shipped:
        shutil.copytree(shipped, folder, dirs_exist_ok=True)
    for name, wanted in _RENAMED.items():
        (folder / name).rename(folder / wanted)
