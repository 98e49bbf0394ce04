"""How names and addresses are said: words, capitals, apostrophes, and readings that a publication knows better."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from generator.publication import Publication
from generator.writing.pinyin import Word, reading, words

SAID = {
    "塔尔寺": "Tǎ'ěr Sì",
    "湟中": "Huángzhōng",
    "湟中区": "Huángzhōng Qū",
    "大通": "Dàtōng",
    "大通回族土族自治县": "Dàtōng Huízú Tǔzú Zìzhìxiàn",
    "鲁沙尔镇": "Lǔshā'ěr Zhèn",
    "乐都区": "Lèdū Qū",
    "西安": "Xī'ān",
    "东关清真大寺": "Dōngguān Qīngzhēn Dàsì",
    "青海省西宁市湟中区鲁沙尔镇莲花山": "Qīnghǎi Shěng Xīníng Shì Huángzhōng Qū Lǔshā'ěr Zhèn Liánhuā Shān",
    "青海省西宁市城东区东关大街（路南）": "Qīnghǎi Shěng Xīníng Shì Chéngdōng Qū Dōngguān Dàjiē (Lùnán)",
    "城北区祁连路西1号": "Chéngběi Qū Qílián Lù Xī 1 Hào",
    "吕祖宫": "Lǚzǔ Gōng",
    "Lushar": "Lushar",
    "": "",
}


@pytest.mark.parametrize("text", SAID)
def test_a_name_is_said_as_those_who_live_there_say_it(text: str) -> None:
    assert reading(text) == SAID[text]


@pytest.mark.parametrize("text", SAID)
def test_no_character_is_lost_between_the_words(text: str) -> None:
    assert "".join(word.text for word in words(text)) == text


def test_a_reading_of_the_publications_own_goes_before_any_other_and_the_longer_word_first() -> None:
    own = {"乐": "Yuè", "乐都": "Lèdū", "乐清": "Yuèqīng"}
    assert reading("乐清市", own) == "Yuèqīng Shì"
    assert words("乐都", own) == [Word("乐都", "Lèdū")]


def test_what_is_not_chinese_has_no_reading() -> None:
    assert words("A座 3号")[0] == Word("A")


CONFIGURATION = {
    "name": {"zh": "试"}, "tagline": {"zh": "试"}, "languages": ["zh"], "centre": {"lat": "36", "lon": "101"},
    "centre_name": {"zh": "试"}, "bounds": {"south": "35", "west": "100", "north": "37", "east": "102"},
}  # fmt: skip


@pytest.mark.parametrize("said", ["Běishān", "Tǔlóu Guàn", "Lǔshā'ěr", "Lǔshā’ěr", "Lǚ", "zhōng-xī"])
def test_a_reading_is_written_in_letters_with_tone_marks(said: str) -> None:
    assert Publication.model_validate({**CONFIGURATION, "pinyin": {"土楼": said}}).pinyin == {"土楼": said}


@pytest.mark.parametrize("pair", ["土楼 土楼", "土楼 tu3lou2", "tulou Tǔlóu", "土楼 <b>", "土楼 "])
def test_a_reading_that_is_none_is_refused(pair: str) -> None:
    with pytest.raises(ValidationError):
        Publication.model_validate({**CONFIGURATION, "pinyin": dict([pair.split(" ")])})
