"""``generator diff``: two states of a publication, read from commits or from the folder, held against each other."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from generator.catalogue import Catalogue, Surroundings
from generator.differences import Differences, differences
from generator.findings import Finding
from generator.history.snapshot import commit_named, write_snapshot
from generator.loader import Loaded, load
from generator.notices import load_withheld
from generator.redirects import load_redirects
from generator.withholding import withhold


class NotFound(Exception):  # noqa: N818 - what was asked for is not there
    """No such commit; ``args[0]`` is what was given."""


class NotReadable(Exception):  # noqa: N818 - what was asked for cannot be used
    """A state without a publication that can be read."""


def compare(root: Path, base: str, head: str = "") -> tuple[Differences, Catalogue, int]:
    """What differs between two commits, or between one and the folder; with the later state's catalogue.

    The number is how many files of either state could not be read. What the folder withholds is left out of both.
    """
    findings: list[Finding] = []
    rules = load_withheld(root, findings)
    if any(finding.is_error for finding in findings):
        raise NotReadable("site_config/withheld.yml")
    before, _ = _state(root, base)
    after, renames = _state(root, head) if head else (load(root), load_redirects(root, findings))
    states = []
    for loaded, name in ((before, base), (after, head or "site_config/publication.yml")):
        kept = withhold(loaded, rules)
        if kept.publication is None:
            raise NotReadable(name)
        whole = [entry for entry in kept.entries if entry.is_whole]
        around = Surroundings(unreadable=kept.unreadable)
        states.append(Catalogue(kept.publication, kept.vocabularies, whole, around))
    unreadable = sum(one.data_files - sum(entry.is_whole for entry in one.entries) for one in (before, after))
    return differences(*states, renames), states[1], unreadable


def _state(root: Path, name: str) -> tuple[Loaded, dict[tuple[str, str], tuple[str, str]]]:
    commit = commit_named(root, name)
    if commit is None:
        raise NotFound(name)
    with TemporaryDirectory(prefix="generator-") as folder:
        write_snapshot(root, commit, Path(folder))
        loaded = load(Path(folder))
        return loaded, load_redirects(Path(folder), [])
