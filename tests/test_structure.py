"""The shape of the package: its rows, the size of its modules, and everything that a kind of record needs."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.utils.yaml import yaml_load

import generator
from generator.checks import content
from generator.records import KINDS, Kind
from generator.records.base import Facet, Linked, annotation
from generator.render.record_pages import _VIEWS
from generator.values.names import WordOf
from generator.values.stated import Amount, Count, Stated
from tests.websites import REPOSITORY

PACKAGE = Path(generator.__file__).parent
MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
LONGEST = 320
"""Lines of a module; one that is longer is about two things."""
LANGUAGES = ("zh", "en")


# ------------------------------------------------------------------------------------------------------------- rows


def rows() -> dict[str, int]:
    """Module or package → its row, as the table in ARCHITECTURE.md has it."""
    table = re.findall(
        r"^\| (\d) \| ([^|]+) \|", (PACKAGE / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    return {
        f"generator.{name.rstrip('/')}": int(row) for row, names in table for name in re.findall(r"`([\w/]+)`", names)
    }


def row_of(module: str) -> int | None:
    """The row of a module, or of the package it is in."""
    known = rows()
    while module != "generator" and module not in known:
        module = module.rpartition(".")[0]
    return known.get(module)


@cache
def imports(module: str) -> dict[str, int]:
    """Modules of the package that a module imports, and the line on which it does."""
    found: dict[str, int] = {}
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name: node.lineno for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: imports are written out"
            for name in node.names:
                inner = f"{node.module}.{name.name}"
                found[inner if inner in MODULES else str(node.module)] = node.lineno
    return {name: line for name, line in found.items() if name in MODULES and name != "generator"}


INSIDE = sorted(set(MODULES) - {"generator", "generator.__main__"})


@pytest.mark.parametrize("module", INSIDE)
def test_every_module_has_a_row_and_imports_only_from_that_row_and_those_above(module: str) -> None:
    row = row_of(module)
    assert row is not None, f"{module} has no row in generator/ARCHITECTURE.md"
    below = {f"{name} (line {line})" for name, line in imports(module).items() if (row_of(name) or 0) > row}
    assert not below, f"{module}, in row {row}, imports from further down"


@pytest.mark.parametrize("module", [name for name in INSIDE if re.match(r"generator\.(checks|render)\.", name)])
def test_a_check_and_a_sort_of_page_know_nothing_of_their_siblings(module: str) -> None:
    package = module.rpartition(".")[0]
    siblings = {name for name in imports(module) if name.startswith(package + ".")}
    others = {name for name in imports(module) if name.split(".")[1] in ("checks", "render")} - siblings
    assert not siblings and not others


def test_no_two_modules_import_each_other_by_whatever_way() -> None:
    done: set[str] = set()

    def visit(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " → ".join([*way, module])
        if module not in done:
            for name in imports(module):
                visit(name, (*way, module))
            done.add(module)

    for module in INSIDE:
        visit(module, ())


def test_every_row_names_what_there_is() -> None:
    assert not {name for name in rows() if name not in MODULES and not (PACKAGE / name.split(".", 1)[1]).is_dir()}


PURE = ("values", "records", "catalogue", "language", "addresses", "drawing", "writing", "checks", "render")
EDGES = {"os", "subprocess", "socket", "urllib.request", "http", "shutil", "tempfile", "time", "random"}


@pytest.mark.parametrize("module", [name for name in INSIDE if name.split(".")[1] in PURE])
def test_what_computes_asks_neither_disk_nor_network_nor_clock(module: str) -> None:
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    names = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not names & EDGES
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not {
        name for name in called if re.search(r"^open$|\.today$|\.now$|read_text$|write_text$|write_bytes$", name)
    }


# --------------------------------------------------------------------------------------------------- size and words


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_module_is_about_one_thing_and_says_which(module: str) -> None:
    text = MODULES[module].read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST
    assert not text.strip() or ast.get_docstring(ast.parse(text)), f"{module} does not say what it is about"


@pytest.mark.parametrize("module", sorted(MODULES))
def test_whatever_others_may_use_says_what_it_does(module: str) -> None:
    silent = []

    def look(node: ast.Module | ast.ClassDef, inherited: bool) -> None:
        for inner in node.body:
            if not isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) or inner.name.startswith(
                "_"
            ):
                continue
            # A method that a base class or a protocol asks for is described there.
            if not ast.get_docstring(inner) and not (inherited and not isinstance(inner, ast.ClassDef)):
                silent.append(f"{inner.name} (line {inner.lineno})")
            if isinstance(inner, ast.ClassDef):
                look(inner, bool(inner.bases))

    look(ast.parse(MODULES[module].read_text(encoding="utf-8")), False)
    assert not silent


def test_every_module_can_be_imported_by_itself() -> None:
    for found in pkgutil.walk_packages([str(PACKAGE)], "generator."):
        if found.name != "generator.__main__":
            importlib.import_module(found.name)


# ------------------------------------------------------------------------------------------------------------ kinds


def words(name: str) -> dict[str, Any]:
    """A word list of the package."""
    loaded: dict[str, Any] = yaml.safe_load((PACKAGE / "i18n" / f"{name}.yml").read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
class TestEveryKind:
    """What a new kind must bring."""

    def test_has_a_module_a_template_and_a_view(self, kind: Kind) -> None:
        assert (PACKAGE / "records" / f"{kind.name}.py").is_file()
        assert (PACKAGE / "templates" / f"{kind.name}.md.jinja").is_file()
        assert kind.name in _VIEWS

    def test_has_a_class_and_terms_in_a_vocabulary_of_the_web(self, kind: Kind) -> None:
        assert re.fullmatch(r"[a-z0-9]+:\w+", kind.linked)
        terms = [annotation(info, Linked) for info in kind.fields.values()]
        assert all(re.fullmatch(r"[a-z0-9]+:\w+", term.term) for term in terms if term) and any(terms)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_has_a_name_a_lead_and_words_for_every_field(self, kind: Kind, language: str) -> None:
        known = words(language)
        assert all(known["kinds"][kind.name][word].strip() for word in ("one", "many", "lead"))
        fields = {**known["fields"]["record"], **known["fields"][kind.name]}
        lacking = [
            name for name in kind.fields if not all(fields.get(name, {}).get(word) for word in ("label", "help"))
        ]
        assert not lacking
        assert not known["fields"][kind.name].keys() - kind.fields.keys(), "words for a field that is not there"

    def test_has_a_schema(self, kind: Kind) -> None:
        assert (PACKAGE / "schemas" / f"{kind.name}.json").is_file()

    def test_has_a_page_in_the_navigation_of_both_starters(self, kind: Kind) -> None:
        for file in (REPOSITORY / "mkdocs.yml", PACKAGE / "starter_files" / "mkdocs.yml"):
            entries = yaml_load(file.read_text(encoding="utf-8"))["nav"]
            targets = [target for item in entries for target in item.values()]
            inside = [item for section in targets if isinstance(section, list) for item in section]
            targets += [target for item in inside for target in item.values()]
            assert f"{kind.folder}/index.md" in targets

    def test_has_a_fixture_and_an_example_in_the_starter(self, kind: Kind) -> None:
        assert list((Path(__file__).parent / "golden" / "records" / kind.folder).glob("*.yml"))
        assert list((PACKAGE / "starter_files" / "data" / kind.folder).glob("*.yml"))

    def test_takes_its_words_from_vocabularies_that_are_there(self, kind: Kind) -> None:
        shipped = {path.stem for path in (PACKAGE / "vocabularies").glob("*.yml")}
        own = {path.stem for path in (PACKAGE / "starter_files" / "site_config" / "vocabularies").glob("*.yml")}
        text = (PACKAGE / "records" / f"{kind.name}.py").read_text(encoding="utf-8")
        assert set(re.findall(rf'{WordOf.__name__}\("(\w+)"\)', text)) <= shipped | own

    def test_lets_people_choose_only_by_fields_that_it_has(self, kind: Kind) -> None:
        facets = [name for name, info in kind.fields.items() if annotation(info, Facet)]
        assert set(facets) <= set(kind.fields)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_parts_of_a_statement_have_words(language: str) -> None:
    parts = {*Stated.model_fields, *Amount.model_fields, *Count.model_fields}
    known = words(language)["statement"]
    assert parts == known.keys() and all(known[part]["label"] and known[part]["help"] for part in parts)


# ------------------------------------------------------------------------------------------------------- word lists


def leaves(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every text of a word list with its path; what differs by the nature of a language is one leaf."""
    if isinstance(node, Mapping) and path != ("number",):
        for name, inner in node.items():
            yield from leaves(inner, (*path, str(name)))
    else:
        yield path, node


LISTS = sorted({path.name.replace(".zh.", ".").replace("zh.", "") for path in (PACKAGE / "i18n").glob("*zh.yml")})


@pytest.mark.parametrize("name", LISTS)
def test_all_languages_have_the_same_words_in_the_same_order_with_the_same_places_to_fill(name: str) -> None:
    stem = name.removesuffix("yml").rstrip(".")
    chinese, english = (dict(leaves(words(f"{stem}.{code}".lstrip(".")))) for code in LANGUAGES)
    chinese.pop(("months",), None)
    english.pop(("months",), None)
    for one, other in zip_longest(chinese, english):
        assert one == other
    for path, text in chinese.items():
        if isinstance(text, str):
            found = [sorted(set(re.findall(r"\{\w+\}", value))) for value in (text, str(english[path]))]
            # A date names its month by number or by word.
            assert found[0] == found[1] or path[0] == "date", path


def test_every_language_of_the_package_has_every_list() -> None:
    files = {path.name for path in (PACKAGE / "i18n").iterdir()}
    assert files == {name.replace("zh.yml", f"{code}.yml") for name in files for code in LANGUAGES if "zh." in name}


# ---------------------------------------------------------------------------------------------------- configuration


def test_the_starters_configuration_is_that_of_this_publication_under_another_name() -> None:
    def lines(file: Path) -> list[str]:
        return [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("site_name:")]

    assert lines(PACKAGE / "starter_files" / "mkdocs.yml") == lines(REPOSITORY / "mkdocs.yml")


def test_hand_written_pages_are_checked_as_mkdocs_renders_them() -> None:
    configured = yaml_load((REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
    assert set(configured) == set(content.MARKDOWN_EXTENSIONS)


ATTRIBUTE_LISTS = (
    "# 标题 {: .x }",
    "# 标题 {: onclick=alert(1) }",
    "# 标题 { .x }",
    "# 标题 {#x}",
    "# 标题 { #x }",
    "段落\n{: .x }",
    "段落\n{ style=x }",
    "*字*{: .x }",
    "*字*{onclick=x}",
    "[a](b.md){:target=_blank}",
    "[a](b.md){ target=_blank }",
    "- 项 {: .x }",
    "| a | b |\n| - | - |\n| 1 | 2 {: .x } |",
    "| a | b |\n| - | - |\n| 1 | 2 |\n{: .x }",
    "```python {: .x }\ncode\n```",
    "``` { .python #x onclick=1 }\ncode\n```",
    "```{.python}\ncode\n```",
    "*字*{:\u3000.x }",
    "# 标题 {\u00a0.x }",
    '# 标题 {"a"=b}',
    "# 标题 {a.b=c}",
    "# 标题 {a:b=c}",
    "# 标题 {中=文}",
    "# 标题 {hidden}",
    "# 标题 {=x}",
    "# 标题 {  a  =  b }",
)


@pytest.mark.parametrize("text", ATTRIBUTE_LISTS)
def test_a_hand_written_page_cannot_give_its_elements_attributes(text: str) -> None:
    page = content.ContentPage("content/zh/x.md", f"---\ntitle: 试\n---\n\n{text}\n")
    assert [finding.code for finding in content.check_page(page)] == ["prose-markup"], content.render(page.body)
