"""The parts of the editors' guide that follow from the declarations: every field, and every finding of the checker."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
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

Section = tuple[str, str, Markup]
"""The id of its heading, the heading, what stands below; without a heading where there is one part only."""
VOCABULARIES = "vocabularies"

GROUPS: Mapping[str, tuple[str, ...]] = {
    "files": (
        "yaml-", "file-", "front-matter-", "key-", "not-a-", "config-", "duplicate-key", "second-document",
        "empty-file", "merge-conflict", "stray-file", "too-deep", "too-many-values", "unknown-kind-folder",
        "lost-character", "control-character", "page-", "redirect-", "vendored-", "font-", "title-repeated",
    ),
    "values": (
        "absence-", "choice", "missing-field", "unknown-field", "value-missing", "list-empty", "term-",
        "yes-no", "number-", "unit-", "quantity-", "hours-", "url-", "sha256-", "not-text", "batch-",
    ),
    "texts": ("text-", "prose-", "line-form", "tibetan-", "translation-", "language-"),
    "links": ("id-", "reference-", "part-of-", "source-", "confidence-", "headline-", "code-", "organisation-"),
    "money": ("money-", "ledger-", "component-", "claim-", "duty-", "commitment-"),
    "dates": ("date-", "period-", "calendar-", "event-"),
    "places": ("place-", "coordinates-", "bounds-", "map-", "basemap-", "gpx-", "line-", "route-"),
    "people": ("people-", "dispute-", "personal-", "site-people", "image-", "notice-", "correction-", "revision-"),
}  # fmt: skip
"""Findings by what they are about, told by how their codes begin: the longest beginning decides."""
OTHER = "other"


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The data dictionary and the catalogue of findings in one language: an overview of each, and a page a group."""
    new_page = partial(Page, catalogue, language)
    yield from _dictionary(new_page)
    yield from _findings(new_page)


def _written(page: Page, title: str, lead: str, sections: Iterable[Section], above: str = "") -> Artifact:
    front: dict[str, Any] = {"title": title, "kind": "text", "section": title}
    if above:
        overview = page.word(f"{above}.title")
        address = addresses.GUIDE_FIELDS if above == "guide_fields" else addresses.GUIDE_CHECKS
        front |= {"section": overview, "breadcrumbs": [{"title": overview, "url": address}]}
    text = environment().get_template("guide.md.jinja").render(
        p=page, front=front, title=title, lead=lead, sections=list(sections)
    )  # fmt: skip
    return Artifact.of(addresses.markdown_file(page.address), text)


def _dictionary(new_page: Callable[[str], Page]) -> Iterator[Artifact]:
    page = new_page(addresses.GUIDE_FIELDS)
    word = page.word
    statement = page.language.words["statement"]
    parts = [(kind.folder, word(f"kinds.{kind.name}.many")) for kind in KINDS]
    parts.append((VOCABULARIES, word("guide_fields.vocabularies")))
    links = [element("a", title, href=page.to(f"{addresses.GUIDE_FIELDS}{name}/")) for name, title in parts]
    yield _written(
        page,
        word("guide_fields.title"),
        word("guide_fields.lead"),
        [
            ("kinds", word("guide_fields.kinds"), _listed(links)),
            (
                "statement",
                word("guide_fields.statement"),
                element("p", word("guide_fields.statement_lead"))
                + Markup("\n\n")
                + table(
                    word("guide_fields.statement"),
                    [word("guide_fields.field"), word("guide_fields.meaning")],
                    [[element("code", name), f"{one['label']} — {one['help']}"] for name, one in statement.items()],
                    under=True,
                ),
            ),
        ],
    )
    for kind in KINDS:
        page = new_page(f"{addresses.GUIDE_FIELDS}{kind.folder}/")
        title = word("guide_fields.title_of", kind=word(f"kinds.{kind.name}.many"))
        sections = [("", "", _fields(page, kind))]
        yield _written(page, title, word("guide_fields.lead"), sections, "guide_fields")
    page = new_page(f"{addresses.GUIDE_FIELDS}{VOCABULARIES}/")
    title = word("guide_fields.vocabularies")
    yield _written(page, title, word("guide_fields.lead"), _vocabularies(page), "guide_fields")


def _vocabularies(page: Page) -> Iterator[Section]:
    word = page.word
    for name, terms in sorted(page.catalogue.vocabularies.items()):
        heads = [word("guide_fields.id"), word("guide_fields.label")]
        lines = [[element("code", id_), page.text(term.label)] for id_, term in terms.items()]
        # An underscore would be escaped in the heading's id.
        yield f"vocabulary-{name}".replace("_", "-"), name, table(name, heads, lines, under=True)


def _listed(links: Iterable[Markup]) -> Markup:
    return element("ul", Markup("\n").join(element("li", link) for link in links), class_="p-features")


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


def group_of(code: str) -> str:
    """The group that a finding is told in."""
    starts = [(len(start), name) for name, begin in GROUPS.items() for start in begin if code.startswith(start)]
    return max(starts)[1] if starts else OTHER


def _findings(new_page: Callable[[str], Page]) -> Iterator[Artifact]:
    page = new_page(addresses.GUIDE_CHECKS)
    word = page.word
    read = read_words(f"findings.{page.language.code}")
    groups: dict[str, list[tuple[str, Any]]] = {name: [] for name in (*GROUPS, OTHER)}
    for code, said in sorted(read["findings"].items()):
        groups[group_of(code)].append((code, said))
    told = {name: found for name, found in groups.items() if found}
    yield _written(
        page,
        word("checks.title"),
        word("checks.lead"),
        [
            (
                name,
                word(f"guide_groups.{name}"),
                page.joined(
                    element("a", element("code", code), href=page.to(f"{addresses.GUIDE_CHECKS}{name}/#{code}"))
                    for code, _ in found
                ),
            )
            for name, found in told.items()
        ],
    )
    for name, found in told.items():
        page = new_page(f"{addresses.GUIDE_CHECKS}{name}/")
        sections = [(code, code, _explained(read["words"], said)) for code, said in found]
        title = word("checks.title_of", group=word(f"guide_groups.{name}"))
        yield _written(page, title, word("checks.lead"), sections, "checks")


def _explained(words: Any, said: Any) -> Markup:
    """What a finding means, and an example, line by line as an editor writes it."""
    parts = [element("p", line) for line in str(said["explanation"]).split("\n") if line.strip()]
    for name in ("before", "after"):
        if said.get(name):
            example = Markup("&#10;").join(escape(line) for line in str(said[name]).rstrip().split("\n"))
            parts += [element("p", words[name]), element("pre", element("code", example))]
    return Markup("\n\n").join(parts)
