"""Pages in the place of records that are not there any more: what was here, when it went, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from generator import addresses
from generator.catalogue import Catalogue
from generator.chronicle import Key, Step, counts
from generator.language import Language
from generator.writing import altered, facts
from generator.writing.artifacts import Artifact
from generator.writing.escaping import element, escape
from generator.writing.page import Page
from generator.writing.templates import environment


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """A page for each record that was public and is gone; of a withheld one it says nothing but that."""
    for key in sorted(catalogue.surroundings.withheld):
        page = Page(catalogue, language, altered.address_of_key(key))
        title, lead = page.word("changes.withheld_title"), page.word("changes.withheld_lead")
        yield _artifact(page, {"title": title, "kind": "text"}, escape(title), lead, Markup())
    for key, step in sorted(gone(catalogue).items()):
        yield _tombstone(Page(catalogue, language, altered.address_of_key(key)), key, step)


def gone(catalogue: Catalogue) -> dict[Key, Step]:
    """The records that were public and are not there any more, with the step by which they went."""
    around = catalogue.surroundings
    since = catalogue.publication.published_since
    if around.chronicle is None or since is None:
        return {}
    shown = {key for key, entry in catalogue.by_key.items() if not entry.record.draft}
    return {
        key: step
        for key, step in around.chronicle.removed.items()
        if key not in shown | around.withheld
        and key not in around.redirects
        and counts(step, since.first, around.as_of)
    }


def _tombstone(page: Page, key: Key, step: Step) -> Artifact:
    word = page.word
    kind = word(f"kinds.{key[0]}.one")
    section = word(f"kinds.{key[0]}.many")
    name = page.language.plain(step.title) if step.title else key[1]
    reason = page.catalogue.surroundings.removed.get(key)
    rows = facts.row(word("changes.was_here"), element("span", kind + " ") + _title(page, step, key))
    moment = altered.when(page, step) + (Markup(" ") + altered.commit_of(step) if step.moment else Markup())
    rows += facts.row(word("changes.went"), moment)
    why = page.text(reason) if reason else element("span", word("changes.no_reason"), class_="p-absent")
    rows += facts.row(word("changes.why"), why)
    front = {
        "title": word("changes.gone_title", name=name),
        "kind": "text",
        "section": section,
        "breadcrumbs": [{"title": section, "url": f"{altered.address_of_key(key).partition('/')[0]}/"}],
    }
    body = element("dl", rows, class_="p-facts")
    return _artifact(page, front, escape(front["title"]), word("changes.gone_lead"), body)


def _title(page: Page, step: Step, key: Key) -> Markup:
    return page.text(step.title) if step.title else element("code", key[1])


def _artifact(page: Page, front: Mapping[str, object], title: Markup, lead: str, body: Markup) -> Artifact:
    text = (
        environment()
        .get_template("changes.md.jinja")
        .render(p=page, front=front, title=title, lead=[lead], table=body or " ", empty="", pages=[], number=1)
    )
    return Artifact.of(addresses.markdown_file(page.address), page.finish(text))
