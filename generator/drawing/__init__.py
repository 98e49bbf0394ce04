"""Drawings: numbers in, SVG out; no words of their own, no style attributes, the same bytes each time."""
