"""The judges that come from the npm registry: found and installed. They live in ``build/audit``, never in the tree."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
HOME = ROOT / "build" / "audit"
VNU = HOME / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
LIGHTHOUSE = HOME / "node_modules" / "lighthouse" / "cli" / "index.js"
LOCKED = ("package.json", "package-lock.json")


def missing_programs() -> list[str]:
    """Which of the programs the audit rests on cannot be found here."""
    return [name for name in ("node", "npm", "java") if shutil.which(name) is None]


def chromium() -> str:
    """The browser: ``CHROMIUM`` where it is set (the Makefile sets it), else the first one found."""
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        sys.exit("The audit needs Chromium; `make audit` finds or installs it.")
    return found


def install() -> None:
    """Install what ``package-lock.json`` lists, each file's hash compared; nothing to do where that is done already."""
    wanted = {name: (HERE / name).read_bytes() for name in LOCKED}
    done = HOME / "installed"
    if done.is_file() and done.read_bytes() == wanted["package-lock.json"]:
        return
    HOME.mkdir(parents=True, exist_ok=True)
    for name, content in wanted.items():
        (HOME / name).write_bytes(content)
    print("Installing Lighthouse and the Nu HTML checker into build/audit", flush=True)
    # No package's own script is run, so no browser is fetched either.
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    if subprocess.run(command, cwd=HOME, env=os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1"}, check=False).returncode:
        sys.exit("They could not be installed from the npm registry; the lines above say why.")
    done.write_bytes(wanted["package-lock.json"])
