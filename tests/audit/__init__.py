"""Judges from outside that need Node or Java, over a built site: ``make audit``."""
