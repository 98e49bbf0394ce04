"""`python -m generator` is the console script."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from typing import NoReturn

gc.set_threshold(100_000)  # what is loaded stays: looking through it every 700 objects is a fifth of the start

from generator.cli import main  # noqa: E402


def run() -> NoReturn:
    """The command, and its end. Whoever leaves alone gives the memory back as it is: to take ten thousand records apart
    one by one takes seconds."""
    try:
        main()
    except SystemExit as end:
        is_alone = threading.active_count() == 1 and not multiprocessing.active_children()
        if is_alone and isinstance(end.code, int | None):
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(end.code or 0)
        raise
    sys.exit()


if __name__ == "__main__":
    run()
