"""A page for each record: what stands around it is gathered here, what it looks like is in its template."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from generator import addresses
from generator.catalogue import Catalogue, key_of
from generator.language import Language
from generator.loader import Entry
from generator.records import KINDS
from generator.values.stated import Statement
from generator.writing import altered, disclosure, facts, reckoned
from generator.writing.artifacts import Artifact
from generator.writing.claim_pages import claim_view
from generator.writing.escaping import element, escape
from generator.writing.fund_flows import allocations_sankey
from generator.writing.hours import in_words
from generator.writing.locators import locator
from generator.writing.money_views import fund_money, organisation_money, place_money, project_money
from generator.writing.page import Page
from generator.writing.place_charts import place_charts
from generator.writing.shown import show, statement, term
from generator.writing.templates import environment

View = dict[str, Any]


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The Markdown page of every published record in one language."""
    for kind in KINDS:
        template = environment().get_template(f"{kind.name}.md.jinja")
        entries = in_order(catalogue, kind.name)
        for index, entry in enumerate(entries):
            neighbours = (
                entries[index - 1] if index else None,
                entries[index + 1] if index + 1 < len(entries) else None,
            )
            address = addresses.address(entry)
            page = Page(catalogue, language, address)
            view = _common(page, entry, neighbours) | _VIEWS[kind.name](page, entry)
            yield Artifact.of(addresses.markdown_file(address), page.finish(template.render(view)))


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
    word = page.word(f"absence.{status.absence}") if status else page.word("unknown")
    label = page.language.label("project", "status")
    return Markup(" ") + element("span", f"{label} {word}", class_="p-status p-status-not-stated")


def _fund(page: Page, entry: Entry) -> View:
    return fund_money(page, entry) | {"flows": allocations_sankey(page, entry)}


def _site(page: Page, entry: Entry) -> View:
    catalogue, record = page.catalogue, entry.record
    named = [catalogue.find(reference) for reference in record.projects]
    here = {key_of(e): e for e in (*filter(None, named), *catalogue.naming(entry, "project"))}
    if record.place:
        here |= {key_of(e): e for e in catalogue.naming(entry, "fund")}
    address = Markup()
    if record.address:
        address += facts.row(page.language.label("site", "address"), statement(page, record.address, entry))
    return {
        "kicker": element("span", page.term(record.type)),
        "names": _other_names(page, entry),
        "address": address,
        "visiting": _visiting(page, entry),
        "stale": _is_doubtful(record.visiting),
        "founding": [[_when(page, event, entry), _what(page, event)] for event in record.founding],
        "measures": [[page.text(m.of), statement(page, m, entry)] for m in record.measures],
        "designations": [
            [page.term(d.type), statement(page, d.detail, entry), escape(d.number or "—"), show(page, d.date, entry)]
            for d in record.designations
        ],
        "projects": [e for e in here.values() if e.kind.name == "project"],
    }


def _other_names(page: Page, entry: Entry) -> Markup:
    """The names in other languages, then what else it is called."""
    main = page.language.pick(entry.record.heading)[1]
    shown = []
    for tag, name in entry.record.names.items():
        if tag != main and name.value:
            shown.append(element("span", name.value, lang=tag, class_="p-foreign"))
    others = [
        element("span", other.value, lang="" if tag == page.language.code else tag)
        for tag, name in entry.record.names.items()
        for other in name.alternatives
        if other.value
    ]
    if others:
        shown.append(element("span", escape(page.word("names_other") + " ") + page.joined(others)))
    return Markup(" ").join(shown)


def _visiting(page: Page, entry: Entry) -> Markup:
    visiting = entry.record.visiting
    rows = Markup()
    hours, fee = (visiting.hours, visiting.fee) if visiting else (None, None)
    rows += facts.row(page.word("site.hours"), _hours(page, hours, entry) if hours else _absent(page, "site.no_hours"))
    rows += facts.row(page.word("site.fee"), statement(page, fee, entry) if fee else _absent(page, "site.no_fee"))
    for name in ("access", "etiquette", "transport"):
        found: Sequence[Statement[Any]] = getattr(visiting, name) if visiting else ()
        if found:
            rows += facts.row(page.word(f"site.{name}"), *(statement(page, one, entry) for one in found))
    return element("dl", rows, class_="p-facts")


def _hours(page: Page, hours: Statement[str], entry: Entry) -> Markup:
    said = in_words(hours.value, page.language) if hours.value else None
    return statement(page, hours, entry, shown=escape(said) if said else None)


def _absent(page: Page, word: str) -> Markup:
    return element("span", page.word(word), class_="p-absent")


def _is_doubtful(visiting: Any) -> bool:
    """Whether something that a visitor plans by is of low confidence."""
    return bool(visiting) and any(
        one and one.value and one.confidence == "low" for one in (visiting.hours, visiting.fee)
    )


def _when(page: Page, event: Any, entry: Entry) -> Markup:
    words = [page.word("circa")] if event.circa else []
    if event.traditional:
        words.insert(0, page.word("traditional"))
    shown = statement(page, event, entry)
    written = escape(" ".join(words) + " ") + shown if words else shown
    if event.calendar:
        written += Markup(" ") + element("span", page.text(event.calendar), class_="p-as-of")
    return written


def _what(page: Page, event: Any) -> Markup:
    written = page.text(event.event)
    return written + element("small", page.text(event.note), class_="p-remark") if event.note else written


def _place(page: Page, entry: Entry) -> View:
    catalogue = page.catalogue
    fields = {"project": ["status", "budget"], "site": ["type"], "fund": ["period", "total"]}
    holdings = []
    for kind in KINDS:
        if kind.name == "fund":
            within = catalogue.places_within(entry.id)
            found: tuple[Entry, ...] = tuple(
                fund
                for fund in catalogue.of_kind("fund")
                if any(_lies_within(catalogue, line, within) for line in fund.record.allocations)
            )
        elif kind.name in fields:
            found = catalogue.lying_in(entry, kind.name)
        else:
            continue
        holdings.append((kind, found, fields[kind.name]))
    above = [page.link(place) for place in catalogue.ancestors(entry)]
    return {
        "kicker": Markup(" › ").join([*above, page.term(entry.record.level)]),
        "holdings": holdings,
        "money": place_money(page, entry),
        "charts": place_charts(page, entry),
        "children": catalogue.children.get(entry.id, ()),
        "claims": reckoned.claim_table(page, catalogue.lying_in(entry, "claim"), page.word("place.claims")),
        "disclosed": disclosure.of_several(page, [one for _, found, _ in holdings for one in found]),
    }


def _lies_within(catalogue: Catalogue, line: Any, within: frozenset[str]) -> bool:
    """Whether an allocation goes to one of these places, or to a project that lies in one."""
    project = catalogue.find(line.project)
    places = [line.place] if line.place else []
    if project:
        places += catalogue.places_of(project)
    return any(place.id in within for place in places)


def _organisation(page: Page, entry: Entry) -> View:
    catalogue = page.catalogue
    claims = catalogue.naming(entry, "claim", ["claimant"])
    return {
        "kicker": element("span", page.term(entry.record.type)),
        "claims": reckoned.claim_table(page, claims, page.word("organisation.claims")),
        "money": organisation_money(page, entry),
        "roles": [
            (f"organisation.{word}", word.replace("_", "-"), catalogue.naming(entry, kind, names), shown)
            for word, kind, names, shown in (
                ("responsible", "project", ["responsible"], ["places", "budget"]),
                ("part_in", "project", ["parties", "funding"], ["places", "budget"]),
                ("funds", "fund", ["funder"], ["period", "total"]),
                ("children", "organisation", ["parent"], ["type"]),
            )
        ],
    }


def _source(page: Page, entry: Entry) -> View:
    record = entry.record
    rows = []
    for name in ("type", "number", "publisher", "date", "url", "retrieved", "licence", "language", "sha256"):
        value = getattr(record, name)
        if value is None and name in ("number", "sha256"):
            continue
        shown = show(page, value, entry, brief=True)
        if name == "url" and value is None:
            shown = _absent(page, "unlinked")
        rows.append((page.language.label("source", name), shown))
    citing = page.catalogue.naming(entry)
    return {
        "kicker": element("span", page.term(record.type)),
        "parts_of_source": rows,
        "citing": [[page.link(e), page.word(f"kinds.{e.kind.name}.one")] for e in citing],
    }


_VIEWS: dict[str, Callable[[Page, Entry], View]] = {
    "project": _project,
    "fund": _fund,
    "claim": claim_view,
    "site": _site,
    "place": _place,
    "organisation": _organisation,
    "source": _source,
}
