"""The downloads, and the page that says what is in each file and what each column means."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from generator import addresses
from generator.catalogue import Catalogue
from generator.language import Language
from generator.records import KINDS
from generator.tabular import bundles
from generator.tabular.bundles import Bundle
from generator.tabular.columns import Table
from generator.writing.artifacts import Artifact
from generator.writing.downloads import file_link, form_of
from generator.writing.escaping import element, escape
from generator.writing.facts import table
from generator.writing.page import Page
from generator.writing.templates import environment


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The page in one language; in the default one also the files, which hold every language."""
    bundle = bundles.bundle(catalogue, language)
    yield _page(Page(catalogue, language, addresses.DOWNLOADS), bundle)
    if language.code == language.default:
        for name, content in bundle.files.items():
            yield Artifact(bundles.FOLDER + name, content)


def _page(page: Page, bundle: Bundle) -> Artifact:
    word = page.word
    title = word("downloads.title")
    text = (
        environment()
        .get_template("downloads.md.jinja")
        .render(
            p=page,
            front={"title": title, "kind": "text", "section": title, "description": word("downloads.lead")},
            whole=[
                (_link(page, bundle, name), word(f"downloads.{key}"))
                for name, key in (
                    (bundles.EVERYTHING, "everything"),
                    (bundles.WORKBOOK, "workbook"),
                    (bundles.SCHEMA, "schema"),
                )
            ],
            lists=_lists(page, bundle),
            notes=[
                word(f"downloads.notes.{name}", licence=page.catalogue.publication.licence_data) for name in bundles.NOTES
            ],
            groups=[
                (kind.folder, word(f"kinds.{kind.name}.many"), [_documented(page, bundle, one) for one in found])
                for kind in KINDS
                if (found := bundle.of_kind(kind))
            ],
            mixed=[_documented(page, bundle, one) for one in bundle.tables if not one.kind],
        )
    )
    return Artifact.of(addresses.markdown_file(page.address), text)


def _lists(page: Page, bundle: Bundle) -> Markup:
    """Each kind with its files."""
    heads = [page.word(f"downloads.heads.{name}") for name in ("list", "records", "files")]
    lines = []
    for kind in KINDS:
        main, *_ = bundle.of_kind(kind)
        links = Markup(" ").join(_link(page, bundle, name, brief=True) for name in bundles.names_of(kind))
        records = page.language.integer(len(main.rows))
        lines.append([element("a", main.titles[page.language.code], href=page.to(addresses.listing(kind))), records, links])
    return table(page.word("downloads.lists"), heads, lines, numeric=[1], under=True)


def _documented(page: Page, bundle: Bundle, shown: Table) -> Markup:
    """A table with all of its columns, folded away."""
    code = page.language.code
    heads = [page.word(f"downloads.heads.{name}") for name in ("key", "meaning", "type")]
    lines = [
        [element("code", column.key), column.labels[code], _type(page, column.type, column.of)]
        for column in shown.columns
    ]
    rows = page.word("downloads.rows", count=page.language.integer(len(shown.rows)))
    summary = element("summary", escape(shown.titles[code]) + Markup(" ") + element("small", rows))
    columns = table(page.word("downloads.columns_of", file=f"{shown.name}.csv"), heads, lines)
    return element("details", summary + element("p", _link(page, bundle, f"{shown.name}.csv")) + columns, class_="p-data")


def _type(page: Page, type_: str, of: str) -> Markup:
    said = escape(page.word(f"downloads.types.{type_}"))
    return said + Markup(" ") + element("code", of) if of else said


def _link(page: Page, bundle: Bundle, name: str, *, brief: bool = False) -> Markup:
    """A link to a file, with its form and size."""
    size = element("small", _size(page, len(bundle.files[name])))
    return file_link(page, bundles.FOLDER + name, form_of(name) if brief else name) + Markup(" ") + size


def _size(page: Page, count: int) -> str:
    unit, divisor = ("KB", 1_000) if count < 1_000_000 else ("MB", 1_000_000)
    return f"{page.language.integer(max(1, round(count / divisor)))} {unit}"
