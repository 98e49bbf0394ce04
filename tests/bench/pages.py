"""``python -m tests.bench.pages PUBLICATION TO``: the step from tree to pages by itself, of every language.

The tree and the theme are those that a build left. Every language gets the settings of the default one, as they stand
in ``mkdocs.yml``: other words in the same menu make no difference to the time.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator import shares
from generator.processes import cores
from generator.runs import Run


def main() -> int:
    """Make the pages; returns 1 where MkDocs complains."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.pages", description=__doc__)
    parser.add_argument("publication", type=Path)
    parser.add_argument("to", type=Path)
    parser.add_argument("--jobs", type=int, default=cores())
    chosen = parser.parse_args()
    root, to = chosen.publication.resolve(), chosen.to.resolve()  # MkDocs takes paths from where its settings lie
    trees = sorted((root / "build" / "docs").iterdir())
    runs = [Run(root / "mkdocs.yml", docs.name, docs, to / docs.name, {}, 0) for docs in trees]
    complaints = [line for made in shares.build_languages(runs, chosen.jobs).values() for line in made.warnings]
    print(*complaints, sep="\n", file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
