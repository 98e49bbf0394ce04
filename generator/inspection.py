"""A publication as it is found: everything below its folder read, looked around, and checked. Nothing is built."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date
from pathlib import Path

from generator import handwritten, history, media
from generator.basemaps import setting_findings
from generator.catalogue import Catalogue
from generator.check_memory import Memory
from generator.checks import conclude, judge
from generator.checks.content import findings_in
from generator.checks.references import suggest
from generator.duty_lists import load_duties
from generator.findings import Finding, Position, Refusal, Severity, error
from generator.loader import Known, Loaded, Means, load
from generator.need_lists import load_needs
from generator.notices import check_withheld, load_removed, load_withheld, mentions
from generator.peoples import places_of_groups
from generator.processes import collector_at_rest, cores
from generator.redirects import load_redirects
from generator.surroundings import Surroundings
from generator.tiles import read_ground
from generator.withholding import Rules, restricting, withhold, without
from generator.wordlists import Words, load_own_words, shipped_languages

Report = Callable[[str, int, int], None]
"""Called with the step, how many are done, and of how many."""


@dataclass(frozen=True)
class Checked:
    """A publication as read and checked; without a catalogue where it cannot be read at all."""

    loaded: Loaded
    findings: tuple[Finding, ...]
    catalogue: Catalogue | None
    pages: tuple[handwritten.Handwritten, ...] = ()
    words: Mapping[str, Words] = field(default_factory=dict)
    """Language → what the publication says in its own words."""
    rules: Rules = field(default_factory=Rules)
    """What is withheld, under every name that the records have had."""

    @property
    def is_good(self) -> bool:
        """Whether it can be published."""
        return self.catalogue is not None and not any(finding.is_error for finding in self.findings)


def quiet(step: str, done: int, of: int) -> None:
    """Report nothing."""


def check_publication(
    root: Path,
    as_of: date | None = None,
    report: Report = quiet,
    *,
    jobs: int | None = None,
    known: Known | None = None,
) -> Checked:
    """Read and check everything below ``root``; nothing is written but ``build/cache``: what git said, what was read.

    ``jobs`` is how many processes may work at a time; as many as there are cores, where it is not said. ``known`` is
    what was read the last time, for the next time.
    """
    with collector_at_rest():  # whatever is read here stays
        return _checked(root, as_of, report, jobs or cores(), known)


def _checked(root: Path, as_of: date | None, report: Report, jobs: int, known: Known | None) -> Checked:
    means = Means(jobs, root / "build" / "cache" / "records", known)
    loaded = load(root, lambda done, of: report("load", done, of), means)
    findings = list(loaded.findings)
    if loaded.publication is None:
        return Checked(loaded, tuple(sorted(findings, key=in_order)), None)
    rules = load_withheld(root, findings)
    surroundings, rules = look_around(root, loaded, rules, as_of, findings)
    as_read, loaded = loaded, withhold(loaded, rules)
    assert loaded.publication is not None
    catalogue = Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, surroundings)
    report("check", 0, 1)
    findings = list(suggest(findings, catalogue))
    # Of a record that had to be cut down only errors are told: what is missing may just be what was taken out.
    partial = {entry.file for entry in catalogue.everything if not entry.is_whole}
    said = _found(root, catalogue, jobs)
    findings.extend(found for found in said if found.is_error or found.position.file not in partial)
    findings.extend(_map_findings(root, loaded))
    findings.extend(_language_findings(loaded))
    findings.extend(_people_in_settings(root))
    words = load_own_words(root, loaded.publication.languages, findings)
    pages = handwritten.load_pages(root, loaded.publication, findings)
    for page in pages:
        findings.extend(findings_in(page.file, page.text))
    findings.extend(mentions(pages, as_read, rules))
    findings.extend(handwritten.check_translations(pages, loaded.publication))
    report("check", 1, 1)
    return Checked(loaded, tuple(set_of(findings)), catalogue, pages, words, rules)


def _found(root: Path, catalogue: Catalogue, jobs: int) -> tuple[Finding, ...]:
    """What the checks find, of batches of which that is known without judging them again."""
    memory = Memory(root, catalogue)
    known = memory.recall()
    judged = judge(catalogue, jobs, known)
    if judged.keys() - known.keys() or not judged:
        memory.keep(judged)
    return conclude(catalogue, judged.values())


def look_around(
    root: Path, loaded: Loaded, rules: Rules, as_of: date | None, findings: list[Finding]
) -> tuple[Surroundings, Rules]:
    """What lies outside the records: images, git, redirects, and the day that counts as today.

    With it the rules for what is withheld, under every name that the records have had.
    """
    pictures, asset_files = media.pictures(root / "content" / "assets", media.kept(root))
    zone = loaded.publication.zone if loaded.publication else UTC
    newest = history.newest_commit(root, zone)
    latest = history.last_commits(root, zone=zone)
    redirects = load_redirects(root, findings)
    chronicle = history.read_chronicle(root, loaded.entries, redirects, zone, loaded.unreadable)
    present = {(entry.kind.name, entry.id) for entry in loaded.entries} | loaded.unreadable
    renamed = {**(chronicle.renamed if chronicle else {}), **redirects}
    findings.extend(check_withheld(root, loaded, chronicle, renamed))
    rules = rules.through(renamed, present)
    if chronicle is not None:
        chronicle = without(chronicle, restricting(rules, loaded.entries, chronicle))
    needs, needs_file = load_needs(root, findings)
    surroundings = Surroundings(
        pictures=pictures,
        asset_files=asset_files,
        configuration=loaded.configuration,
        changed={file: commit.date for file, commit in latest.items()},
        commits={
            file: commit.hash
            for file, commit in latest.items()
            if not commit.dirty and not any(commit.hash.startswith(withheld) for withheld, _ in rules.revisions)
        },
        commit=newest.hash if newest else "",
        as_of=as_of or (newest.date if newest else None),
        unreadable=loaded.unreadable,
        redirects={**(chronicle.renamed if chronicle else {}), **redirects},
        chronicle=chronicle,
        withheld=rules.records,
        removed=load_removed(root, findings),
        duties=load_duties(root, findings),
        needs=needs,
        needs_file=needs_file,
    )
    return surroundings, rules


def _map_findings(root: Path, loaded: Loaded) -> Iterator[Finding]:
    """What is wrong with the map's settings, and with the operator's own ground where there is one."""
    publication, configuration = loaded.publication, loaded.configuration
    assert publication is not None and configuration is not None
    position = configuration.position(("map",))
    yield from setting_findings(publication.map, position, os.environ)
    try:
        for _ in read_ground(publication.map, root).files():
            pass
    except Refusal as refusal:
        yield of_setting(loaded, refusal, "map")


def of_setting(loaded: Loaded, refusal: Refusal, name: str) -> Finding:
    """A refusal as a finding about a setting of ``publication.yml``."""
    assert loaded.configuration is not None
    position = loaded.configuration.position((name,))
    return Finding(
        code=refusal.code, severity=Severity.ERROR, position=position, field=name, arguments=refusal.arguments
    )


def _language_findings(loaded: Loaded) -> Iterator[Finding]:
    """Languages that the package has no words for."""
    publication, configuration = loaded.publication, loaded.configuration
    assert publication is not None and configuration is not None
    for number, code in enumerate(publication.languages):
        if code not in shipped_languages():
            known = ", ".join(shipped_languages())
            position = configuration.position(("languages", number))
            yield error("choice", position, f"languages.{number}", given=code, allowed=known, suggestion="")


def _people_in_settings(root: Path) -> Iterator[Finding]:
    """Numbers of people by ethnicity or religion in the publication's own words: its introduction, needs, terms."""
    for path in sorted((root / "site_config").rglob("*.yml")):
        text = path.read_bytes().decode(errors="replace") if path.is_file() else ""
        file = path.relative_to(root).as_posix()
        for line, column in places_of_groups(text):
            yield error("people-breakdown-text", Position(file=file, line=line, column=column))


def set_of(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, in the order of files and lines: a page that two languages share is looked at twice."""
    seen: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        seen.setdefault(
            (finding.code, finding.position, finding.field, tuple(sorted(finding.arguments.items()))), finding
        )
    return tuple(sorted(seen.values(), key=in_order))


def in_order(finding: Finding) -> tuple[Position, str]:
    """By file, line and column, then by code."""
    return finding.position, finding.code
