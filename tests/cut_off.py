"""Publish again and again, killed one step later each time; prints what a reader would have found after each kill.

``python -m tests.cut_off SITE TO``: a step is anything that Python tells its audit hooks, as each change on disk is.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from generator import publishing

MOST = 2_000


def main(site: Path, to: Path) -> None:
    """Fork a publisher for each step; the last one is not killed, since it has no such step any more."""
    for step in range(1, MOST):
        child = os.fork()
        if child == 0:
            left = step

            def count(event: str, arguments: tuple[object, ...]) -> None:
                nonlocal left
                left -= event.startswith(("open", "os.", "shutil."))
                if left == 0:
                    left -= 1  # killing is an event too
                    os.kill(os.getpid(), signal.SIGKILL)

            sys.addaudithook(count)
            publishing.publish(site, to)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        page = to / "current" / "page.html"
        files = sorted(path.name for path in (to / "current").iterdir())
        print(os.WIFSIGNALED(status), page.read_text(encoding="utf-8"), len(files), flush=True)
        if not os.WIFSIGNALED(status):
            sys.exit(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
