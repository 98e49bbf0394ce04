"""Publishing to one's own server: a folder a release, and a link that is switched in one step.

Killed at any moment, the old site still stands: a release is filled under another name and renamed when it is whole,
and ``current`` is replaced by a rename, which the file system does at once or not at all. A site that a build changes
in the meantime is copied again.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from generator import placement
from generator.sealing import SEAL

KEPT = 10


def is_there(site: Path) -> bool:
    """Whether there is a whole site; what a build that was cut off had begun is finished first."""
    placement.restore(site)
    return (site / SEAL).is_file()


def publish(site: Path, to: Path) -> tuple[str, bool]:
    """Put ``site`` into ``to/releases/<name>`` and point ``to/current`` at it; the name, and whether it is new."""
    releases = to / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    for left_over in releases.glob(".filling-*"):
        shutil.rmtree(left_over, ignore_errors=True)
    is_filled = False
    while not is_filled:
        placement.restore(site)
        seal = (site / SEAL).read_bytes()
        facts = json.loads(seal)
        name = f"{(facts['commit'] or 'no-commit')[:12]}-{facts['sha256'][:12]}"
        if current(to) == name:
            return name, False
        release = releases / name
        is_filled = release.exists() or _fill(release, site, seal)
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


def _fill(release: Path, site: Path, seal: bytes) -> bool:
    """Copy the site whose seal this is; whether it was this one all the time."""
    filling = release.with_name(f".filling-{release.name}")
    try:
        shutil.copytree(site, filling)
    except OSError:
        if _is_still(site, seal):
            raise
    if not _is_still(site, seal):
        shutil.rmtree(filling, ignore_errors=True)
        return False
    filling.rename(release)
    return True


def _is_still(site: Path, seal: bytes) -> bool:
    """Whether no other site has come into the place: its seal comes last, and the journal goes after it."""
    try:
        return not placement.is_changing(site) and (site / SEAL).read_bytes() == seal
    except FileNotFoundError:
        return False


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
