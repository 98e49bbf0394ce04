"""All downloads of a publication: their names, which stay the same, and their bytes.

They hold every language, so there is one of each, beside the pages of the default language.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial

from generator.catalogue import Catalogue
from generator.earlier import earlier_of
from generator.language import Language
from generator.loader import Entry
from generator.processes import collector_at_rest
from generator.records import KINDS, Kind
from generator.tabular.archives import members, to_zip
from generator.tabular.columns import Table, Type
from generator.tabular.comma_separated import head_of, lines_of, to_csv
from generator.tabular.splicing import Form, Lines, Spliced
from generator.tabular.structured import GEOJSON, Structure, geojson_line, json_form, json_line
from generator.tabular.tables import tables
from generator.tabular.workbooks import LONGEST_NAME, Notes, to_xlsx
from generator.values.stated import Basis

FOLDER = "downloads/"
EVERYTHING = "all.zip"
WORKBOOK = "all.xlsx"
SCHEMA = "datapackage.json"
"""Files and columns for programs, as a Data Package (https://datapackage.org)."""

NOTES = ("what", "basis", "money", "step", "units", "absence", "dates", "derived", "ids", "coordinates", "quote",
         "licence")  # fmt: skip
"""What a reader of the tables has to know, as keys below ``downloads.notes`` of the word lists."""
_SCHEMA_TYPES = {Type.NUMBER: "number", Type.AMOUNT: "number", Type.YES_NO: "boolean"}


def tables_of(catalogue: Catalogue, language: Language) -> tuple[Table, ...]:
    """Every table, its rows not made yet; ``language`` is one of the publication's that is there already."""
    return tuple(tables(catalogue, _languages(catalogue, language)))


def _languages(catalogue: Catalogue, language: Language) -> tuple[Language, ...]:
    publication = catalogue.publication
    return tuple(language if code == language.code else Language(code, publication) for code in publication.languages)


def has_geometry(kind: Kind) -> bool:
    """Whether records of the kind have a point or a line."""
    return bool({"coordinates", "geometry"} & kind.fields.keys())


def names_of(kind: Kind) -> tuple[str, ...]:
    """The files that a kind's records are in, the plainest first."""
    points = (f"{kind.folder}.geojson",) if has_geometry(kind) else ()
    return (f"{kind.folder}.csv", f"{kind.folder}.xlsx", f"{kind.folder}.json", *points)


def files(catalogue: Catalogue, language: Language) -> dict[str, bytes]:
    """All downloads by name, below :data:`FOLDER`."""
    with collector_at_rest():
        return _files(catalogue, _languages(catalogue, language))


def _files(catalogue: Catalogue, languages: Sequence[Language]) -> dict[str, bytes]:
    made = tuple(tables(catalogue, languages))
    structure, earlier = Structure(catalogue, languages), earlier_of(catalogue)
    notes = _notes(catalogue, languages)
    whole = {table.kind: table for table in made if table.kind and not table.of_field}
    found = dict(Spliced(catalogue, FOLDER, _forms(structure, made, whole), partial(_lines, structure, made)).files)
    found |= {_csv(table): to_csv(table) for table in made if not table.rows_of}
    same = {file for file, content in found.items() if content == earlier.content(FOLDER + file)}
    from generator.tabular.reuse import Former, Sheet, sheets_in  # loaded only where files are made

    sheets: dict[str, Sheet] = {}

    def book(name: str, of: Sequence[Table]) -> bytes:
        before = earlier.content(FOLDER + name)
        if before and {_csv(table) for table in of} <= same:
            return before
        formerly = sheets_in(before) if before else {}
        for table in of:
            csv, sheet = earlier.content(FOLDER + _csv(table)), formerly.get(table.name[:LONGEST_NAME])
            former = Former(csv, sheet) if csv is not None and sheet else None
            sheets.setdefault(table.name, Sheet(table, found[_csv(table)], former))
        return to_xlsx(of, notes, lambda table: sheets[table.name])

    for kind in KINDS:
        name = f"{kind.folder}.xlsx"
        found[name] = book(name, [table for table in made if table.kind == kind.name])
    found[WORKBOOK] = book(WORKBOOK, list(whole.values()))
    found["README.txt"] = _readme(notes, made)
    found[SCHEMA] = _schema(catalogue, languages, made)
    before = earlier.content(FOLDER + EVERYTHING)
    packed = members(before) if before else {}
    found[EVERYTHING] = to_zip(found | {name: packed[name] for name in same if name in packed})
    return found


def _csv(table: Table) -> str:
    return f"{table.name}.csv"


def _forms(structure: Structure, made: Sequence[Table], whole: Mapping[str, Table]) -> dict[str, Form]:
    """The files that consist of what each record has in them."""
    forms = {_csv(table): Form(head_of(table)) for table in made if table.rows_of}
    for kind in KINDS:
        forms[f"{kind.folder}.json"] = json_form(structure, kind, whole[kind.name].titles)
        if has_geometry(kind):
            forms[f"{kind.folder}.geojson"] = GEOJSON
    return forms


def _lines(structure: Structure, made: Sequence[Table], entry: Entry) -> Lines:
    """What a record has in each of them."""
    kind = entry.kind
    found = {
        _csv(table): lines_of(rows)
        for table in made
        if table.rows_of and table.kind in (kind.name, "") and (rows := list(table.rows_of(entry)))
    }
    found[f"{kind.folder}.json"] = json_line(structure, entry)
    if has_geometry(kind) and (line := geojson_line(structure, entry)):
        found[f"{kind.folder}.geojson"] = line
    return found


def _notes(catalogue: Catalogue, languages: Sequence[Language]) -> Notes:
    publication = catalogue.publication

    def each(key: str, **arguments: object) -> list[str]:
        return [language.word(key, **arguments) for language in languages]

    lines = [[language.plain(publication.name) for language in languages]]
    lines += [each(f"downloads.notes.{name}", licence=publication.licence_data) for name in NOTES]
    if publication.synthetic:
        lines.append(each("downloads.synthetic"))
    lines += [
        [f"{basis} — {one.word(f'basis.{basis}')}. {one.word(f'glossary.basis.{basis}')}" for one in languages]
        for basis in Basis
    ]
    units = catalogue.vocabularies.get("unit", {})
    lines += [[f"{id_} — {one.plain(unit.label)}" for one in languages] for id_, unit in units.items()]
    return Notes(
        sheet=languages[0].word("downloads.notes_sheet"),
        heads=each("language"),
        lines=lines,
        columns_sheet=languages[0].word("downloads.columns_sheet"),
        column_heads=[
            *(languages[0].word(f"downloads.heads.{name}") for name in ("table", "key")),
            *each("language"),
            *each("downloads.heads.type"),
            languages[0].word("downloads.heads.of"),
        ],
        types={type_: each(f"downloads.types.{type_}") for type_ in Type},
    )


def _readme(notes: Notes, made: Sequence[Table]) -> bytes:
    """The notes as text, in each language; then what each file holds."""
    parts = ["\n\n".join(line[number] for line in notes.lines) for number in range(len(notes.heads))]
    parts.append("\n".join(f"{table.name}.csv  {' · '.join(table.titles.values())}" for table in made))
    return ("\n\n----\n\n".join(parts) + "\n").encode()


def _schema(catalogue: Catalogue, languages: Sequence[Language], made: Sequence[Table]) -> bytes:
    publication = catalogue.publication
    resources = [
        {
            "name": table.name,
            "path": f"{table.name}.csv",
            "title": " · ".join(table.titles.values()),
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {
                "fields": [
                    {
                        "name": column.key,
                        "type": _SCHEMA_TYPES.get(column.type, "string"),
                        "title": " · ".join(column.labels.values()),
                    }
                    for column in table.columns
                ]
            },
        }
        for table in made
    ]
    head = {
        "name": "publication",
        "title": " · ".join(language.plain(publication.name) for language in languages),
        "licenses": [{"title": publication.licence_data}],
    }
    return (json.dumps(head | {"resources": resources}, ensure_ascii=False, indent=1) + "\n").encode()
