"""What editors do to a publication, one thing after another, as chance has it: every state of it is valid."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.websites import git

Edit = Callable[[Path, Random], None]


def record(root: Path, rng: Random, kind: str = "projects") -> Path:
    return rng.choice(sorted((root / "data" / kind).glob("*.yml")))


def naming(root: Path) -> list[Path]:
    """The files that may name a record."""
    return [*sorted((root / "data").rglob("*.yml")), root / "site_config" / "publication.yml"]


def replaced(path: Path, pattern: str, by: str) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(pattern, by, text, count=1), encoding="utf-8")


def retitle(root: Path, rng: Random) -> None:
    kind = rng.choice([folder.name for folder in sorted((root / "data").iterdir())])
    mark_title(record(root, rng, kind), f"改{rng.randrange(100)}")


def mark_title(path: Path, mark: str) -> None:
    """Put a mark into a record's Chinese title, after its first character."""
    replaced(path, r"(?m)^((?:title|name)s?:(?:\n +zh: +|\s*\{zh: *)\S)", rf"\g<1>{mark}")


def summarise(root: Path, rng: Random) -> None:
    path = record(root, rng)
    text = re.sub(r"(?ms)^summary:.*?(?=^\S)", "", path.read_text(encoding="utf-8"))
    path.write_text(f"{text}summary: {{zh: 新的说明{rng.randrange(100)}。, en: New words.}}\n", encoding="utf-8")


def add(root: Path, rng: Random) -> None:
    path = record(root, rng)
    number = rng.randrange(10_000)
    sources = re.search(r"(?ms)^sources:.*?(?=^\S|\Z)", path.read_text(encoding="utf-8"))
    assert sources
    text = f"title: {{zh: 新添的项目{number}, en: An added project {number}}}\n{sources[0]}\n"
    (path.parent / f"added-{number}.yml").write_text(text, encoding="utf-8")


def rename(root: Path, rng: Random) -> None:
    path = record(root, rng)
    new = f"renamed-{rng.randrange(10_000)}"
    for other in naming(root):
        text = other.read_text(encoding="utf-8")
        if path.stem in text:
            other.write_text(re.sub(rf"\b{re.escape(path.stem)}(?![\w-])", new, text), encoding="utf-8")
    path.rename(path.with_name(f"{new}.yml"))
    redirects = root / "site_config" / "redirects.yml"
    there = redirects.read_text(encoding="utf-8") if redirects.exists() else ""
    there = re.sub(rf"projects/{re.escape(path.stem)}$", f"projects/{new}", there, flags=re.MULTILINE)
    redirects.write_text(f"{there}projects/{path.stem}: projects/{new}\n", encoding="utf-8")


def delete(root: Path, rng: Random) -> None:
    paths = sorted((root / "data" / "projects").glob("*.yml"))
    texts = [path.read_text(encoding="utf-8") for path in naming(root)]
    for path in rng.sample(paths, len(paths)):
        if not any(path.stem in text for text in texts):
            path.unlink()
            return


def commit(root: Path, rng: Random) -> None:
    git(root, "add", "--all")
    git(root, "-c", "user.name=n", "-c", "user.email=e", "commit", "--quiet", "--allow-empty", "-m", "step",
        when="2026-05-01T12:00:00+0800")  # fmt: skip


def word_of_a_vocabulary(root: Path, rng: Random) -> None:
    (root / "site_config" / "vocabularies").mkdir(exist_ok=True)
    path = root / "site_config" / "vocabularies" / "category.yml"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{text}own-{rng.randrange(10_000)}: {{zh: 自定{rng.randrange(100)}, en: Own}}\n", encoding="utf-8")


def own_word(root: Path, rng: Random) -> None:
    (root / "site_config" / "words").mkdir(exist_ok=True)
    (root / "site_config" / "words" / "zh.yml").write_text(
        f"kinds: {{project: {{one: 项目{rng.randrange(100)}}}}}\n", encoding="utf-8"
    )


def translate(root: Path, rng: Random) -> None:
    replaced(record(root, rng), r"(?m)(\ben: *['\"]?)(\w)", rf"\g<1>Re{rng.randrange(100)} \g<2>")


def template(root: Path, rng: Random) -> None:
    own = root / "site_config" / "theme" / "partials"
    own.mkdir(parents=True, exist_ok=True)
    (own / f"own-{rng.randrange(3)}.html").write_text(f"<p>{rng.randrange(100)}</p>\n", encoding="utf-8")


def configuration(root: Path, rng: Random) -> None:
    path = root / "site_config" / "publication.yml"
    text = re.sub(r"(?m)^version:.*\n", "", path.read_text(encoding="utf-8"))
    path.write_text(f"{text}version: '{rng.randrange(100)}'\n", encoding="utf-8")


def page_by_hand(root: Path, rng: Random) -> None:
    path = rng.choice(sorted((root / "content").rglob("*.md")))
    path.write_text(path.read_text(encoding="utf-8") + f"\n{rng.randrange(100)}\n", encoding="utf-8")


EDITS: tuple[Edit, ...] = (
    retitle, retitle, retitle, summarise, add, rename, delete, commit, word_of_a_vocabulary, own_word, translate,
    template, configuration, page_by_hand,
)  # fmt: skip
