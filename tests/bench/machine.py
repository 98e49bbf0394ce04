"""What a figure rests on: the machine, how busy it was, the versions, the state of the program, the day."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from datetime import date
from importlib import metadata
from pathlib import Path

from generator.processes import cores
from tests.bench.builders import REPOSITORY, hugo

PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "Jinja2", "pydantic", "PyYAML", "numpy", "zensical")


def facts() -> list[str]:
    """Lines that say it all."""
    load = f"{os.getloadavg()[0]:.1f}"
    return [
        f"{date.today():%d %B %Y}, {_commit()}",
        f"{_processor()}, {cores()} cores, {_memory()} of memory, {platform.system()} {platform.release()};"
        f" on average {load} processes wanted a core in the minute before",
        f"Python {platform.python_version()} ({platform.python_implementation()}), {', '.join(_versions())}",
    ]


def _versions() -> list[str]:
    found = []
    for name in PACKAGES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:  # one that is optional
            continue
    if program := hugo():
        said = subprocess.run([program, "version"], capture_output=True, text=True, check=False).stdout
        if version := re.search(r"\bv(\d[\w.]*)", said):
            found.append(f"hugo {version[1]}")
    return found


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    lines = described.read_text(encoding="utf-8").splitlines() if described.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _memory() -> str:
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"


def _commit() -> str:
    def git(*arguments: str) -> str:
        command = ["git", "-C", str(REPOSITORY), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()

    head = git("rev-parse", "--short=12", "HEAD")
    changed = " with changes" if git("status", "--porcelain", "--untracked-files=no") else ""
    return f"commit {head}{changed}" if head else "no commit"
