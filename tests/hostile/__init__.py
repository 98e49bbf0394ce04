"""Files that no editor should be able to do harm with, each with what the checker has to say about it."""
