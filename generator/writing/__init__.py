"""How pages are written: escaping, templates, and the look of a value; shared by everything under ``render/``."""
