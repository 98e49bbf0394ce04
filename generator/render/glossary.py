"""What the words beside the figures mean: bases of amounts, results of a reconciliation, kinds of absence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from generator import addresses
from generator.catalogue import Catalogue
from generator.language import Language
from generator.pledges import Standing
from generator.reckoning import Verdict
from generator.values.stated import Absence, Basis
from generator.writing.artifacts import Artifact
from generator.writing.commitment_pages import standing_word
from generator.writing.escaping import element
from generator.writing.page import Page
from generator.writing.templates import environment


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The glossary in one language; each word has its own id, which the tags beside figures lead to."""
    page = Page(catalogue, language, addresses.GLOSSARY)
    title = language.word("glossary.title")
    text = (
        environment()
        .get_template("guide.md.jinja")
        .render(
            p=page,
            front={"title": title, "kind": "text", "section": title},
            title=title,
            lead=language.word("glossary.lead"),
            sections=list(_sections(page)),
        )
    )
    yield Artifact.of(addresses.markdown_file(page.address), text)


def _sections(page: Page) -> Iterator[tuple[str, str, Markup]]:
    word = page.word
    bases = _terms(
        (str(basis), _tag(word(f"basis.{basis}"), f"p-basis p-basis-{basis}"), word(f"glossary.basis.{basis}"))
        for basis in Basis
    )
    yield "bases", word("glossary.bases"), bases + Markup("\n\n") + element("p", word("glossary.bases_rule"))
    names = ("claim", "itemised", "coverage", "unexplained")
    parts = [(name, word(f"glossary.{name}"), word(f"glossary.{name}_text")) for name in names]
    yield "reconciliation", word("glossary.reconciliation"), _terms(parts)
    verdicts = (
        (str(one), _tag(word(f"claim.verdict.{one}"), f"p-verdict p-verdict-{one}"), word(f"glossary.verdict.{one}"))
        for one in Verdict
    )
    yield "verdicts", word("glossary.verdicts"), _terms(verdicts)
    standings = (
        (f"commitment-{one}", standing_word(page, one), word(f"pledge.glossary.{one}")) for one in Standing
    )
    rule = element("p", word("pledge.glossary.rule"))
    yield "commitments", word("pledge.glossary.title"), _terms(standings) + Markup("\n\n") + rule
    absences = [(f"absence-{one}", word(f"absence.{one}"), word(f"glossary.absence.{one}")) for one in Absence]
    absences.append(("absence-unknown", word("unknown"), word("glossary.unknown")))
    yield "absences", word("glossary.absences"), _terms(absences)


def _tag(text: str, class_: str) -> Markup:
    return element("span", text, class_=class_)


def _terms(terms: Iterable[tuple[str, object, str]]) -> Markup:
    rows = (element("div", element("dt", term) + element("dd", text), id=id_) for id_, term, text in terms)
    return element("dl", Markup().join(rows), class_="p-facts")
