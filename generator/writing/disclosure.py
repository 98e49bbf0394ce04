"""How records stand to the lists of duties, in words: a section for a record, a share for a list or a place."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from generator import addresses
from generator.completeness import Answer, Held, Share, State, held, share, total
from generator.loader import Entry
from generator.writing.escaping import element, escape
from generator.writing.page import Page


def section(page: Page, entry: Entry) -> Markup:
    """What a record publishes of what the lists ask of it, folded away; nothing where none asks of its kind."""
    lists = held(page.catalogue, entry)
    if not lists:
        return Markup()
    summary = element("summary", sentence(page, share(page.catalogue, entry)))
    about = element("p", escape(page.word("completeness.record")) + Markup(" ") + to_lists(page))
    shown = Markup().join(_list(page, one) for one in lists)
    return element("details", summary + about + shown, class_="p-data p-duties")


def of_several(page: Page, entries: Iterable[Entry]) -> Markup:
    """A sentence about several records taken together; nothing where no list asks anything of them."""
    asked = [one for entry in entries if (one := share(page.catalogue, entry)).asked]
    if not asked:
        return Markup()
    said = page.word("completeness.several", records=page.language.integer(len(asked)))
    return element("p", escape(f"{said} {sentence(page, total(asked))}") + Markup(" ") + to_lists(page))


def sentence(page: Page, one: Share) -> str:
    """A share in words: 5 of 23."""
    integer = page.language.integer
    return page.word("completeness.share", published=integer(one.published), asked=integer(one.asked))


def to_lists(page: Page) -> Markup:
    """The link to the page that explains the lists."""
    return element("a", page.word("completeness.lists"), href=page.to(addresses.COMPLETENESS))


def state(page: Page, one: State) -> Markup:
    """A state as a tag."""
    return element("span", page.word(f"completeness.states.{one}"), class_=f"p-duty p-duty-{one}")


def _list(page: Page, one: Held) -> Markup:
    """A list's items, by how the record stands to them."""
    address = page.to(f"{addresses.COMPLETENESS}#{one.name}")
    heading = element("a", page.text(one.list.title), href=address) + escape(f" {sentence(page, one.share)}")
    rows = Markup()
    for kept in State:
        found = [answer for answer in one.answers if answer.state is kept]
        if found:
            items = page.joined(_item(page, answer) for answer in found)
            rows += element("div", element("dt", state(page, kept)) + element("dd", items))
    return element("p", heading) + element("dl", rows, class_="p-facts")


def _item(page: Page, answer: Answer) -> Markup:
    title = page.text(answer.duty.title)
    if answer.said:
        return title + escape(page.word("completeness.said"))
    if answer.state is State.NOT_APPLICABLE and answer.duty.when:
        return title + escape(page.word("completeness.because", why=page.language.plain(answer.duty.when.note)))
    return title
