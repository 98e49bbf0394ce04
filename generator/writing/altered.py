"""How a change looks: what a value was and what it is now, the history of a record, its corrections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator import addresses
from generator.catalogue import key_of
from generator.chronicle import Act, Chronicle, Key, Step
from generator.comparison import Change, figure
from generator.counting import unit_near
from generator.findings import Refusal
from generator.language import Language
from generator.loader import Entry
from generator.records import BY_NAME
from generator.records.base import Revision
from generator.shapes import Group, Leaf, Listing, Open, Shape, Sort, Words, shape_at, shape_of
from generator.values.dates import Period
from generator.values.money import Money
from generator.values.names import Reference, Term
from generator.values.quantity import Quantity
from generator.values.stated import Absence, Statement
from generator.values.text import UNDETERMINED
from generator.withholding import path_of
from generator.writing.escaping import element, escape
from generator.writing.facts import table
from generator.writing.page import Page
from generator.writing.shown import money, quantity

INLINE = 10
"""Changes on a record's own page; those before them are on a page of their own."""
LONGEST = 120
"""Characters of a text that are shown of each side."""


@dataclass(frozen=True)
class Told:
    """A change with the step that it belongs to."""

    step: Step
    change: Change


def told(steps: Iterable[Step]) -> list[Told]:
    """Every change of some steps, in their order, figures of a step first."""
    return [Told(step, change) for step in steps for change in step.changes]


def history(page: Page, entry: Entry) -> Markup:
    """The section about a record's past: its corrections, then what changed, folded; nothing where nothing did."""
    chronicle = page.catalogue.surroundings.chronicle
    parts: list[Markup] = []
    if entry.record.revisions:
        parts += [_heading(page, "changes.corrections", "corrections"), corrections_of(page, entry)]
    found = told(chronicle.by_key.get(key_of(entry), ())) if chronicle else []
    if found and chronicle:
        moment = found[0].step.moment
        day = page.language.day(moment.day) if moment else page.word("changes.uncommitted")
        title = element("summary", page.word("changes.count", count=page.language.integer(len(found)), day=day))
        lines = change_table(page, [change_line(page, one) for one in found[:INLINE]])
        more = Markup()
        if len(found) > INLINE:
            way = element("a", page.word("changes.all_of_record"), href=page.to(address_of_history(entry)))
            more = element("p", way)
        if not chronicle.is_complete:
            more += element("p", page.word("changes.incomplete"), class_="p-absent")
        details = element("details", title + lines + more, class_="p-data p-history")
        parts += [_heading(page, "changes.history", "history"), details]
    if chronicle and entry.kind.name == "place":
        feed = element("a", page.word("changes.feed_of"), href=page.to(addresses.feed(entry)))
        parts.append(element("p", feed, class_="p-feed"))
    return Markup("\n\n").join(parts)


def address_of_history(entry: Entry) -> str:
    """The page of a record's whole history."""
    return f"{addresses.address(entry)}history/"


def change_line(page: Page, one: Told) -> list[object]:
    """A change's cells: what, before, after, when."""
    kind, change = one.step.key[0], one.change
    was, now = sides(page, kind, change, page.catalogue.by_key.get(one.step.key))
    moment = when(page, one.step) + (Markup(" ") + commit_of(one.step) if one.step.moment else Markup())
    return [label(page.language, kind, change.path), was, now, moment]


def change_table(page: Page, lines: Sequence[Sequence[object]]) -> Markup:
    """Changes as rows, each as :func:`change_line` has it."""
    heads = [page.word(f"changes.{name}") for name in ("what", "was", "now", "when")]
    return table(page.word("changes.caption"), heads, lines, under=True)


def corrections_of(page: Page, entry: Entry) -> Markup:
    """The corrections of a record, newest first."""
    heads = [page.word(f"changes.{name}") for name in CORRECTION]
    chronicle = page.catalogue.surroundings.chronicle
    lines = [correction(page, entry, revision, now) for revision, now in in_order(entry, chronicle)]
    return table(page.word("changes.corrections_caption"), heads, lines, under=True)


CORRECTION = ("what", "was", "became", "corrected", "reason")
"""The columns of a correction."""


def in_order(entry: Entry, chronicle: Chronicle | None) -> list[tuple[Revision, str | None]]:
    """The corrections of a record, newest first, each with what the figure was made.

    The history tells that; where it does not, the next correction's ``was``, or what stands there today.
    """
    dated = sorted(enumerate(entry.record.revisions), key=lambda one: (one[1].date, one[0]), reverse=True)
    steps = chronicle.by_key.get(key_of(entry), ()) if chronicle else ()
    made = [change for step in steps for change in step.changes if change.alters_figure]
    later: dict[str, str | None] = {}
    found = []
    for _, revision in dated:
        field = path_of(revision.field)
        known = next(
            (one for exact in (True, False) for one in made if one.is_explained(field, revision.was, exact=exact)), None
        )
        if known:
            made.remove(known)
        now = known.now if known else later.get(revision.field, _present(entry, revision.field))
        found.append((revision, now))
        later[revision.field] = revision.was
    return found


def _present(entry: Entry, field: str) -> str | None:
    """What stands at a field today, as it is written."""
    value: Any = entry.record
    for step in path_of(field):
        if isinstance(step, int):
            value = value[step] if isinstance(value, tuple) and step < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else getattr(value, step, None)
    if isinstance(value, Statement):
        value = value.value if value.value is not None else value.absence
    return None if value is None or isinstance(value, tuple) else str(value)


def correction(page: Page, entry: Entry, revision: Revision, now: str | None) -> list[Markup]:
    """A correction's cells: what, before, after, when, why and by which source."""
    path = path_of(revision.field)
    sort = _leaf_at(entry.kind.name, path).sort
    if sort is Sort.FIGURE:
        sort = Sort.MONEY if figure(revision.was, Sort.MONEY) else Sort.QUANTITY
    change = Change(path, revision.was, now, sort)
    reason = page.text(revision.reason)
    if revision.source:
        reason += element("small", page.reference(revision.source), class_="p-remark")
    day = element("time", page.language.date(revision.date), datetime=str(revision.date))
    kind = entry.kind.name
    return [escape(label(page.language, kind, path)), *sides(page, kind, change, entry), day, reason]


def when(page: Page, step: Step) -> Markup:
    """The day of a step."""
    if step.moment is None:
        return escape(page.word("changes.uncommitted"))
    return element("time", page.language.day(step.moment.day), datetime=step.moment.day.isoformat())


def commit_of(step: Step) -> Markup:
    """The short name of a step's commit."""
    return element("code", step.moment.short, class_="p-commit") if step.moment else Markup()


def name_of(page: Page, step: Step) -> Markup:
    """The record of a step by its name: a link where it has a page, or a page in its place."""
    entry = page.catalogue.find(Reference(*step.key))
    if entry is not None:
        return page.link(entry)
    title = page.text(step.title) if step.title else escape(step.key[1])
    return element("a", title, href=page.to(address_of_key(step.key)))


def address_of_key(key: Key) -> str:
    """The address that a record has or had."""
    return f"{BY_NAME[key[0]].folder}/{key[1]}/"


def label(language: Language, kind: str, path: tuple[str | int, ...]) -> str:
    """What a place in a record is called: ``Amounts 1, basis``."""
    parts = [language.label(kind, str(path[0]))]
    for number, step in enumerate(path[1:], 1):
        if isinstance(step, int):
            parts[-1] += f" {step + 1}"
        elif step == UNDETERMINED:
            continue
        elif _is_language(step, shape_at(shape_of(BY_NAME[kind].model), path[:number])):
            parts[-1] += f" ({step})"
        else:
            parts.append(_part(language, kind, step))
    return language.word("joined").join(parts)


def _part(language: Language, kind: str, name: str) -> str:
    known = language.words["statement"].get(name)
    if known:
        return str(known["label"])
    found = language.label(kind, name)
    if found != name:
        return found
    site: Any = language.words["site"]
    if kind == "site" and isinstance(site.get(name), str):
        return str(site[name])
    columns: Any = language.words["columns"]
    return str(columns["parts"].get(name) or columns["names"].get(name) or name.replace("_", " "))


def sides(page: Page, kind: str, change: Change, whose: Entry | None = None) -> tuple[Markup, Markup]:
    """What it was and what it is, as they are shown."""
    was, now = change.was, change.now
    if change.is_new_writing:
        return escape(was), escape(now)
    if change.kind is Sort.TEXT:
        was, now = _excerpts(was, now)
    return side(page, kind, change, was, whose), side(page, kind, change, now, whose)


def side(page: Page, kind: str, change: Change, text: str | None, whose: Entry | None = None) -> Markup:
    """One side of a change; the record says what its figures count where they do not."""
    if text is None:
        return element("span", page.word("changes.nothing"), class_="p-absent")
    if text in set(Absence):
        return element("span", page.word(f"absence.{text}"), class_="p-absent")
    known = figure(text, change.kind)
    if isinstance(known, Money):
        return money(page, known)
    if isinstance(known, Quantity):
        unit = unit_near(page.catalogue, whose, change.path, known) if whose else ""
        return quantity(page, known, Term("unit", unit) if unit else None)
    match change.kind:
        case Sort.DATE:
            return escape(period(page.language, text))
        case Sort.TERM:
            return _word(page, kind, change, text)
        case Sort.REFERENCE | Sort.SOURCE:
            of = "source" if change.kind is Sort.SOURCE else _leaf_at(kind, change.path).of
            # A source may be followed by the place in it.
            named = [one.partition(" ") for one in text.split(", ")]
            return page.joined(_record(page, (of, id_)) + escape(space + at) for id_, space, at in named if id_)
    return escape(text)


def _record(page: Page, key: Key) -> Markup:
    """A record that is named, by what it is called now."""
    kind, id_ = page.catalogue.surroundings.redirects.get(key, key)
    return page.reference(Reference(kind, id_))


def period(language: Language, text: str) -> str:
    """A date or period as it is written in the language; as it stands where it cannot be read."""
    try:
        return language.period(Period.parse(text))
    except Refusal:
        return text


def _is_language(step: str, shape: Shape | None) -> bool:
    """Whether a step of a path is the language of a text and no field."""
    if isinstance(shape, Group):
        return shape.is_statement and step not in shape.fields and isinstance(shape.fields["value"], Words)
    return isinstance(shape, Words | Open)


def _leaf_at(kind: str, path: tuple[str | int, ...]) -> Leaf:
    """What sort of single value stands at a path, through lists and statements."""
    shape = shape_at(shape_of(BY_NAME[kind].model), path)
    while isinstance(shape, Listing | Open):
        shape = shape.item
    if isinstance(shape, Group):
        shape = shape.fields.get("value")
    return shape if isinstance(shape, Leaf) else Leaf()


def _word(page: Page, kind: str, change: Change, text: str) -> Markup:
    of = _leaf_at(kind, change.path).of
    words = page.language.words.get(of)
    if isinstance(words, dict) and isinstance(words.get(text), str):
        return escape(words[text])
    return page.term(Term(of, text))


def _excerpts(was: str | None, now: str | None) -> tuple[str | None, str | None]:
    """Two long texts from shortly before they part."""
    start = 0
    if was and now and max(len(was), len(now)) > LONGEST:
        same = next((n for n, (one, other) in enumerate(zip(was, now, strict=False)) if one != other), 0)
        start = max(0, same - LONGEST // 3)

    def cut(text: str | None) -> str | None:
        if text is None:
            return None
        kept = text[start : start + LONGEST]
        return ("…" if start else "") + kept + ("…" if start + LONGEST < len(text) else "")

    return cut(was), cut(now)


def act(page: Page, step: Step) -> str:
    """What happened, in a word."""
    return page.word(f"changes.act.{step.act if step.act is not Act.ADDED or not step.changes else 'again'}")


def _heading(page: Page, word: str, anchor: str) -> Markup:
    return Markup("## {} {{: #{} }}").format(escape(page.word(word)), escape(anchor))
