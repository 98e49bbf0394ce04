"""Other builders of the MkDocs family that make pages of the same trees. MkDocs is the default, and the measure."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, Final

ENGINES: Final = ("zensical",)


def engine(name: str) -> Callable[..., Any]:
    """What builds with it, called as :func:`generator.build.build` is; loaded only where it is asked for."""
    build: Callable[..., Any] = import_module(f"generator.engines.{name}").build
    return build
