"""Atom feeds (RFC 4287): new, changed and removed records, of everything and of each place.

An entry is a commit's effect on one record; its id is made of both (a ``tag:`` URI, RFC 4151), so that it is the same
in every build. Where the publication has no address of its own, links are relative to the feed, which RFC 4287 allows.
The author is the publication: git's authors are nowhere in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from xml.sax.saxutils import escape as text_of
from xml.sax.saxutils import quoteattr

from generator import addresses
from generator.catalogue import Catalogue
from generator.chronicle import Act, Step
from generator.language import Language
from generator.values.names import Reference
from generator.writing import altered
from generator.writing.artifacts import Artifact
from generator.writing.page import Page

LATEST = 100
"""Entries of a feed; older changes are on the page of all changes."""
NOBODY = "publication.invalid"
"""Stands in an id where the publication has no host name; a name that can never exist (RFC 2606)."""


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """``changes.xml``, and ``places/<id>.xml`` for each place; none outside git."""
    chronicle = catalogue.surroundings.chronicle
    if chronicle is None:
        return
    steps = [step for step in chronicle.steps if step.moment]
    page = Page(catalogue, language, addresses.FEED)
    yield _feed(page, addresses.CHANGES, page.word("changes.feed_title"), steps[:LATEST])
    by_place = _by_place(catalogue, steps)
    for place in catalogue.of_kind("place"):
        page = Page(catalogue, language, addresses.feed(place))
        title = page.word("changes.feed_title_of", name=language.plain(place.record.heading))
        yield _feed(page, addresses.address(place), title, by_place.get(place.id, ()))


def _by_place(catalogue: Catalogue, steps: Iterable[Step]) -> dict[str, list[Step]]:
    """Place → the newest steps of what lies in it or below it, and of itself."""
    chains = {
        place.id: (place.id, *(above.id for above in catalogue.ancestors(place)))
        for place in catalogue.of_kind("place")
    }
    found: dict[str, list[Step]] = {}
    for step in steps:
        for id_ in dict.fromkeys(above for place in step.places for above in chains.get(place, ())):
            of_place = found.setdefault(id_, [])
            if len(of_place) < LATEST:
                of_place.append(step)
    return found


def _feed(page: Page, about: str, title: str, steps: Iterable[Step]) -> Artifact:
    steps = list(steps)
    publication, language = page.catalogue.publication, page.language
    name = language.plain(publication.name)
    newest = steps[0].moment.seconds if steps and steps[0].moment else None
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(language.code)}>',
        f"<id>{text_of(_tag(page, page.address))}</id>",
        f"<title>{text_of(f'{title} · {name}')}</title>",
        f"<updated>{_instant(newest, page.catalogue.surroundings.as_of)}</updated>",
        f"<author><name>{text_of(name)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(_way(page, page.address))}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(_way(page, about))}/>',
        f"<rights>{text_of(publication.licence_data)}</rights>",
        *(line for step in steps for line in _entry(page, step)),
        "</feed>",
    ]
    return Artifact.of(page.address, "\n".join(lines) + "\n")


def _entry(page: Page, step: Step) -> Iterator[str]:
    assert step.moment is not None
    language = page.language
    kind, id_ = step.then
    entry = page.catalogue.find(Reference(*step.key))
    name = language.plain(entry.record.heading) if entry else language.plain(step.title) if step.title else id_
    yield "<entry>"
    yield f"<id>{text_of(_tag(page, f'{kind}/{id_}/{step.moment.commit[:16]}'))}</id>"
    yield f"<title>{text_of(page.word('changes.entry', act=altered.act(page, step), name=name))}</title>"
    yield f"<updated>{_instant(step.moment.seconds, None)}</updated>"
    yield f'<link rel="alternate" type="text/html" href={quoteattr(_way(page, altered.address_of_key(step.key)))}/>'
    yield f"<category term={quoteattr(kind)} label={quoteattr(page.word(f'kinds.{kind}.one'))}/>"
    yield f"<summary>{text_of(_summary(page, step))}</summary>"
    yield "</entry>"


def _summary(page: Page, step: Step) -> str:
    """The changes as lines of plain text, or what happened."""
    lines = []
    for change in step.changes:
        shown = altered.sides(page, step.key[0], change, page.catalogue.by_key.get(step.key))
        was, now = (part.striptags() for part in shown)
        lines.append(f"{altered.label(page.language, step.key[0], change.path)}: {was} → {now}")
    if step.act is Act.RENAMED:
        lines.insert(0, f"{step.then[1]}")
    kind = page.word(f"kinds.{step.key[0]}.one")
    return "\n".join(lines) or f"{altered.act(page, step)}: {kind}"


def _tag(page: Page, name: str) -> str:
    publication = page.catalogue.publication
    host = publication.publisher.domain or (publication.url.host if publication.url else "") or NOBODY
    year = publication.published_since.year if publication.published_since else 2026
    return f"tag:{host},{year}:{page.language.code}/{name}"


def _way(page: Page, address: str) -> str:
    publication = page.catalogue.publication
    if publication.url is None:
        folder = page.address.rpartition("/")[0]
        return addresses.way(f"{folder}/" if folder else "", address)
    own = publication.language_root(page.language.code)
    return f"{publication.url.url.rstrip('/')}/{own}{address}"


def _instant(seconds: int | None, day: date | None) -> str:
    if seconds is None:
        return f"{(day or date(2000, 1, 1)).isoformat()}T00:00:00Z"
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
