"""``generator diff``: two states of a publication, read from commits or from the folder, held against each other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.catalogue import Catalogue
from generator.chronicle import Key
from generator.differences import Differences, differences
from generator.findings import Finding
from generator.history import newest_commit
from generator.history.reading import read_chronicle
from generator.history.snapshot import commit_named, write_snapshot
from generator.language import Language
from generator.loader import Loaded, load
from generator.notices import load_withheld
from generator.redirects import load_redirects
from generator.reports.difference import FORMATS, report
from generator.surroundings import Surroundings
from generator.withholding import Rules, withhold


class NoSuchState(Exception):  # noqa: N818 - what was asked for is not there, or cannot be used
    """A state that there is not: the key of the word that says so, and what was asked for."""

    def __init__(self, word: str, given: str) -> None:
        super().__init__(word, given)
        self.word, self.given = word, given


def compared(root: Path, base: str, head: str, format_: str, lang: str) -> str:
    """What differs, in a format and a language; raises :class:`NoSuchState`."""
    found, after, unreadable = compare(root, base, head)
    made = report(found, after, Language(lang, after.publication), base=base, head=head, unreadable=unreadable)
    return FORMATS[format_](made, found)


def compare(root: Path, base: str, head: str = "") -> tuple[Differences, Catalogue, int]:
    """What differs between two commits, or between one and the folder; with the later state's catalogue.

    The number is how many files of either state could not be read. What the folder withholds is left out of both.
    """
    findings: list[Finding] = []
    rules = load_withheld(root, findings)
    if any(finding.is_error for finding in findings):
        raise NoSuchState("diff_unreadable", "site_config/withheld.yml")
    before, _ = _state(root, base)
    after, renames = _state(root, head) if head else (load(root), load_redirects(root, findings))
    rules = _through_names(root, rules, after, renames)
    states = []
    # How a commitment stands depends on the day: one day for both, so that only the records make a difference.
    newest = newest_commit(root, after.publication.zone) if after.publication else None
    for loaded, name in ((before, base), (after, head or "site_config/publication.yml")):
        kept = withhold(loaded, rules)
        if kept.publication is None:
            raise NoSuchState("diff_unreadable", name)
        whole = [entry for entry in kept.entries if entry.is_whole]
        around = Surroundings(unreadable=kept.unreadable, as_of=newest.date if newest else None)
        states.append(Catalogue(kept.publication, kept.vocabularies, whole, around))
    unreadable = sum(one.data_files - sum(entry.is_whole for entry in one.entries) for one in (before, after))
    return differences(states[0], states[1], renames), states[1], unreadable


def _through_names(root: Path, rules: Rules, after: Loaded, renames: Mapping[Key, Key]) -> Rules:
    """The rules for the names of before as well, which the earlier state may have."""
    if not rules.records and not rules.fields:
        return rules
    chronicle = read_chronicle(root, after.entries, renames)
    present = {(entry.kind.name, entry.id) for entry in after.entries}
    return rules.through({**(chronicle.renamed if chronicle else {}), **renames}, present)


def _state(root: Path, name: str) -> tuple[Loaded, dict[tuple[str, str], tuple[str, str]]]:
    commit = commit_named(root, name)
    if commit is None:
        raise NoSuchState("diff_unknown", name)
    with TemporaryDirectory(prefix="generator-") as folder:
        write_snapshot(root, commit, Path(folder))
        loaded = load(Path(folder))
        return loaded, load_redirects(Path(folder), [])
