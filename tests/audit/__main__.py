"""``python -m tests.audit build/site``: a built site before the judges that need Node or Java."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.audit import markup, scores, tools


def main(arguments: list[str]) -> int:
    """0 when every page is good, 1 when one is not, 2 when the judges cannot be asked."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: python -m tests.audit FOLDER_OF_THE_BUILT_SITE", file=sys.stderr)
        return 2
    missing = tools.missing_programs()
    if missing:
        print(f"The audit needs {', '.join(missing)}, not found here. `make test` does without.", file=sys.stderr)
        return 2
    tools.install()
    site = Path(arguments[0])
    # Both are asked even when the first finds something: one run shows everything.
    judgements = [markup.judge(site), scores.judge(site)]
    return 0 if all(judgements) else 1


sys.exit(main(sys.argv[1:]))
