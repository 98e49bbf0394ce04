"""Lighthouse, as on a phone behind a slow line: five runs a page, the median counts."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.audit.server import served
from tests.audit.tools import HOME, LIGHTHOUSE, chromium

RUNS = 5
TRIES = 3
"""A busy machine makes a page slow, never fast: a page below a floor is measured again; its best median counts."""
FLOORS = {"performance": 90, "accessibility": 95, "best-practices": 95, "seo": 95}
CHROME_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A page's median scores out of 100 by category, and the audits that cost points in the last run."""

    page: str
    scores: dict[str, float]
    complaints: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Whether every category reaches its floor."""
        return all(self.scores.get(category, 0) >= floor for category, floor in FLOORS.items())


def pages_of(site: Path) -> list[str]:
    """Home in both languages, the longest project page, the longest page of a cultural site, the map."""
    return ["/", "/en/", *_longest(site, "projects"), *_longest(site, "sites"), "/map/"]


def judge(site: Path) -> bool:
    """Print a table of the scores; whether every page reaches every floor."""
    pages = pages_of(site)
    missing = [page for page in pages if not (site / page.lstrip("/") / "index.html").is_file()]
    if missing or len(pages) < 5:
        print(f"Lighthouse: pages to judge are missing: {', '.join(missing) or 'a project or a site'}")
        return False
    with served(site) as address:
        verdicts = [_verdict(address, page) for page in pages]
    for line in table(verdicts):
        print(line)
    for verdict in verdicts:
        for complaint in () if verdict.is_good else verdict.complaints:
            print(f"  {verdict.page}  {complaint}")
    return all(verdict.is_good for verdict in verdicts)


def table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """The scores as lines of text, a page a line; a score below its floor is marked."""
    width = max(len(verdict.page) for verdict in verdicts)
    yield f"Lighthouse, mobile, median of {RUNS}"
    yield f"  {'page':{width}}  " + "  ".join(f"{name:>14}" for name in FLOORS)
    for verdict in verdicts:
        cells = [
            f"{score:.0f}{' ' if score >= FLOORS[name] else '!'}"
            for name, score in ((name, verdict.scores.get(name, 0)) for name in FLOORS)
        ]
        yield f"  {verdict.page:{width}}  " + "  ".join(f"{cell:>14}" for cell in cells)
    yield f"  {'at least':{width}}  " + "  ".join(f"{f'{floor} ':>14}" for floor in FLOORS.values())


def _longest(site: Path, folder: str) -> list[str]:
    """The record page with the most HTML, a list of none or one; a listing's further pages are named by numbers."""
    found = [path for path in (site / folder).glob("*/index.html") if not path.parent.name.isdigit()]
    longest = max(found, key=lambda path: (path.stat().st_size, path.parent.name), default=None)
    return [f"/{folder}/{longest.parent.name}/"] if longest else []


def _verdict(address: str, page: str) -> Verdict:
    """The best of a few medians; the first that is good ends it."""
    verdicts = []
    for _ in range(TRIES):
        verdicts.append(_measured(address, page))
        if verdicts[-1].is_good:
            break
    return max(verdicts, key=lambda verdict: (verdict.is_good, verdict.scores["performance"]))


def _measured(address: str, page: str) -> Verdict:
    reports = [_report(address + page) for _ in range(RUNS)]
    scores = {
        name: statistics.median(100 * (report["categories"][name]["score"] or 0) for report in reports)
        for name in FLOORS
    }
    return Verdict(page=page, scores=scores, complaints=tuple(_complaints(reports[-1])))


def _report(url: str) -> dict[str, Any]:
    """One run's report; raises ``RuntimeError`` with Lighthouse's own words when it could not judge the page."""
    for last in (False, False, True):
        try:
            return _judged(url)
        except (RuntimeError, subprocess.TimeoutExpired):
            if last:
                raise
    raise AssertionError


def _judged(url: str) -> dict[str, Any]:
    command = ["node", str(LIGHTHOUSE), url, "--output=json", "--quiet", "--no-enable-error-reporting"]
    command += [f"--only-categories={','.join(FLOORS)}", f"--chrome-flags={CHROME_FLAGS}"]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=HOME,
        env=os.environ | {"CHROME_PATH": chromium()},
        timeout=300,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"Lighthouse could not judge {url}: {done.stderr.strip()[-2000:]}")
    report: dict[str, Any] = json.loads(done.stdout)
    if report.get("runtimeError"):
        raise RuntimeError(f"Lighthouse could not judge {url}: {report['runtimeError']['message']}")
    return report


def _complaints(report: dict[str, Any]) -> Iterator[str]:
    """What cost points, category by category."""
    for name in FLOORS:
        for reference in report["categories"][name]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                shown = audit.get("displayValue")
                yield f"{name}: {audit['id']}: {audit['title']}" + (f" ({shown})" if shown else "")
