"""The Nu HTML checker over every page of a built site."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.audit.tools import VNU

SHOWN = 40


def errors_in(site: Path) -> list[str]:
    """One line for each error, with page, line and column; empty when every page is good."""
    command = ["java", "-jar", str(VNU), "--format", "json", "--stdout", "--errors-only", "--exit-zero-always"]
    command += ["--skip-non-html", str(site.resolve())]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode or not done.stdout.strip():
        return [f"The checker itself failed: {done.stderr.strip() or done.returncode}"]
    return [_line(message) for message in json.loads(done.stdout)["messages"]]


def judge(site: Path) -> bool:
    """Print what is wrong with the pages' HTML; whether nothing is."""
    pages = sum(1 for _ in site.rglob("*.html"))
    if not pages:
        print(f"No page found in {site}.")
        return False
    errors = errors_in(site)
    print(f"Nu HTML checker: {pages} pages, {len(errors)} errors", flush=True)
    for error in errors[:SHOWN]:
        print(f"  {error}")
    if len(errors) > SHOWN:
        print(f"  … and {len(errors) - SHOWN} more")
    return not errors


def _line(message: dict[str, Any]) -> str:
    place = f"{message.get('url', '')}:{message.get('lastLine', '?')}:{message.get('lastColumn', '?')}"
    return f"{place}: {message.get('message', '')}"
