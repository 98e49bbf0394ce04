"""The search: what is searched, the index of it, and how it is read."""
