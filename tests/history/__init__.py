"""The records through time: comparison, history from git, corrections, withheld records, feeds, differences."""
