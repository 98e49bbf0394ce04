"""From a folder of records to a website: load, catalogue, checks, render, tree, site."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date
from functools import partial
from importlib import metadata, resources
from pathlib import Path
from time import monotonic

from generator import addresses, handwritten, history, media, policy, tree, website
from generator.basemaps import Ground, ground, setting_findings
from generator.catalogue import Catalogue, Surroundings
from generator.checks import check
from generator.checks.content import ContentPage, check_page
from generator.checks.references import suggest
from generator.duty_lists import load_duties
from generator.findings import Finding, Position, Refusal, Severity, error
from generator.language import Language
from generator.loader import Loaded, load
from generator.notices import load_removed, load_withheld
from generator.processes import side_by_side
from generator.redirects import load_redirects
from generator.render import render
from generator.tiles import OperatorGround, read_ground
from generator.vendored import vendored_files, vendored_notices
from generator.withholding import Rules, withhold, without
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

    @property
    def is_good(self) -> bool:
        """Whether it can be published."""
        return self.catalogue is not None and not any(finding.is_error for finding in self.findings)


@dataclass(frozen=True)
class Built:
    """What a build did."""

    checked: Checked
    seconds: float
    pages: int = 0
    written: int = 0
    complaints: tuple[str, ...] = ()
    """What MkDocs said was wrong with the tree: a fault of the generator or of the configuration, not of a record."""
    files: int = 0
    fingerprint: str = ""

    @property
    def is_good(self) -> bool:
        """Whether there is a new site."""
        return bool(self.fingerprint)


def quiet(step: str, done: int, of: int) -> None:
    """Report nothing."""


def check_publication(root: Path, as_of: date | None = None, report: Report = quiet) -> Checked:
    """Read and check everything below ``root``; nothing is written but what git said, into ``build/cache``."""
    loaded = load(root, lambda done, of: report("load", done, of))
    findings = list(loaded.findings)
    if loaded.publication is None:
        return Checked(loaded, tuple(sorted(findings, key=_place)), None)
    rules = load_withheld(root, findings)
    surroundings = look_around(root, loaded, rules, as_of, findings)
    loaded = withhold(loaded, rules)
    assert loaded.publication is not None
    catalogue = Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, surroundings)
    report("check", 0, 1)
    findings = list(suggest(findings, catalogue))
    # Of a record that had to be cut down only errors are told: what is missing may just be what was taken out.
    partial = {entry.file for entry in catalogue.everything if not entry.is_whole}
    findings.extend(found for found in check(catalogue) if found.is_error or found.position.file not in partial)
    findings.extend(_check_map(root, loaded))
    findings.extend(_check_languages(loaded))
    words = load_own_words(root, loaded.publication.languages, findings)
    pages = handwritten.load_pages(root, loaded.publication, findings)
    for page in pages:
        findings.extend(check_page(ContentPage(page.file, page.text)))
    findings.extend(handwritten.check_translations(pages, loaded.publication))
    report("check", 1, 1)
    return Checked(loaded, tuple(sorted(set_of(findings), key=_place)), catalogue, pages, words)


def build(root: Path, as_of: date | None = None, report: Report = quiet, *, served: bool = False) -> Built:
    """Build ``build/site`` below ``root``; with an error among the findings the site that is there stays as it is."""
    start = monotonic()
    website.restore(root / "build" / "site")
    checked = check_publication(root, as_of, report)
    catalogue = checked.catalogue
    if catalogue is None or not checked.is_good:
        return Built(checked, monotonic() - start)
    publication, folder = catalogue.publication, root / "build"
    own = read_ground(publication.map, root)
    csp = policy.policy(publication.map, served=served)
    as_of_text = catalogue.surroundings.as_of.isoformat() if catalogue.surroundings.as_of else ""
    assemble_theme(root, catalogue)
    findings, runs, written, pages = list(checked.findings), [], 0, 0
    languages = [Language(code, publication, checked.words.get(code)) for code in publication.languages]
    report("pages", 0, len(languages))
    trees = side_by_side([partial(write_tree, root, checked, catalogue, language, own) for language in languages])
    report("pages", len(languages), len(languages))
    for language, (dead, changed, made) in zip(languages, trees, strict=True):
        code = language.code
        findings.extend(dead)
        written, pages = written + changed, pages + made
        extra = website.extra_for(language, publication, csp, as_of_text)
        if catalogue.surroundings.chronicle is not None:
            extra["feed"] = {"title": language.word("changes.feed_title"), "url": addresses.FEED}
        settings = website.settings_for(language, publication, root / "mkdocs.yml")
        if code == publication.default_language:
            website.write_inherited(extra, folder / "mkdocs.yml")
        runs.append(
            website.Run(
                root / "mkdocs.yml",
                code,
                folder / "docs" / code,
                folder / "work" / code,
                settings | {"extra": extra},
                _epoch(catalogue),
            )
        )
    checked = replace(checked, findings=tuple(sorted(set_of(findings), key=_place)))
    if not checked.is_good:
        return Built(checked, monotonic() - start, pages, written)
    report("site", 0, 1)
    shutil.rmtree(folder / "work", ignore_errors=True)
    warned = website.build_languages(runs)
    complaints = tuple(f"{code}: {message}" for code, messages in warned.items() for message in messages)
    if complaints:
        return Built(checked, monotonic() - start, pages, written, complaints)
    default, *others = publication.languages
    site = folder / "work" / default
    more = {"THIRD-PARTY.txt": vendored_notices().encode(), **dict(own.files())}
    website.put_together(site, {code: folder / "work" / code for code in others}, more, folder / "site")
    fingerprint, count = seal(folder / "site", catalogue)
    (folder / "nginx.conf").write_text(policy.nginx(csp), encoding="utf-8")
    report("site", 1, 1)
    return Built(checked, monotonic() - start, pages, written, (), count, fingerprint)


def write_tree(
    root: Path, checked: Checked, catalogue: Catalogue, language: Language, own: OperatorGround
) -> tuple[list[Finding], int, int]:
    """Bring one language's tree into line; returns dead links, how many files were written, and how many pages are."""
    artifacts = render(catalogue, language, _ground(own, catalogue, language.code))
    by_hand = handwritten.tree_of(checked.pages, language, catalogue.publication, catalogue.surroundings.changed)
    files, dead = tree.join(artifacts, by_hand)
    files |= published_images(root, catalogue)
    changed, _ = tree.write(files, root / "build" / "docs" / language.code)
    return dead, len(changed), sum(path.endswith(".md") for path in files)


def look_around(
    root: Path, loaded: Loaded, rules: Rules, as_of: date | None, findings: list[Finding]
) -> Surroundings:
    """What lies outside the records: images, git, redirects, and the day that counts as today."""
    pictures, asset_files = media.pictures(root / "content" / "assets")
    zone = loaded.publication.zone if loaded.publication else UTC
    newest = history.newest_commit(root, zone)
    redirects = load_redirects(root, findings)
    chronicle = history.read_chronicle(root, loaded.entries, redirects, zone, loaded.unreadable)
    if chronicle is not None:
        chronicle = without(chronicle, rules)
    return Surroundings(
        pictures=pictures,
        asset_files=asset_files,
        changed=history.last_changes(root, zone=zone),
        commit=newest.hash if newest else "",
        as_of=as_of or (newest.date if newest else None),
        unreadable=loaded.unreadable,
        redirects={**(chronicle.renamed if chronicle else {}), **redirects},
        chronicle=chronicle,
        withheld=rules.records,
        removed=load_removed(root, findings),
        duties=load_duties(root, findings),
    )


def _check_map(root: Path, loaded: Loaded) -> Iterator[Finding]:
    """What is wrong with the map's settings, and with the operator's own ground where there is one."""
    publication, configuration = loaded.publication, loaded.configuration
    assert publication is not None and configuration is not None
    position = configuration.position(("map",))
    yield from setting_findings(publication.map, position, os.environ)
    try:
        for _ in read_ground(publication.map, root).files():
            pass
    except Refusal as refusal:
        yield Finding(
            code=refusal.code, severity=Severity.ERROR, position=position, field="map", arguments=refusal.arguments
        )


def _check_languages(loaded: Loaded) -> Iterator[Finding]:
    """Languages that the package has no words for."""
    publication, configuration = loaded.publication, loaded.configuration
    assert publication is not None and configuration is not None
    for number, code in enumerate(publication.languages):
        if code not in shipped_languages():
            known = ", ".join(shipped_languages())
            position = configuration.position(("languages", number))
            yield error("choice", position, f"languages.{number}", given=code, allowed=known, suggestion="")


def _ground(own: OperatorGround, catalogue: Catalogue, code: str) -> Ground:
    publication = catalogue.publication
    up = "../" if code == publication.default_language else "../../"
    return ground(
        publication.map, os.environ, lang=code, shared_url=up, tile_extension=own.tile_extension, zooms=own.zooms
    )


def assemble_theme(root: Path, catalogue: Catalogue) -> None:
    """``build/theme``: the package's theme, the publication's colours, and the third-party files that pages ask for."""
    shipped = Path(str(resources.files("generator") / "theme"))
    files = {p.relative_to(shipped).as_posix(): p.read_bytes() for p in sorted(shipped.rglob("*")) if p.is_file()}
    colours = "".join(f"--p-{name}:{value};" for name, value in sorted(catalogue.publication.colours.items()))
    files["assets/tokens.css"] = (f":root{{{colours}}}\n" if colours else "").encode()
    files |= vendored_files()
    own = root / "site_config" / "theme"
    files |= {p.relative_to(own).as_posix(): p.read_bytes() for p in sorted(own.rglob("*")) if p.is_file()}
    tree.write(files, root / "build" / "theme")


def published_images(root: Path, catalogue: Catalogue) -> dict[str, bytes]:
    """The images that records show, made anew without what the camera wrote into them."""
    wanted = {image.file for entry in catalogue.published for image, _ in catalogue.images(entry)}
    assets = root / "content" / "assets"
    return {
        "assets/images/" + name.rsplit(".", 1)[0] + ".webp": media.published_image(assets / name)
        for name in sorted(wanted)
    }


def seal(site: Path, catalogue: Catalogue) -> tuple[str, int]:
    """Write ``build.json``: the commit, the day, the tools, and a hash over every file of the site."""
    digest, count = hashlib.sha256(), 0
    for path in sorted(p for p in site.rglob("*") if p.is_file() and p.name != "build.json"):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{content}  {path.relative_to(site).as_posix()}\n".encode())
        count += 1
    surroundings = catalogue.surroundings
    tools = ("mkdocs", "mkdocs-material", "Markdown", "PyYAML", "pydantic", "folium", "Jinja2", "nh3")
    facts = {
        "commit": surroundings.commit,
        "as_of": surroundings.as_of.isoformat() if surroundings.as_of else None,
        "files": count,
        "sha256": digest.hexdigest(),
        "tools": {"python": platform.python_version(), **{name: metadata.version(name) for name in tools}},
    }
    (site / "build.json").write_text(json.dumps(facts, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return digest.hexdigest(), count


def set_of(findings: list[Finding]) -> list[Finding]:
    """Each finding once: a page that two languages share is looked at twice."""
    seen: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        seen.setdefault(
            (finding.code, finding.position, finding.field, tuple(sorted(finding.arguments.items()))), finding
        )
    return list(seen.values())


def _place(finding: Finding) -> tuple[Position, str]:
    return finding.position, finding.code


def _epoch(catalogue: Catalogue) -> int:
    """The day that counts as today, in seconds since 1970: what MkDocs takes for its clock."""
    day = catalogue.surroundings.as_of or date(2000, 1, 1)
    return (day - date(1970, 1, 1)).days * 86_400
