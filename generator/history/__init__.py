"""What git says about the publication's files, read once a build. Outside git, or without it, there is no history."""

from __future__ import annotations

from generator.history.git import Commit, last_changes, last_commits, newest_commit
from generator.history.reading import read_chronicle

__all__ = ["Commit", "last_changes", "last_commits", "newest_commit", "read_chronicle"]
