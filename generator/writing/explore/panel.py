"""What a list of a kind becomes in the browser: its files, and the empty room for its tools in the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from generator.loader import Entry
from generator.records import Kind
from generator.values.stated import Basis
from generator.values.text import LocalizedText
from generator.writing.artifacts import Artifact
from generator.writing.escaping import assembled, element, trusted
from generator.writing.explore.choices import Sort
from generator.writing.explore.columns import choices_of, columns, has_points, ids, moneys, points
from generator.writing.explore.reckoned import amount_fields
from generator.writing.explore.shards import ENDING, ROWS_EACH, TEXTS_EACH, folded, packed, sharded
from generator.writing.page import Page

FOLDER = "explore/"
TOGETHER = 8
"""Files of rows that are made together."""
FRAME = "maps/explore.html"
"""The map that shows what is selected, the same for every kind."""


@dataclass(frozen=True)
class Explored:
    """A kind whose list can be explored, and the plain cells of a row as the table has them."""

    kind: Kind
    files: Sequence[str]
    """Its downloads, as paths below the site's root."""
    row: Callable[[Page, Entry], list[Any]]
    other_names: Callable[[Entry], str]


def rooms(page: Page, explored: Explored, table: Markup) -> Markup:
    """The list between the rooms for what the scripts write: choices beside it, tools and pictures above it.

    Without scripts only the list is seen. The rooms are there from the first moment, so that nothing moves.
    """
    folder = page.address + FOLDER
    # What the scripts will ask for first is fetched while they are still on their way.
    early = [f"{page.to(folder)}labels{ENDING}", f"{page.to_root(folder)}columns{ENDING}"]
    ahead = assembled(trusted(f'<link rel="preload" href="{one}" as="fetch" crossorigin>') for one in early)
    inside = element("div", "", class_="x-tools") + element("div", "", class_="x-views") + table
    return element(
        "div",
        ahead + element("div", "", class_="x-side") + element("div", inside, class_="x-main"),
        class_="x-explore",
        data_explore=page.to(folder),
        data_shared=page.to_root(folder),
        data_kind=explored.kind.name,
        data_frame=page.to(FRAME) if has_points(page.catalogue, explored.kind) else "",
        data_csv=_ending(page, explored, ".csv"),
        data_geojson=_ending(page, explored, ".geojson"),
    )


def _ending(page: Page, explored: Explored, ending: str) -> str:
    return next((page.to_root(file) for file in explored.files if file.endswith(ending)), "")


def files(page: Page, explored: Explored) -> Iterator[tuple[str, Sequence[Entry], Callable[[], list[Artifact]]]]:
    """The files behind a list in one language: what is made together by its name, with the records that are in it; in
    the default language also those that all languages share."""
    catalogue, language, kind = page.catalogue, page.language, explored.kind
    entries, folder = catalogue.of_kind(kind), page.address + FOLDER

    def one(name: str, value: Callable[[], object]) -> list[Artifact]:
        return [Artifact(f"{folder}{name}{ENDING}", packed(value()))]

    def rows(start: int, share: Sequence[Entry]) -> list[Artifact]:
        written = sharded("rows", [explored.row(page, entry) for entry in share], ROWS_EACH, start)
        return [Artifact(folder + name, content) for name, content in written]

    yield "labels", (), partial(one, "labels", lambda: labels(page, kind))
    each = ROWS_EACH * TOGETHER
    for number, start in enumerate(range(0, len(entries), each)):
        share = entries[start : start + each]
        yield f"rows {number}", share, partial(rows, number * TOGETHER, share)
    for number, start in enumerate(range(0, len(entries), TEXTS_EACH)):
        share = entries[start : start + TEXTS_EACH]
        yield f"texts {number}", share, partial(one, f"texts-{number}", partial(_texts, page, explored, share))
    if language.code == language.default:
        for name, of in {"columns": columns, "money": moneys, "ids": ids, "points": points}.items():
            yield name, (), partial(one, name, partial(of, catalogue, kind))


def _texts(page: Page, explored: Explored, entries: Sequence[Entry]) -> list[str]:
    return [searched(page, explored, entry) for entry in entries]


def searched(page: Page, explored: Explored, entry: Entry) -> str:
    """What a record is found by: its title, its other names and its summary, a line each, folded."""
    summary = entry.record.abstract
    parts = [page.language.plain(entry.record.heading), explored.other_names(entry)]
    if isinstance(summary, LocalizedText):
        parts.append(page.language.plain(summary))
    return folded("\n".join(parts))


def labels(page: Page, kind: Kind) -> dict[str, Any]:
    """The words of one language: of the tools, of what there is to choose by and its options, of money."""
    language = page.language
    number = language.words["number"]
    return {
        "language": language.code,
        "words": dict(language.part("explore")),
        "facets": [
            {
                "label": choice.label(language),
                # Years and texts are what they are called.
                "names": None
                if choice.sort is Sort.YEARS
                else [choice.named(language, id_) for id_ in options],
            }
            for choice, options, _ in choices_of(page.catalogue, kind)
        ],
        "sums": {name: language.label(kind.name, name) for name in amount_fields(kind)},
        "bases": [[str(basis), language.word(f"basis.{basis}")] for basis in Basis],
        "money": {
            "group": number["group"],
            "multiples": number["multiples"],
            "lead": number["lead"].get(language.currency, ""),
            "unit": number["currency"].get(language.currency, ""),
            "currency": language.currency,
        },
    }
