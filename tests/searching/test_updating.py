"""An index that is brought up to date is what a clean build makes, byte for byte, whatever was edited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from generator import indexing, pieces
from generator.searching import branches, building, levels, trie, updating
from generator.searching.building import files
from generator.searching.frequent import Frequent
from generator.searching.texts import KINDS, Searched, Shelved, in_order

HAN = "塔尔寺大通县湟中区的项目资金爾臺"
LATIN = ("fund", "funded", "art", "of", "the", "monasteries", "2024", "71.9", "a-b")
OWN = {"塔尔": "Tǎ'ěr"}


def sentence(rng: Random, language: str) -> str:
    if language == "en":
        return " ".join(rng.choice(LATIN) for _ in range(rng.randrange(1, 7)))
    piece = "".join(rng.choice(HAN) for _ in range(rng.choice((1, 2, 2, 3, 9))))
    words = [piece, rng.choice(LATIN), "སྐུ་འབུམ", "的项目资金"]
    return rng.choice(("", " ", "，")).join(rng.choice(words) for _ in range(rng.randrange(1, 4))).strip() or "的"


def page(rng: Random, language: str, number: int) -> Searched:
    names = tuple(dict.fromkeys(sentence(rng, language) for _ in range(rng.randrange(3))))
    text = tuple(dict.fromkeys(sentence(rng, language) for _ in range(rng.randrange(12))))
    return Searched(f"{number:03}/", rng.choice(KINDS[:3]), sentence(rng, language), names, text)


def edit(pages: list[Searched], rng: Random, language: str) -> list[Searched]:
    """Mostly another text on a few pages; now and then pages that come, go or get another address or order."""
    what, new = rng.random(), list(pages)
    at = rng.randrange(len(new))
    if what < 0.06:
        new.append(page(rng, language, 500 + rng.randrange(400)))
    elif what < 0.12:
        del new[at]
    elif what < 0.16:
        new[at] = replace(new[at], url=f"{900 + rng.randrange(90)}/")
    elif what < 0.2:
        rng.shuffle(new)
    elif what < 0.35:
        new[at] = replace(new[at], title=sentence(rng, language), names=(sentence(rng, language),))
    else:
        for _ in range(rng.randrange(1, 4)):
            at = rng.randrange(len(new))
            text = list(new[at].text)
            if text and rng.random() < 0.5:
                del text[rng.randrange(len(text))]
            else:
                other = rng.choice(new)
                text.insert(0, rng.choice(other.text) if other.text and rng.random() < 0.5 else sentence(rng, language))
            new[at] = replace(new[at], text=tuple(dict.fromkeys(text)))
    return in_order({one.url: one for one in new}.values())


def written(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def write(folder: Path, pages: Sequence[Searched], language: str) -> None:
    indexing.made_anew(folder, pages, language, OWN)


def update(folder: Path, before: Sequence[Searched], now: Sequence[Searched], language: str) -> bool:
    """Bring the files into line with the pages; whether those that stand could be built upon."""
    new = folder.with_name(folder.name + ".new")
    shelved = [[Shelved.of(one) for one in pages] for pages in (before, now)]
    standing = indexing.Standing(folder, pieces.below(folder), shelved[0], Frequent.of(before))
    index = indexing.brought_up_to_date(new, shelved[1], language, OWN, standing)
    found = index or indexing.made_anew(new, shelved[1], language, OWN)
    assert found.frequent.on_most(len(now)) == Frequent.of(now).on_most(len(now))
    for path in written(folder).keys() - found.files.keys():
        (folder / path).unlink()
    for path, piece in found.files.items():
        if piece.place != str(folder / path):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            Path(piece.place).replace(folder / path)
    return index is not None


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists are divided early, so that few pages are enough for every form of the tree."""
    for module in (trie, branches):
        monkeypatch.setattr(module, "LARGE", 160)
    monkeypatch.setattr(building, "OPENING", 60)


@pytest.mark.parametrize(("language", "seed"), [("zh", 1), ("zh", 2), ("zh", 3), ("en", 4), ("en", 5)])
def test_after_each_of_thirty_edits_the_index_is_that_of_a_clean_build(
    small: None, tmp_path: Path, language: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng, followed = Random(seed), 0
    pages = in_order(page(rng, language, number) for number in range(110))
    write(tmp_path, pages, language)
    for step in range(30):
        now = edit(pages, rng, language)
        followed += update(tmp_path, pages, now, language)
        clean = dict(files(now, language, OWN))
        there = written(tmp_path)
        assert [path for path in {*clean, *there} if clean.get(path) != there.get(path)] == [], step
        pages = now
    assert followed >= 12


@pytest.mark.parametrize("at_once", [1, 40])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_index_made_in_many_portions_is_the_one_made_in_one(
    small: None, language: str, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = Random(6)
    pages = in_order(page(rng, language, number) for number in range(110))
    whole = list(files(pages, language, OWN))
    monkeypatch.setattr(levels, "AT_ONCE", at_once)
    assert list(files(pages, language, OWN)) == whole


def test_only_what_differs_is_read_and_written(tmp_path: Path) -> None:
    rng = Random(6)
    pages = in_order(page(rng, "zh", number) for number in range(200))
    write(tmp_path, pages, "zh")
    before = written(tmp_path)
    now = [replace(pages[0], text=(*pages[0].text, "新的")), *pages[1:]]
    changes, gone = updating.updated(pages, now, "zh", OWN, lambda path: (tmp_path / path).read_bytes())
    assert not gone and 0 < len(changes) <= 12
    assert all(before.get(path) != content for path, content in changes.items())
    assert updating.updated(now, now, "zh", OWN, lambda path: changes.get(path) or before[path]) == ({}, set())


@pytest.mark.parametrize("damaged", ["head.json", "made.json", "k"])
def test_an_index_that_is_damaged_or_foreign_is_made_anew(tmp_path: Path, damaged: str) -> None:
    rng = Random(7)
    pages = in_order(page(rng, "zh", number) for number in range(60))
    write(tmp_path, pages, "zh")
    for file in sorted(tmp_path.rglob("*") if damaged == "k" else [tmp_path / damaged]):
        if file.is_file() and (damaged != "k" or file.parent.name == "k"):
            file.write_bytes(file.read_bytes()[:-3])
    (tmp_path / "stray.json").write_bytes(b"{}")
    now = [replace(pages[0], text=("新的",)), *pages[1:]]
    assert not update(tmp_path, pages, now, "zh")
    assert written(tmp_path) == dict(files(now, "zh", OWN))


def test_an_index_of_other_pages_readings_or_another_language_is_not_built_upon(tmp_path: Path) -> None:
    rng = Random(8)
    pages = in_order(page(rng, "zh", number) for number in range(60))
    write(tmp_path, pages, "zh")
    other = [replace(pages[0], text=("别的",)), *pages[1:]]
    for before, language, own in ((other, "zh", OWN), (pages, "en", OWN), (pages, "zh", {})):
        with pytest.raises(branches.UnlikeError):
            updating.updated(before, pages, language, own, lambda path: (tmp_path / path).read_bytes())
