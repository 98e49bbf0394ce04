"""The downloads, and the pages that say what is in each file and what each column means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from markupsafe import Markup

from generator import addresses
from generator.catalogue import Catalogue
from generator.language import Language
from generator.records import KINDS
from generator.tabular import bundles
from generator.tabular.columns import Column, Table
from generator.writing.artifacts import Artifact, Leaf, made
from generator.writing.downloads import file_link, form_of
from generator.writing.escaping import element, escape
from generator.writing.facts import table
from generator.writing.linked_data import downloads_data
from generator.writing.page import Page
from generator.writing.paging import fill, navigation
from generator.writing.templates import environment

MIXED = "mixed"
"""Tables about records of every kind, among the kinds."""


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The pages in one language; in the default one also the files, which hold every language."""
    yield from made(leaves(catalogue, language))


def leaves(catalogue: Catalogue, language: Language) -> Iterator[Leaf]:
    """The pages, and the files."""
    yield Leaf("downloads", partial(_pages, catalogue, language), is_followed=True)
    if language.code == language.default:
        yield Leaf("downloads files", partial(_files, catalogue, language), is_followed=True)


def _files(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    for file, content in bundles.files(catalogue, language).items():
        yield Artifact(bundles.FOLDER + file, content)


def _pages(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    tables = bundles.tables_of(catalogue, language)
    common = common_columns(tables)
    yield _overview(Page(catalogue, language, addresses.DOWNLOADS), common)
    for name, title in _groups(language):
        found = [one for one in tables if (one.kind or MIXED) == name]
        yield from _columns(catalogue, language, columns_address(name), title, found, {one.key for one in common})


def columns_address(name: str) -> str:
    """The page about the columns of a kind's tables."""
    folders = {kind.name: kind.folder for kind in KINDS}
    return f"{addresses.DOWNLOADS}{folders.get(name, name)}/"


def common_columns(tables: Sequence[Table]) -> tuple[Column, ...]:
    """The columns that every table has, in their order."""
    keys = set.intersection(*({column.key for column in one.columns} for one in tables))
    return tuple(column for column in tables[0].columns if column.key in keys)


def _groups(language: Language) -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        yield kind.name, language.word(f"kinds.{kind.name}.many")
    yield MIXED, language.word("downloads.mixed")


def _overview(page: Page, common: Sequence[Column]) -> Artifact:
    word = page.word
    title = word("downloads.title")
    front: dict[str, object] = {
        "title": title, "kind": "text", "section": title, "description": word("downloads.lead"),
    }  # fmt: skip
    names = [bundles.EVERYTHING, bundles.WORKBOOK, *(name for kind in KINDS for name in bundles.names_of(kind))]
    if linked := downloads_data(page, [bundles.FOLDER + name for name in names]):
        front["linked"] = linked
    text = (
        environment()
        .get_template("downloads.md.jinja")
        .render(
            p=page,
            front=front,
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
                element("a", title, href=page.to(columns_address(name))) for name, title in _groups(page.language)
            ],
            common=_described(page, word("downloads.common"), common),
        )
    )
    return Artifact.of(addresses.markdown_file(page.address), text)


def _columns(
    catalogue: Catalogue, language: Language, address: str, title: str, tables: Sequence[Table], known: set[str]
) -> Iterator[Artifact]:
    """The columns of a kind's tables; those that every table has are on the overview. Several pages where it has many
    tables, each called by the first and last of its own."""
    word = language.word
    heading = word("downloads.columns_title", kind=title)
    overview = {"title": word("downloads.title"), "url": addresses.DOWNLOADS}

    def described(page: Page, one: Table) -> Sequence[object]:
        own = [column for column in one.columns if column.key not in known]
        file = f"{one.name}.csv"
        return [one.name, one.titles[language.code], _link(page, file), _described(page, file, own)]

    own = [one for one in tables if any(column.key not in known for column in one.columns)]
    filled = fill(own, address, partial(Page, catalogue, language), described)
    ways = [(_span(page, lines), page.address) for page, lines in filled]
    for number, (page, lines) in enumerate(filled, 1):
        front: dict[str, object] = {"title": heading, "kind": "text", "section": overview["title"]}
        front["breadcrumbs"] = [overview]
        if number > 1:
            front["title"] = word("listing.page_title", title=heading, number=number)
            front["breadcrumbs"] = [overview, {"title": heading, "url": address}]
            front["alternate"] = address  # another language's pages begin with other tables
        text = (
            environment()
            .get_template("download_columns.md.jinja")
            .render(
                p=page,
                front=front,
                title=front["title"],
                common=element("a", word("downloads.common"), href=page.to(f"{addresses.DOWNLOADS}#columns")),
                tables=lines,
                pages=navigation(page, ways, number),
            )
        )
        yield Artifact.of(addresses.markdown_file(page.address), text)


def _span(page: Page, tables: Sequence[Sequence[object]]) -> str:
    """What a page of tables is called among the others."""
    first, last = (str(tables[end][0]) for end in (0, -1)) if tables else ("", "")
    return first if first == last else page.word("alphabet.span", first=first, last=last)


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


def _described(page: Page, caption: str, columns: Sequence[Column]) -> Markup:
    """Columns, what they mean, and what stands in them."""
    heads = [page.word(f"downloads.heads.{name}") for name in ("key", "meaning", "type")]
    lines = [
        [element("code", column.key), column.labels[page.language.code], _type(page, column)] for column in columns
    ]
    return table(caption, heads, lines, under=True)


def _type(page: Page, column: Column) -> Markup:
    said = escape(page.word(f"downloads.types.{column.type}"))
    return said + Markup(" ") + element("code", column.of) if column.of else said


def _link(page: Page, name: str, shown: str = "") -> Markup:
    return file_link(page, bundles.FOLDER + name, shown or name)
