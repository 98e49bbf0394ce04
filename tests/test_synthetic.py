"""The synthetic publications that benchmark and page design rest on."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from generator.catalogue import Catalogue
from generator.checks import check
from generator.findings import Finding
from generator.loader import load
from generator.media import pictures
from generator.records import KINDS
from generator.surroundings import Surroundings
from tests.synthetic import write_gallery, write_synthetic


def everything_found(folder: Path) -> list[Finding]:
    loaded = load(folder)
    assert loaded.publication is not None
    shown, files = pictures(folder / "content" / "assets")
    around = Surroundings(pictures=shown, asset_files=files, as_of=date(2026, 6, 30))
    return [*loaded.findings, *check(Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, around))]


def content_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_synthetic(tmp_path / name, records=150, seed=3)
    write_synthetic(tmp_path / "other", records=150, seed=4)
    assert content_of(tmp_path / "one") == content_of(tmp_path / "two") != content_of(tmp_path / "other")


@pytest.mark.parametrize("records", [20, 57, 600])
def test_exactly_as_many_records_are_written_as_asked_for_and_pass_the_check(tmp_path: Path, records: int) -> None:
    written = write_synthetic(tmp_path, records=records)
    assert written.total() == records == len(load(tmp_path).entries)
    assert [finding for finding in everything_found(tmp_path) if finding.is_error] == []


@pytest.mark.parametrize("languages", [("zh",), ("en",), ("en", "zh")])
def test_any_choice_of_languages_makes_a_publication_without_errors(tmp_path: Path, languages: tuple[str, ...]) -> None:
    write_synthetic(tmp_path, records=120, languages=languages)
    assert [finding for finding in everything_found(tmp_path) if finding.is_error] == []


def test_every_section_of_the_navigation_has_a_title_in_each_language(tmp_path: Path) -> None:
    write_synthetic(tmp_path, records=20)
    settings = (tmp_path / "site_config" / "publication.yml").read_text(encoding="utf-8")
    given = yaml.safe_load(settings)["navigation"]["en"]
    sections = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[2]
    titles = re.findall(r"- (\S+?):", sections)
    assert len(titles) > 10 and set(titles) <= set(given)


def test_every_record_and_every_text_of_a_title_says_that_it_is_synthetic(tmp_path: Path) -> None:
    write_synthetic(tmp_path / "large", records=400)
    write_gallery(tmp_path / "gallery")
    for folder in ("large", "gallery"):
        loaded = load(tmp_path / folder)
        assert loaded.publication is not None and loaded.publication.synthetic
        for entry in loaded.entries:
            for language, text in entry.record.heading.texts.items():
                assert {"zh": "合成", "en": "synthetic", "bo": "དཔེ་མཚོན་"}[language] in text.lower(), (entry.file, text)


def test_records_are_skewed_as_public_records_are(tmp_path: Path) -> None:
    write_synthetic(tmp_path, records=1000)
    sizes = sorted(len(path.read_bytes()) for path in (tmp_path / "data" / "projects").iterdir())
    middle = sizes[len(sizes) // 2]
    assert sizes[len(sizes) * 99 // 100] > 3 * middle and middle > 2 * sizes[0]
    projects = [entry.record for entry in load(tmp_path).entries if entry.kind.name == "project"]
    amounts = sorted(one.value.fen for project in projects for one in project.budget if one.value)
    assert amounts[-1] > 1000 * amounts[len(amounts) // 2] > 1000 * 100 * amounts[0]
    for seen in ("part_of", "draft", "description", "milestones", "open_questions"):
        assert 0 < sum(bool(getattr(project, seen)) for project in projects) < len(projects) / 2


def test_the_gallery_passes_the_check_and_holds_the_extremes(tmp_path: Path) -> None:
    written = write_gallery(tmp_path)
    assert set(written) == {kind.name for kind in KINDS}
    assert [finding for finding in everything_found(tmp_path) if finding.is_error] == []
    records = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in (tmp_path / "data").rglob("*.yml")]
    assert min(map(len, records)) == 2 and max(map(len, records)) > 15


def test_a_language_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="languages"):
        write_synthetic(tmp_path, records=20, languages=("fr",))
