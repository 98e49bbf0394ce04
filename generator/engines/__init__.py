"""Other builders of the MkDocs family that make pages of the same trees. MkDocs is the default, and the measure."""

from __future__ import annotations

from generator.engines import zensical

ENGINES = {"zensical": zensical.build}
"""Name → what builds with it, called as :func:`generator.build.build` is."""
