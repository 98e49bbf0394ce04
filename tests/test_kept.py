"""Results that are kept from one build to the next."""

from __future__ import annotations

from pathlib import Path

from generator.kept import Kept


def test_what_was_put_there_is_found_again(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "cache")
    key = kept.key(b"an image", "960")
    assert kept.find(key) is None
    assert kept.put(key, b"a smaller one") == b"a smaller one"
    assert kept.find(key) == b"a smaller one"
    assert not list((tmp_path / "cache").glob(".new-*"))


def test_a_damaged_entry_is_thrown_away(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    damages = (lambda raw: raw[:-1], lambda raw: raw[:10], lambda raw: raw[:40] + b"!" + raw[41:])
    for number, damage in enumerate(damages):
        key = kept.key(str(number))
        kept.put(key, b"a smaller image of some length")
        path = tmp_path / key
        path.write_bytes(damage(path.read_bytes()))
        assert kept.find(key) is None and not path.exists()


def test_parts_of_a_key_do_not_run_into_each_other() -> None:
    assert len({Kept.key("ab", "c"), Kept.key("a", "bc"), Kept.key("abc"), Kept.key("a", "b", "c")}) == 4


def test_without_a_folder_or_with_one_that_cannot_be_written_nothing_is_kept(tmp_path: Path) -> None:
    assert Kept(None).put("key", b"content") == b"content" and Kept(None).find("key") is None
    file = tmp_path / "file"
    file.write_bytes(b"")
    assert Kept(file / "cache").put("key", b"content") == b"content"
