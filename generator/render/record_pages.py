"""A page for each record: what stands around it is gathered here, what it looks like is in its template."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from generator import addresses
from generator.answering import land_documents
from generator.catalogue import Catalogue, Key, key_of
from generator.language import Language
from generator.loader import Entry
from generator.records import KINDS
from generator.writing import altered, disclosure, facts, reckoned
from generator.writing.artifacts import Artifact, Leaf, made
from generator.writing.claim_pages import claim_view
from generator.writing.commitment_pages import commitment_view
from generator.writing.escaping import element, escape
from generator.writing.event_pages import event_view
from generator.writing.found_as import found_as
from generator.writing.fund_flows import allocations_sankey
from generator.writing.linked_data import record_data
from generator.writing.locators import locator
from generator.writing.money_views import fund_money, project_money
from generator.writing.organisation_pages import organisation_view
from generator.writing.page import Page
from generator.writing.place_pages import place_view
from generator.writing.policy_pages import policy_view
from generator.writing.route_pages import route_view
from generator.writing.service_pages import service_view
from generator.writing.shown import show, term
from generator.writing.site_pages import site_view
from generator.writing.source_pages import citing
from generator.writing.templates import environment
from generator.writing.visitor_card import sheet_end, visitor_section

View = dict[str, Any]


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The Markdown page of every published record in one language."""
    yield from made(leaves(catalogue, language))


def leaves(catalogue: Catalogue, language: Language, only: Container[Key] | None = None) -> Iterator[Leaf]:
    """A page for each record, or for some of them."""
    for kind in KINDS:
        entries = in_order(catalogue, kind.name)
        for index, entry in enumerate(entries):
            if only is not None and key_of(entry) not in only:
                continue
            neighbours = (
                entries[index - 1] if index else None,
                entries[index + 1] if index + 1 < len(entries) else None,
            )
            name = " ".join([kind.name, entry.id, *(one.id if one else "-" for one in neighbours)])
            yield Leaf(name, partial(_record, catalogue, language, entry, neighbours), is_followed=True)


def _record(
    catalogue: Catalogue, language: Language, entry: Entry, neighbours: tuple[Entry | None, Entry | None]
) -> list[Artifact]:
    address, kind = addresses.address(entry), entry.kind.name
    page = Page(catalogue, language, address)
    view = _common(page, entry, neighbours) | _VIEWS[kind](page, entry)
    text = environment().get_template(f"{kind}.md.jinja").render(view)
    return [Artifact.of(addresses.markdown_file(address), page.finish(text))]


def in_order(catalogue: Catalogue, kind: str) -> Sequence[Entry]:
    """The records of a kind as their list has them: places as the divisions go, the others by id."""
    return catalogue.of_kind(kind)


def _common(page: Page, entry: Entry, neighbours: tuple[Entry | None, Entry | None]) -> View:
    return {
        "p": page,
        "entry": entry,
        "record": entry.record,
        "front": _front(page, entry, neighbours),
        "kicker": element("span", page.word(f"{entry.kind.name}.kicker")),
        "show": lambda value: show(page, value, entry),
        "facts": partial(facts.facts, page, entry),
        "amounts": partial(facts.amounts, page, entry),
        "counts": partial(facts.counts, page, entry),
        "table": facts.table,
        "records": partial(facts.record_table, page, about=entry),
        "images": page.catalogue.images(entry),
        "locator": locator(page, entry),
        "claims": reckoned.about(page, entry),
        "history": altered.history(page, entry),
        "completeness": disclosure.section(page, entry),
    }


def _front(page: Page, entry: Entry, neighbours: tuple[Entry | None, Entry | None]) -> View:
    catalogue, language = page.catalogue, page.language
    title, tag = language.pick(entry.record.heading)
    section = language.word(f"kinds.{entry.kind.name}.many")
    front: View = {
        "title": title,
        "kind": entry.kind.name,
        "section": section,
        "breadcrumbs": [{"title": section, "url": addresses.listing(entry.kind)}],
        "data_path": entry.file,
    }
    if found_by := found_as(page, entry):
        front["search"] = {"names": found_by}
    if entry.record.abstract:
        front["description"] = language.plain(entry.record.abstract)
    if tag != language.code:
        front["translated"] = False
    if entry.kind.name == "place" and catalogue.surroundings.chronicle is not None:
        front["feed"] = {"title": language.word("changes.feed_title_of", name=title), "url": addresses.feed(entry)}
    changed = catalogue.surroundings.changed.get(entry.file)
    if changed:
        front["updated"] = changed.isoformat()
        front["updated_text"] = language.day(changed)
    pattern = catalogue.publication.repository.edit
    if pattern:
        front["edit_url"] = pattern.replace("{path}", entry.file)
    for name, neighbour in zip(("previous", "next"), neighbours, strict=True):
        if neighbour:
            front[name] = {"title": language.plain(neighbour.record.heading), "url": addresses.address(neighbour)}
    linked = record_data(page, entry)
    if linked:
        front["linked"] = linked
    return front


def _project(page: Page, entry: Entry) -> View:
    catalogue, record = page.catalogue, entry.record
    roles: dict[str, tuple[Markup, list[Markup]]] = {}
    for party in record.parties:
        roles.setdefault(party.role.id, (page.term(party.role), []))[1].append(page.reference(party.organisation))
    return project_money(page, entry) | {
        "kicker": _standing(page, entry),
        "valued": any(amount.value for amount in record.budget),
        "children": catalogue.naming(entry, "project", ["part_of"]),
        "sites": catalogue.naming(entry, "site", ["projects"]),
        "parties": [(role, page.joined(found)) for role, found in roles.values()],
        "land": land_documents(catalogue, entry),
        "milestones": [
            [page.text(m.title), *(show(page, day, entry) for day in (m.due, m.reached))] for m in record.milestones
        ],
    }


def _standing(page: Page, entry: Entry) -> Markup:
    """What a project is, and how far it has come."""
    form = page.term(entry.record.form) if entry.record.form else escape(page.word("project.kicker"))
    return element("span", form) + _status(page, entry)


def _status(page: Page, entry: Entry) -> Markup:
    status = entry.record.status
    if status and status.value:
        return Markup(" ") + term(page, status.value)
    word = page.word(f"project.no_status.{status.absence if status else 'unknown'}")
    return Markup(" ") + element("span", word, class_="p-status p-status-not-stated")


def _fund(page: Page, entry: Entry) -> View:
    return fund_money(page, entry) | {"flows": allocations_sankey(page, entry)}


def _source(page: Page, entry: Entry) -> View:
    record = entry.record
    rows = []
    for name in ("type", "number", "publisher", "date", "url", "retrieved", "licence", "language", "sha256"):
        value = getattr(record, name)
        if value is None and name in ("number", "sha256"):
            continue
        shown = show(page, value, entry, brief=True)
        if name == "url" and value is None:
            shown = facts.absent(page, "unlinked")
        rows.append((page.language.label("source", name), shown))
    return {
        "kicker": element("span", page.term(record.type)),
        "parts_of_source": rows,
        "citing": citing(page, entry),
    }


def _site(page: Page, entry: Entry) -> View:
    return site_view(page, entry) | {"visitor": visitor_section(page, entry), "sheet_end": sheet_end(page, entry)}


_VIEWS: dict[str, Callable[[Page, Entry], View]] = {
    "project": _project,
    "fund": _fund,
    "claim": claim_view,
    "commitment": commitment_view,
    "site": _site,
    "event": event_view,
    "route": route_view,
    "service": service_view,
    "policy": policy_view,
    "place": place_view,
    "organisation": organisation_view,
    "source": _source,
}
