"""Tibetan that is put together soundly, and what bad converters make of it."""

from __future__ import annotations

import pytest

from generator.values.tibetan import Flaw, flaws, has_tibetan


@pytest.mark.parametrize(
    "text",
    [
        "སྐུ་འབུམ་བྱམས་པ་གླིང་",  # Kumbum Jampa Ling
        "གསེར་ཁོག་རྫོང",  # Datong
        "བསྒྲུབས",  # prefix, head, root, foot, vowel, suffix, second suffix
        "བཀྲ་ཤིས་བདེ་ལེགས།",
        "བླ་མའི་རྣམ་ཐར",
        "རྒྱལ་པོའི་",
        "མངའ་རིས",
        "གྲྭ་ས",
        "ཨོཾ་མ་ཎི་པདྨེ་ཧཱུྃ",
        "ཏཱ་ལའི་བླ་མ",
        "ཀྲུང་གོ ༡༩༤༩",
        "ཧྥུ་ཧུའེ",
        "zi ling, 西宁, no Tibetan at all",
        "",
    ],
)
def test_sound_words_pass(text: str) -> None:
    assert list(flaws(text)) == []


@pytest.mark.parametrize(
    ("text", "kind", "syllable"),
    [
        ("སྐུ་འབམ་ྱམསཔགིང་", "orphan", "ྱམསཔགིང"),  # as a museum's page prints the name of Kumbum
        ("ཀིྱ་", "orphan", "ཀིྱ"),
        ("བོད་ི་", "vowel", "ི"),
        ("ཀ◌ྱ", "lost", "ཀ◌ྱ"),
        ("བྱ\ufffdམས", "lost", "བྱ\ufffdམས"),
        ("བྱམསཔགླིང", "syllable", "བྱམསཔགླིང"),
        ("རྒྱལཔོ", "syllable", "རྒྱལཔོ"),
    ],
)
def test_what_cannot_be_right_is_named_with_its_syllable(text: str, kind: str, syllable: str) -> None:
    assert [(flaw.kind, flaw.syllable) for flaw in flaws(text)] == [(kind, syllable)]


def test_each_syllable_is_told_once_and_the_sound_ones_beside_it_are_not() -> None:
    assert list(flaws("སྐུ་ྱམ་བོད་ྲས")) == [Flaw("orphan", "ྱམ"), Flaw("orphan", "ྲས")]


def test_tibetan_is_known_among_other_scripts() -> None:
    assert has_tibetan("Kumbum (སྐུ་འབུམ་)") and not has_tibetan("塔尔寺 Kumbum")
