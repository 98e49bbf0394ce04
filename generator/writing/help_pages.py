"""The parts of the pages under ``help/``: ways in, answers to a need as a list or as a guide, what is not recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from generator import addresses
from generator.answering import (
    HELP_KINDS,
    answering,
    audiences,
    for_audience,
    helping,
    in_place,
    land_documents,
    nowhere,
    places,
)
from generator.loader import Entry
from generator.needs import Answers, Form, Need
from generator.records import BY_NAME, Kind
from generator.records.claim import Claim
from generator.records.policy import Policy
from generator.records.service import Service
from generator.validity import validity
from generator.values.names import Term
from generator.writing import facts, procedures
from generator.writing.escaping import assembled, element, escape
from generator.writing.page import Page
from generator.writing.policy_pages import tag
from generator.writing.service_pages import reached
from generator.writing.shown import show, statement

MOST = 25
"""Answers shown in one part; the lists of their kinds have the rest."""


def ways_in(page: Page) -> Markup:
    """By need, by whom, by place: lists that are whole without a script."""
    catalogue, word = page.catalogue, page.word
    needs = assembled([_way(page, need) for need in catalogue.surroundings.needs.needs], "\n")
    of_audience = [
        _counted(page, page.term(one), addresses.help_for(one.id), _stated_for(page, one))
        for one in audiences(catalogue)
    ]
    of_place = [
        _counted(page, page.text(one.record.heading), addresses.help_in(one), _own(page, one))
        for one in places(catalogue)
    ]
    parts = []
    if needs:
        parts += [_heading(word("help.by_need"), "needs"), element("ul", needs, class_="p-ways")]
    if of_audience:
        parts += [_heading(word("help.by_audience"), "audiences"), _list(of_audience)]
    if of_place:
        parts += [_heading(word("help.by_place"), "places"), _list(of_place)]
    parts.append(_heading(word("help.all"), "all"))
    parts.append(element("p", page.joined(_kind_link(page, BY_NAME[kind]) for kind in HELP_KINDS)))
    return assembled(parts, "\n\n")


def _heading(text: str, id_: str) -> Markup:
    return element("h2", text, id=id_)


def _way(page: Page, need: Need) -> Markup:
    link = element("a", page.text(need.title), href=page.to(addresses.need(need.id)))
    return element("li", link + element("p", page.text(need.lead)))


def _counted(page: Page, name: Markup, address: str, own: Sequence[Entry]) -> Markup:
    """A way in with how many records are for it alone; none where everything there is the same elsewhere."""
    link = element("a", name, href=page.to(address))
    count = element("span", page.word("help.count", count=page.language.integer(len(own)))) if own else Markup()
    return element("li", link + Markup(" ") + count)


def _list(items: Iterable[Markup]) -> Markup:
    return element("ul", assembled(items, "\n"), class_="h-choices")


def _kind_link(page: Page, kind: Kind) -> Markup:
    text = page.word("all_of", kind=page.word(f"kinds.{kind.name}.many"))
    return element("a", text, href=page.to(addresses.listing(kind)))


# ------------------------------------------------------------------------------------------------------- answers


def part_shown(page: Page, part: Answers) -> Markup:
    """What answers a part of a need; where nothing does, that is said."""
    found = answering(page.catalogue, part)
    if not found:
        text = page.text(part.empty) if part.empty else page.word("help.nothing")
        return element("p", text, class_="p-absent")
    if part.form is Form.GUIDE:
        return assembled([_guided(page, entry) for entry in found[:MOST]], "\n\n") + _rest(page, found)
    return answers(page, found)


def answers(page: Page, found: Sequence[Entry]) -> Markup:
    """Records of any kind, one below the other: what it is, for what, and how to reach it."""
    items = assembled([_answer(page, entry) for entry in found[:MOST]], "\n")
    return element("ul", items, class_="h-answers") + _rest(page, found)


def _rest(page: Page, found: Sequence[Entry]) -> Markup:
    if len(found) <= MOST:
        return Markup()
    kinds = dict.fromkeys(entry.kind for entry in found[MOST:])
    links = page.joined(_kind_link(page, kind) for kind in kinds)
    said = page.word("help.more", count=page.language.integer(len(found) - MOST))
    return Markup("\n\n") + element("p", escape(said) + links)


def _answer(page: Page, entry: Entry) -> Markup:
    record = entry.record
    summary = element("p", page.text(record.abstract) + page.cite_record(entry)) if record.abstract else Markup()
    way = Markup()
    match record:
        case Service():
            way = element("p", escape(page.word("help.reach")) + reached(page, entry), class_="h-reach")
        case Claim():
            told = statement(page, record.figure, entry)
            counted = getattr(record.figure, "counts", None)
            way = element("p", told + (Markup(" ") + page.text(counted) if counted else ""), class_="h-reach")
    documents = land_documents(page.catalogue, entry)
    if documents:
        way = element("p", page.word("help.land_count", count=page.language.integer(len(documents))), class_="h-reach")
    return element("li", _title(page, entry, "p") + summary + way)


def _title(page: Page, entry: Entry, tag_: str, id_: str = "") -> Markup:
    kind = element("span", page.word(f"kinds.{entry.kind.name}.one"), class_="h-kind")
    standing = Markup()
    if isinstance(entry.record, Policy):
        kind = element("span", page.term(entry.record.type), class_="h-kind")
        standing = tag(page, validity(page.catalogue, entry, page.catalogue.surroundings.as_of))
    if tag_ == "p":
        return element("p", page.link(entry) + Markup(" ") + kind + standing, class_="h-answer")
    return element(tag_, page.link(entry), id=id_) + element("p", kind + standing, class_="h-answer")


def _guided(page: Page, entry: Entry) -> Markup:
    """An answer in full: what it is, how to reach it, what to do, until when. What is not stated is said."""
    record, label = entry.record, page.language.label
    parts = [_title(page, entry, "h3", f"{entry.kind.name}-{entry.id}")]
    if record.abstract:
        parts.append(element("p", page.text(record.abstract) + page.cite_record(entry)))
    rows: list[Markup] = []
    match record:
        case Service():
            lines = procedures.telephones(page, record.telephones, entry)
            rows.append(facts.row(label("service", "telephones"), *lines))
            rows.append(facts.row(label("service", "address"), show(page, record.address, entry)))
            if record.emails:
                rows.append(facts.row(label("service", "emails"), *procedures.mailboxes(page, record.emails, entry)))
            parts.append(procedures.procedure(page, entry, record, rows))
        case Policy():
            if record.benefit is not None:
                parts.append(procedures.procedure(page, entry, record.benefit))
        case _:
            return answers(page, [entry])
    return assembled(parts, "\n")


# ------------------------------------------------------------------------------------------- by whom and by place


def audience_shown(page: Page, audience: Term) -> tuple[Markup, Markup, Markup]:
    """What is for an audience, what does not say for whom it is, and by what means the audience is told of policies."""
    found = for_audience(page.catalogue, audience)
    own = [entry for entry in found if entry.record.audiences]
    others = [entry for entry in found if not entry.record.audiences]
    told = [
        element("li", page.link(policy) + escape(page.word("help.told_by")) + show(page, channel, policy))
        for policy in page.catalogue.of_kind("policy")
        for channel in policy.record.channels
        if channel.audience == audience
    ]
    return (
        answers(page, own) if own else Markup(),
        answers(page, others) if others else Markup(),
        element("ul", assembled(told, "\n"), class_="p-features") if told else Markup(),
    )


def _stated_for(page: Page, audience: Term) -> list[Entry]:
    return [entry for entry in helping(page.catalogue) if audience in entry.record.audiences]


def _own(page: Page, place: Entry) -> list[Entry]:
    """What is named for a place or one that lies in it."""
    within = page.catalogue.places_within(place.id)
    return [one for one in in_place(page.catalogue, place) if any(name.id in within for name in one.record.places)]


def place_shown(page: Page, place: Entry) -> tuple[Markup, Markup, Markup]:
    """What is offered in a place itself, what holds in a wider one that it lies in, and what names no place."""
    own = _own(page, place)
    wider = [entry for entry in in_place(page.catalogue, place) if entry not in own]
    other = nowhere(page.catalogue)
    return (
        answers(page, own) if own else Markup(),
        answers(page, wider) if wider else Markup(),
        answers(page, other) if other else Markup(),
    )
