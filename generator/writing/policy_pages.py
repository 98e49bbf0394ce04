"""What stands on the page of a policy: whether it is in force and by what, its number and dates, benefit, text, kin."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from generator.catalogue import Catalogue
from generator.loader import Entry
from generator.records.policy import Benefit, Policy
from generator.validity import State, Validity, superseding, validity
from generator.writing import facts, procedures
from generator.writing.escaping import assembled, element, escape
from generator.writing.page import Page
from generator.writing.shown import show, statement

NUMBERED = ("number", "level", "issuer", "made", "published", "in_force", "repealed")
"""Fields that keep their place on every page of a policy."""


def policy_view(page: Page, entry: Entry) -> dict[str, Any]:
    """What the template of a policy shows beside the fields of its record."""
    policy: Policy = entry.record
    known = validity(page.catalogue, entry, page.catalogue.surroundings.as_of)
    return {
        "kicker": element("span", page.term(policy.type)) + tag(page, known),
        "standing": _sentence(page, entry, known),
        "fresh": procedures.freshness(page, entry),
        "numbered": _numbered(page, entry),
        "catalogued": _catalogued(page, entry),
        "benefit": _benefit(page, entry, policy.benefit) if policy.benefit else Markup(),
        "apply": _apply(page, entry, policy.benefit) if policy.benefit else Markup(),
        "whom": _whom(page, entry),
        "kin": _kin(page, entry),
        "services": services_under(page.catalogue, entry),
        "resting": page.catalogue.naming(entry, "policy", ["legal_basis"]),
        "needs": procedures.needs(page, entry),
    }


def tag(page: Page, known: Validity) -> Markup:
    """How a policy stands, as a tag; its shape tells too."""
    return Markup(" ") + element("span", _word(page, known), class_=f"h-validity h-validity-{known.state}")


def validity_of(page: Page, entry: Entry) -> tuple[Markup, str]:
    """Whether a policy is in force, in a list: its mark, and the word that people choose by."""
    known = validity(page.catalogue, entry, page.catalogue.surroundings.as_of)
    return tag(page, known), str(_word(page, known).striptags())


def _word(page: Page, known: Validity) -> Markup:
    if known.said is not None:
        return page.term(known.said)
    return escape(page.word(f"policy.validity.{known.state}"))


def _sentence(page: Page, entry: Entry, known: Validity) -> Markup:
    """What the standing follows from: dates, a successor, the words of a source, or nothing."""
    policy: Policy = entry.record
    today = page.catalogue.surroundings.as_of
    if known.state is State.STATED and policy.validity is not None:
        return element("p", escape(page.word("policy.as_stated")) + statement(page, policy.validity, entry))
    said = escape(
        page.word(
            f"policy.because.{known.state}{'-until' if known.until else ''}",
            date=page.language.date(known.since) if known.since else "",
            until=page.language.date(known.until) if known.until else "",
            today=page.language.day(today) if today else "",
        )
    )
    if known.by is not None:
        said += page.link(known.by)
    return element("p", said)


def _numbered(page: Page, entry: Entry) -> Markup:
    return facts.facts(page, entry, NUMBERED, NUMBERED)


def _catalogued(page: Page, entry: Entry) -> Markup:
    """Index number and the other fields of a catalogue of disclosure, as far as they are recorded."""
    catalogued = entry.record.catalogued
    if catalogued is None:
        return Markup()
    words = page.language.words["columns"]["parts"]
    rows = [
        facts.row(words[name], show(page, value, entry))
        for name in type(catalogued).model_fields
        if (value := getattr(catalogued, name)) not in (None, ())
    ]
    return element("dl", assembled(rows), class_="p-facts") if rows else Markup()


def _benefit(page: Page, entry: Entry, benefit: Benefit) -> Markup:
    """Who is entitled, what one gets, and where; each keeps its place when it is not known."""
    word = page.word
    gets = [_amount(page, entry, amount) for amount in benefit.amounts]
    gets += procedures.statements(page, benefit.gets, entry) if benefit.gets or not gets else []
    rows = [
        facts.row(word("policy.entitled"), show(page, benefit.entitled, entry)),
        facts.row(word("policy.gets"), *gets),
    ]
    return element("dl", assembled(rows), class_="p-facts")


def _amount(page: Page, entry: Entry, amount: Any) -> Markup:
    of = element("span", page.text(amount.of), class_="h-purpose") + " " if amount.of else Markup()
    per = Markup(" ") + element("span", page.text(amount.per), class_="h-per") if amount.per else Markup()
    note = element("small", page.text(amount.note), class_="p-remark") if amount.note else Markup()
    shown = show(page, amount.value, entry) + per if amount.value is not None else None
    if amount.value is not None:
        shown = element("span", shown, id=page.anchor(amount, entry))
    return of + statement(page, amount, entry, shown=shown) + note


def _apply(page: Page, entry: Entry, benefit: Benefit) -> Markup:
    where = [page.reference(one) for one in (*benefit.services, *benefit.offices)] or [facts.absent(page, "unknown")]
    row = facts.row(page.word("policy.where"), *where)
    return procedures.procedure(page, entry, benefit, after=[row])


def _whom(page: Page, entry: Entry) -> Markup:
    """Whom it is about, and by what means each audience is told of it."""
    policy: Policy = entry.record
    label = page.language.label
    whom = page.joined(page.term(one) for one in policy.audiences)
    rows = [facts.row(label("policy", "audiences"), whom or facts.absent(page, "help.no_audience"))]
    if policy.places:
        rows.append(facts.row(label("policy", "places"), show(page, policy.places, entry)))
    rows += [facts.row(page.term(one.audience), statement(page, one, entry)) for one in policy.channels]
    return element("dl", assembled(rows), class_="p-facts")


def _kin(page: Page, entry: Entry) -> Markup:
    """What it takes the place of, what took its place, and what it rests on."""
    policy: Policy = entry.record
    after = superseding(page.catalogue, entry)
    groups = (
        ("supersedes", [page.reference(one) for one in policy.supersedes]),
        ("superseded_by", [page.link(one) for one in after]),
        ("legal_basis", [page.reference(one) for one in policy.legal_basis]),
    )
    rows = [facts.row(page.word(f"policy.kin.{name}"), *links) for name, links in groups if links]
    return element("dl", assembled(rows), class_="p-facts") if rows else Markup()


def services_under(catalogue: Catalogue, entry: Entry) -> tuple[Entry, ...]:
    """The services that name a policy, and those that it names for its benefit."""
    policy: Policy = entry.record
    own = [found for one in (policy.benefit.services if policy.benefit else ()) if (found := catalogue.find(one))]
    naming = catalogue.naming(entry, "service", ["legal_basis", "policies"])
    return tuple({service.id: service for service in (*own, *naming)}.values())
