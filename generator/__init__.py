"""Builds a public website from YAML records of public projects, funds and cultural sites."""

__version__ = "0.1.0"
