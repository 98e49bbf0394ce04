"""What stands on the page of a service: how to reach it, for whom it is, how it is used, and what it rests on."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from generator.loader import Entry
from generator.records.service import Service
from generator.writing import facts, procedures
from generator.writing.escaping import assembled, element, escape
from generator.writing.locators import locator
from generator.writing.page import Page
from generator.writing.shown import show
from generator.writing.visiting import hours_shown, open_by


def service_view(page: Page, entry: Entry) -> dict[str, Any]:
    """What the template of a service shows beside the fields of its record."""
    service: Service = entry.record
    return {
        "kicker": _kicker(page, entry),
        "unreachable": not service.is_reachable,
        "fresh": procedures.freshness(page, entry),
        "reach": reach(page, entry),
        "whom": element("dl", _whom(page, entry), class_="p-facts"),
        "use": procedures.procedure(page, entry, service),
        "locator": locator(page, entry) if page.catalogue.point_of(entry) else Markup(),
        "can_tell": page.catalogue.publication.feedback.is_open,
        "needs": procedures.needs(page, entry),
        "granted": page.catalogue.naming(entry, "policy", ["benefit"]),
    }


def _kicker(page: Page, entry: Entry) -> Markup:
    themes = page.joined(page.term(theme) for theme in entry.record.themes)
    return element("span", page.word("service.kicker")) + element("span", themes)


def reach(page: Page, entry: Entry) -> Markup:
    """Telephone, address, hours and web, whatever is known of them: what somebody needs who wants to go there now."""
    service: Service = entry.record
    label = page.language.label
    rows = [facts.row(label("service", "telephones"), *procedures.telephones(page, service.telephones, entry))]
    rows.append(facts.row(label("service", "address"), show(page, service.address, entry)))
    hours = procedures.hours_of(service)
    shown = hours_shown(page, hours, entry) if hours else facts.absent(page, "unknown")
    rows.append(facts.row(label("service", "hours"), shown))
    if service.emails:
        rows.append(facts.row(label("service", "emails"), *procedures.mailboxes(page, service.emails, entry)))
    if service.website:
        rows.append(facts.row(label("service", "website"), show(page, service.website, entry)))
    languages = procedures.statements(page, service.languages, entry)
    rows.append(facts.row(label("service", "languages"), *languages))
    rows.append(facts.row(label("service", "costs"), *procedures.costs(page, service.costs, entry)))
    return open_by(page, hours, entry) + element("dl", assembled(rows), class_="p-facts")


def _whom(page: Page, entry: Entry) -> Markup:
    service: Service = entry.record
    label = page.language.label
    whom = page.joined(page.term(one) for one in service.audiences)
    rows = [
        facts.row(label("service", "audiences"), whom or facts.absent(page, "help.no_audience")),
        facts.row(label("service", "eligibility"), show(page, service.eligibility, entry)),
        facts.row(label("service", "provider"), show(page, service.provider, entry)),
        facts.row(label("service", "places"), show(page, service.places or None, entry)),
    ]
    return assembled(rows)


def reached(page: Page, entry: Entry) -> Markup:
    """How to reach a service, in a line for lists: the first line that is known, else its address, mailbox or page on
    the web, else that there is none."""
    service: Service = entry.record
    known = next((one for one in service.telephones if one.value is not None), None)
    if known is not None:
        return show(page, known.value, entry)
    if service.address and service.address.value:
        return show(page, service.address.value, entry)
    mailbox = next((one for one in service.emails if one.value is not None), None)
    if mailbox is not None:
        return show(page, mailbox.value, entry)
    if service.website:
        return show(page, service.website, entry)
    if service.coordinates and service.coordinates.value:
        return escape(page.word("service.on_map_only"))
    return element("span", page.word("caveats.unreachable"), class_="p-caveat")
