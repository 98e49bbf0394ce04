"""What stands on the page of a cultural site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from generator.catalogue import key_of
from generator.loader import Entry
from generator.values.stated import Statement
from generator.writing import facts
from generator.writing.escaping import element, escape
from generator.writing.hours import in_words
from generator.writing.page import Page
from generator.writing.shown import show, statement


def site_view(page: Page, entry: Entry) -> dict[str, Any]:
    """What the template of a site shows beside the fields of its record."""
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
    shown = _hours(page, hours, entry) if hours else facts.absent(page, "site.no_hours")
    rows += facts.row(page.word("site.hours"), shown)
    rows += facts.row(page.word("site.fee"), statement(page, fee, entry) if fee else facts.absent(page, "site.no_fee"))
    for name in ("access", "etiquette", "transport"):
        found: Sequence[Statement[Any]] = getattr(visiting, name) if visiting else ()
        if found:
            rows += facts.row(page.word(f"site.{name}"), *(statement(page, one, entry) for one in found))
    return element("dl", rows, class_="p-facts")


def _hours(page: Page, hours: Statement[str], entry: Entry) -> Markup:
    said = in_words(hours.value, page.language) if hours.value else None
    return statement(page, hours, entry, shown=escape(said) if said else None)


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
