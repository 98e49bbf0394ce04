"""The parts of the editors' guide that follow from the declarations: every field, and every finding of the checker."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from generator import addresses
from generator.catalogue import Catalogue
from generator.language import Language
from generator.records import KINDS, Kind
from generator.records.base import Facet, Linked, annotation
from generator.values.names import WordOf
from generator.wordlists import read_words
from generator.writing.artifacts import Artifact
from generator.writing.escaping import element, escape
from generator.writing.facts import table
from generator.writing.page import Page
from generator.writing.templates import environment


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The data dictionary and the catalogue of findings in one language."""
    yield _page(Page(catalogue, language, addresses.GUIDE_FIELDS), "guide_fields", _dictionary)
    yield _page(Page(catalogue, language, addresses.GUIDE_CHECKS), "checks", _findings)


def _page(page: Page, words: str, sections: Any) -> Artifact:
    text = (
        environment()
        .get_template("guide.md.jinja")
        .render(
            p=page,
            front={"title": page.word(f"{words}.title"), "kind": "text", "section": page.word(f"{words}.title")},
            title=page.word(f"{words}.title"),
            lead=page.word(f"{words}.lead"),
            sections=list(sections(page)),
        )
    )
    return Artifact.of(addresses.markdown_file(page.address), text)


def _dictionary(page: Page) -> Iterator[tuple[str, str, Markup]]:
    word = page.word
    statement = page.language.words["statement"]
    yield (
        "statement",
        word("guide_fields.statement"),
        element("p", word("guide_fields.statement_lead"))
        + Markup("\n\n")
        + table(
            word("guide_fields.statement"),
            [word("guide_fields.field"), word("guide_fields.meaning")],
            [[element("code", name), f"{one['label']} — {one['help']}"] for name, one in statement.items()],
        ),
    )
    for kind in KINDS:
        yield kind.name, word(f"kinds.{kind.name}.many"), _fields(page, kind)
    for name, terms in sorted(page.catalogue.vocabularies.items()):
        heads = [word("guide_fields.id"), word("guide_fields.label")]
        lines = [[element("code", id_), page.text(term.label)] for id_, term in terms.items()]
        # An underscore would be escaped in the heading's id.
        anchor = f"vocabulary-{name}".replace("_", "-")
        yield anchor, f"{word('guide_fields.vocabulary')} {name}", table(name, heads, lines)


def _fields(page: Page, kind: Kind) -> Markup:
    word, language = page.word, page.language
    heads = [word(f"guide_fields.{name}") for name in ("field", "meaning", "required", "facet", "vocabulary", "linked")]
    lines = []
    for name, field in kind.fields.items():
        linked, words = annotation(field, Linked), annotation(field, WordOf)
        lines.append(
            [
                element("code", name),
                f"{language.label(kind.name, name)} — {language.help(kind.name, name)}",
                word("guide_fields.yes") if field.is_required() else "",
                word("guide_fields.yes") if annotation(field, Facet) else "",
                element("code", words.vocabulary) if words else "",
                element("code", linked.term) if linked else "",
            ]
        )
    caption = escape(f"data/{kind.folder}/")
    return table(caption, heads, lines)


def _findings(page: Page) -> Iterator[tuple[str, str, Markup]]:
    catalogue_of_words = read_words(f"findings.{page.language.code}")
    words = catalogue_of_words["words"]
    for code, said in sorted(catalogue_of_words["findings"].items()):
        parts = [element("p", line) for line in str(said["explanation"]).split("\n") if line.strip()]
        for name in ("before", "after"):
            if said.get(name):
                parts.append(element("p", words[name]))
                parts.append(element("pre", element("code", str(said[name]).rstrip())))
        yield code, code, Markup("\n\n").join(parts)
