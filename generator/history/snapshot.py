"""A publication as it stood at a commit: its records and settings, written into a folder."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path, PurePosixPath

from generator.history.git import ask

PARTS = ("data", "site_config")


def commit_named(root: Path, name: str) -> str | None:
    """The whole hash of what a name such as ``main`` or ``HEAD~2`` stands for; nothing where it is no commit."""
    said = ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return said.decode().strip() if said else None


def write_snapshot(root: Path, commit: str, folder: Path) -> None:
    """Write the plain files of a commit's ``data/`` and ``site_config/``; links are left out."""
    for part in PARTS:
        packed = ask(root, "archive", "--format=tar", commit, "--", part)
        with tarfile.open(fileobj=io.BytesIO(packed or b""), mode="r:") if packed else _nothing() as archive:
            for member in archive:
                path = PurePosixPath(member.name)
                content = archive.extractfile(member) if member.isreg() else None
                if content is None or path.is_absolute() or ".." in path.parts:
                    continue
                target = folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read())


def _nothing() -> tarfile.TarFile:
    """An archive of nothing, for a commit without that part."""
    empty = io.BytesIO()
    tarfile.open(fileobj=empty, mode="w").close()
    empty.seek(0)
    return tarfile.open(fileobj=empty, mode="r:")
