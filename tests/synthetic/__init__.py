"""Synthetic publications: large ones for the benchmark, a small one of extremes for the eye and for golden files.

Everything in them is made up and says so: each title holds 合成 and Synthetic, the names of places are numbers, and
``synthetic: true`` puts a line on every page.
"""

from __future__ import annotations

from tests.synthetic.gallery import write_gallery
from tests.synthetic.records import write_synthetic

__all__ = ["write_gallery", "write_synthetic"]
