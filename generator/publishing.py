"""Publishing to one's own server: a folder a release, and a link that is switched in one step.

Killed at any moment, the old site still stands: a release is filled under another name and renamed when it is whole,
and ``current`` is replaced by a rename, which the file system does at once or not at all.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

KEPT = 10


def publish(site: Path, to: Path) -> tuple[str, bool]:
    """Put ``site`` into ``to/releases/<name>`` and point ``to/current`` at it; the name, and whether it is new."""
    facts = json.loads((site / "build.json").read_text(encoding="utf-8"))
    name = f"{(facts['commit'] or 'no-commit')[:12]}-{facts['sha256'][:12]}"
    releases = to / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    for left_over in releases.glob(".filling-*"):
        shutil.rmtree(left_over, ignore_errors=True)
    if current(to) == name:
        return name, False
    release = releases / name
    if not release.exists():
        filling = releases / f".filling-{name}"
        shutil.copytree(site, filling)
        filling.rename(release)
    os.utime(release)
    _point(to, name)
    _tidy(to)
    return name, True


def roll_back(to: Path) -> str | None:
    """Point ``current`` at the release before it; returns its name, or nothing where there is none."""
    now = current(to)
    names = _by_age(to)
    earlier = names[names.index(now) + 1 :] if now in names else names
    if not earlier:
        return None
    _point(to, earlier[0])
    return earlier[0]


def current(to: Path) -> str | None:
    """The name of the release that is served."""
    link = to / "current"
    return Path(os.readlink(link)).name if link.is_symlink() else None


def _by_age(to: Path) -> list[str]:
    """Releases, the newest first."""
    releases = [p for p in (to / "releases").glob("*") if p.is_dir() and not p.name.startswith(".")]
    return [p.name for p in sorted(releases, key=lambda p: (-p.stat().st_mtime_ns, p.name))]


def _point(to: Path, name: str) -> None:
    waiting = to / ".current-next"
    waiting.unlink(missing_ok=True)
    waiting.symlink_to(Path("releases") / name, target_is_directory=True)
    waiting.replace(to / "current")


def _tidy(to: Path) -> None:
    """Keep the newest releases, and always the current one."""
    now = current(to)
    for name in [name for name in _by_age(to) if name != now][KEPT - 1 :]:
        shutil.rmtree(to / "releases" / name, ignore_errors=True)
