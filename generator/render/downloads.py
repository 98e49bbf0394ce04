"""The downloads, and the page that says what is in each file and what each column means."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from generator import addresses
from generator.catalogue import Catalogue
from generator.language import Language
from generator.records import KINDS
from generator.tabular import bundles
from generator.tabular.columns import Table
from generator.writing.artifacts import Artifact
from generator.writing.downloads import file_link, form_of
from generator.writing.escaping import element, escape
from generator.writing.facts import table
from generator.writing.page import Page
from generator.writing.templates import environment


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The page in one language; in the default one also the files, which hold every language."""
    yield _page(Page(catalogue, language, addresses.DOWNLOADS), bundles.tables_of(catalogue, language))
    if language.code == language.default:
        for name, content in bundles.files(catalogue, language).items():
            yield Artifact(bundles.FOLDER + name, content)


def _page(page: Page, tables: tuple[Table, ...]) -> Artifact:
    word = page.word
    title = word("downloads.title")
    text = (
        environment()
        .get_template("downloads.md.jinja")
        .render(
            p=page,
            front={"title": title, "kind": "text", "section": title, "description": word("downloads.lead")},
            whole=[
                (_link(page, name), word(f"downloads.{key}"))
                for name, key in (
                    (bundles.EVERYTHING, "everything"),
                    (bundles.WORKBOOK, "workbook"),
                    (bundles.SCHEMA, "schema"),
                )
            ],
            lists=_lists(page),
            notes=[
                word(f"downloads.notes.{name}", licence=page.catalogue.publication.licence_data)
                for name in bundles.NOTES
            ],
            groups=[
                (
                    kind.folder,
                    word(f"kinds.{kind.name}.many"),
                    [_documented(page, one) for one in tables if one.kind == kind.name],
                )
                for kind in KINDS
            ],
            mixed=[_documented(page, one) for one in tables if not one.kind],
        )
    )
    return Artifact.of(addresses.markdown_file(page.address), text)


def _lists(page: Page) -> Markup:
    """Each kind with its files."""
    heads = [page.word(f"downloads.heads.{name}") for name in ("list", "records", "files")]
    lines = []
    for kind in KINDS:
        links = Markup(" · ").join(_link(page, name, form_of(name)) for name in bundles.names_of(kind))
        records = page.language.integer(len(page.catalogue.of_kind(kind)))
        title = element("a", page.word(f"kinds.{kind.name}.many"), href=page.to(addresses.listing(kind)))
        lines.append([title, records, links])
    return table(page.word("downloads.lists"), heads, lines, numeric=[1], under=True)


def _documented(page: Page, shown: Table) -> Markup:
    """A table with all of its columns, folded away."""
    code = page.language.code
    file = f"{shown.name}.csv"
    heads = [page.word(f"downloads.heads.{name}") for name in ("key", "meaning", "type")]
    lines = [
        [element("code", column.key), column.labels[code], _type(page, column.type, column.of)]
        for column in shown.columns
    ]
    summary = element("summary", escape(shown.titles[code]) + Markup(" ") + element("small", file))
    columns = table(page.word("downloads.columns_of", file=file), heads, lines)
    return element("details", summary + element("p", _link(page, file)) + columns, class_="p-data")


def _type(page: Page, type_: str, of: str) -> Markup:
    said = escape(page.word(f"downloads.types.{type_}"))
    return said + Markup(" ") + element("code", of) if of else said


def _link(page: Page, name: str, shown: str = "") -> Markup:
    return file_link(page, bundles.FOLDER + name, shown or name)
