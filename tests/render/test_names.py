"""Pages that are nothing but names, from A to Z and of a much cited source: light parts, which hold each name once."""

from __future__ import annotations

import re
from html import unescape
from itertools import chain, count, takewhile
from pathlib import Path

import pytest
import yaml

from generator import addresses
from generator.catalogue import Catalogue
from generator.language import Language
from generator.loader import load
from generator.render import alphabet, citing
from generator.surroundings import Surroundings
from tests.publications import SOURCE, write_publication
from tests.synthetic import write_synthetic

MOST_BYTES = 45_000
"""What the generator may write of a page that may have 60 KB of HTML: 11 to 13 KB are the theme's."""
LETTERS = [("zh", "H"), ("en", "S")]
"""What nearly all synthetic records begin with."""


def catalogue_of(folder: Path) -> Catalogue:
    """The publication in a folder."""
    loaded = load(folder)
    assert loaded.publication is not None
    return Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, Surroundings())


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Records that nearly all begin with the same words."""
    folder = tmp_path_factory.mktemp("many")
    write_synthetic(folder, records=700, seed=2)
    return catalogue_of(folder)


@pytest.fixture(scope="module")
def long_names(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Not so many records, with names as long as one does not write them."""
    sources = {
        f"sources/s-{n:03}": SOURCE.replace("试验公报", f"试验{n:03}{'长' * 80}").replace(
            "Trial gazette", f"Trial {n:03}{' long' * 45}"
        )
        for n in range(150)
    }
    return catalogue_of(write_publication(tmp_path_factory.mktemp("long"), sources))


def pages_of(catalogue: Catalogue, code: str) -> dict[str, str]:
    """The file of each page → its text."""
    language = Language(code, catalogue.publication)
    made = [*alphabet.render(catalogue, language), *citing.render(catalogue, language)]
    return {artifact.path: unescape(artifact.content.decode()) for artifact in made}


def of_letter(catalogue: Catalogue, code: str, letter: str) -> list[str]:
    """The pages of a letter."""
    pages = pages_of(catalogue, code)
    files = (addresses.markdown_file(addresses.letter(letter, number)) for number in count(1))
    return [pages[file] for file in takewhile(pages.__contains__, files)]


def names(text: str) -> list[str]:
    """The names that a page of a letter holds."""
    return re.findall(r"<li><a [^>]*>(?:<span[^>]*>)?([^<]*)<", text.partition("p-by-letter")[2])


def called(text: str) -> list[str]:
    """How a page of a letter calls all pages of it."""
    shown = re.search(r'<ul class="p-pages">(.*?)</ul>', text, re.DOTALL)
    return re.findall(r"<li><(?:a|span)[^>]*>([^<]*)<", shown[1]) if shown else []


@pytest.mark.parametrize("code", ["zh", "en"])
@pytest.mark.parametrize("publication", ["many", "long_names"])
def test_no_page_of_names_is_heavy(request: pytest.FixtureRequest, publication: str, code: str) -> None:
    pages = pages_of(request.getfixturevalue(publication), code)
    assert [path for path in pages if path.endswith("/page-2.md")]
    assert {path: size for path, text in pages.items() if (size := len(text.encode())) > MOST_BYTES} == {}


@pytest.mark.parametrize(("code", "letter"), LETTERS)
def test_the_pages_of_a_letter_hold_its_names_once_and_in_order(many: Catalogue, code: str, letter: str) -> None:
    language, pages = Language(code, many.publication), of_letter(many, code, letter)
    wanted = [language.plain(entry.heading) for entry in alphabet.in_order(many, language)[letter]]
    assert len(pages) > 2 and list(chain(*map(names, pages))) == wanted


@pytest.mark.parametrize(("code", "letter"), LETTERS)
def test_each_page_of_a_letter_is_called_by_its_first_and_last_name_and_leads_on(
    many: Catalogue, code: str, letter: str
) -> None:
    dash = Language(code, many.publication).word("alphabet.span", first="", last="")
    pages = of_letter(many, code, letter)
    ways = called(pages[0])
    assert len(ways) == len(set(ways)) == len(pages)
    for number, text in enumerate(pages):
        assert called(text) == ways
        first, last = ways[number].split(dash)
        assert names(text)[0].startswith(first.removesuffix("…")) and names(text)[-1].startswith(last.removesuffix("…"))
        front = yaml.safe_load(text.split("---\n")[1])
        near = [front.get(name, {}).get("title") for name in ("previous", "next")]
        assert near == [*([None, *ways][number : number + 1]), *([*ways, None][number + 1 : number + 2])]


def test_a_name_is_shortened_to_what_tells_it_from_the_one_beside_it() -> None:
    beginning = alphabet.beginning
    assert beginning("Synthetic City", "") == "Synthetic…"
    assert beginning("Synthetic project 061: roads", "Synthetic project 060: water") == "Synthetic project 061…"
    assert beginning("西宁市湟中区的道路项目", "西宁市湟源县的道路项目") == "西宁市湟中区…"
    assert beginning("Temple of War", "Temple") == "Temple of…"
    assert beginning("Temple of War", "Temple of War") == "Temple of War"
    assert beginning("", "Temple") == ""


def test_a_letter_of_few_names_is_one_page_without_ways_to_others(many: Catalogue) -> None:
    pages = of_letter(many, "zh", "#")
    assert len(pages) == 1 and names(pages[0])
    assert "p-pages" not in pages[0] and "next" not in yaml.safe_load(pages[0].split("---\n")[1])
