"""Everything of one kind, to be chosen from in the browser: what the scripts in ``theme/assets/explore/`` are given."""
