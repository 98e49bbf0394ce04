"""Broken Tibetan, positions that must not be told, and people who are not counted."""

from __future__ import annotations

import pytest

from generator.findings import Position
from tests.checks.conftest import Findings
from tests.publications import only, shown

SITE = """\
names: {{zh: 鼓楼, en: Drum Tower{name}}}
type: TouristAttraction
place: 630121
coordinates: {{lat: {lat}, lon: {lon}{datum}}}
sources: gazette
{more}"""


def site(name: str = "", lat: str = "36.90", lon: str = "101.70", datum: str = "", more: str = "") -> dict[str, str]:
    return {"sites/tower": SITE.format(name=name, lat=lat, lon=lon, datum=datum, more=more)}


def test_a_sound_tibetan_name_passes(findings: Findings) -> None:
    assert shown(findings(site(name=", bo: {value: སྐུ་འབུམ་བྱམས་པ་གླིང་, wylie: sku 'bum byams pa gling}"))) == []


def test_a_lost_letter_in_a_tibetan_name_is_an_error_where_it_stands(findings: Findings) -> None:
    found = only(findings(site(name=", bo: སྐུ་འབམ་ྱམསཔགིང་")))
    assert (found.code, found.is_error, found.arguments) == ("tibetan-orphan", True, {"syllable": "ྱམསཔགིང"})
    assert found.position == Position(file="data/sites/tower.yml", line=1, column=37)


def test_tibetan_in_any_text_of_any_record_is_looked_at(findings: Findings) -> None:
    road = "title: {zh: 道路, en: Road, bo: ིལམ}\nsources: gazette\n"
    assert [found.code for found in findings({"projects/road": road})] == ["tibetan-vowel"]


def test_an_unusual_syllable_is_a_reminder_only(findings: Findings) -> None:
    found = only(findings(site(name=", bo: ཀརྨ་")))
    assert (found.code, found.is_error) == ("tibetan-syllable", False)


@pytest.mark.parametrize(
    ("wylie", "codes"),
    [("sku 'bum byams pa gling", []), ("sku 'bum byams pa gling/", []), ("sku 'bum byams pa glang", ["tibetan-wylie"])],
)
def test_a_transcription_says_the_same_letters_as_the_name(findings: Findings, wylie: str, codes: list[str]) -> None:
    found = findings(site(name=f", bo: {{value: སྐུ་འབུམ་བྱམས་པ་གླིང་, wylie: {wylie}}}"))
    assert [one.code for one in found] == codes
    assert not any(one.is_error for one in found)


def test_a_restricted_place_may_be_told_to_two_decimals(findings: Findings) -> None:
    assert shown(findings(site(more="sensitivity: restricted\n"))) == []


@pytest.mark.parametrize(
    ("finer", "line"),
    [
        (site(lat="36.9012", more="sensitivity: restricted\n"), 4),
        (site(datum=", datum: gcj02", more="sensitivity: restricted\n"), 4),
        (site(more="sensitivity: restricted  # really at 36.90123\n"), 6),
        (site(more="sensitivity: restricted\nsummary: {zh: 在北纬36.9012度, en: x}\n"), 7),
        (site(more="sensitivity: restricted\nsummary: {zh: 在36°54'04\\\"N, en: x}\n".replace('\\\\"', "")), 7),
    ],
)
def test_nothing_in_the_file_of_a_restricted_place_says_where_it_is(
    findings: Findings, finer: dict[str, str], line: int
) -> None:
    found = only(one for one in findings(finer) if one.code == "coordinates-restricted")
    assert found.position.line == line and found.is_error
    assert "36.901" not in str(found.arguments), "what must not be told is not told by the finding either"


def test_a_restricted_division_is_looked_at_too(findings: Findings) -> None:
    county = (
        "name: {zh: 县, en: County}\ncode: 630122\nlevel: county\nparent: 630100\nsensitivity: restricted\n"
        "coordinates: {lat: 36.9123, lon: 101.7}\nsources: gazette\n"
    )
    assert [one.code for one in findings({"places/630122": county})] == ["coordinates-restricted"]


def test_other_numbers_of_a_restricted_place_are_no_position(findings: Findings) -> None:
    more = "sensitivity: restricted\nmeasures:\n  - {of: {zh: 面积, en: Area}, value: 1234.567 mu}\n"
    assert shown(findings(site(more=more))) == []


@pytest.mark.parametrize(
    "more",
    [
        "features:\n  - {zh: 常住僧人500多名。, en: A place}\n",
        "features:\n  - {zh: 一处, en: Home to 400 monks.}\n",
        "features:\n  - {zh: 每周五有三万人来做礼拜的信众。, en: A place}\n",
        "measures:\n  - {of: {zh: 僧人, en: Monks}, value: 400 人}\n",
        "measures:\n  - {of: {zh: 参加礼拜, en: At prayer}, value: 30000 人}\n",
    ],
)
def test_worshippers_and_clergy_are_not_counted(findings: Findings, more: str) -> None:
    assert "site-people" in {found.code for found in findings(site(more=more))}


@pytest.mark.parametrize(
    "text",
    ["{zh: 宗喀巴（1357—1419）的诞生地。, en: A place}", "{zh: 僧人用酥油塑像。, en: Monks sculpt in butter.}",
     "{zh: 殿堂五十二座。, en: Fifty-two halls.}", "{zh: 1979年交给道士管理。, en: In 1979 given to the priests.}"],
)  # fmt: skip
def test_speaking_of_them_is_not_counting_them(findings: Findings, text: str) -> None:
    assert shown(findings(site(more=f"features:\n  - {text}\n"))) == []
