"""What is built at one size: a synthetic publication, and the same content as other builders are given it.

The others get plain Markdown (:mod:`tests.bench.plain`) of the very tree that a build left, a folder a language, each
with the shortest settings with which they make the same pages. The theme for Hugo is written here: a frame, a menu and
the page; it stands for how fast pages can be made at all, not for a site that anybody would publish.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.bench.plain import write_plain
from tests.synthetic import write_synthetic

SECTIONS = ("projects", "funds", "sites", "places", "sources")

STOCK = f"""\
site_name: Stock
docs_dir: docs
site_dir: SITE
theme: {{name: material, language: LANGUAGE, font: false}}
plugins: PLUGINS
markdown_extensions: [tables]
nav: [index.md, {", ".join(f"{name}/index.md" for name in SECTIONS)}]
validation:
  nav: {{omitted_files: ignore}}
  links: {{not_found: ignore, anchors: ignore, absolute_links: ignore, unrecognized_links: ignore}}
"""
NO_SEARCH = "[{search: {enabled: false}}]"
"""Zensical makes an index even where no plugin is named, and refuses a page of so many words as the largest have."""

HUGO = """\
baseURL = "/"
title = "Plain"
languageCode = "LANGUAGE"
disableKinds = ["taxonomy", "term", "rss"]
""" + "".join(f'[[menus.main]]\nname = "{name}"\npageRef = "/{name}"\n' for name in SECTIONS)
HUGO_THEME = """\
<!doctype html>
<html lang="{{ site.Language.Lang }}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ .Title }} - {{ site.Title }}</title>
</head>
<body>
<nav><ul>{{ range site.Menus.main }}<li><a href="{{ .URL }}">{{ .Name }}</a></li>{{ end }}</ul></nav>
<main>{{ .Content }}</main>
<aside>{{ .TableOfContents }}</aside>
</body>
</html>
"""


@dataclass(frozen=True)
class Content:
    """Folders of one size."""

    folder: Path

    @property
    def publication(self) -> Path:
        return self.folder / "publication"

    @property
    def trees(self) -> Path:
        """What a build leaves: pages as Markdown, a folder a language."""
        return self.publication / "build" / "docs"

    def plain(self, code: str) -> Path:
        """Where MkDocs and Zensical build one language."""
        return self.folder / "plain" / code

    def hugo(self, code: str) -> Path:
        """Where Hugo builds one language."""
        return self.folder / "hugo" / code

    @property
    def languages(self) -> list[str]:
        return sorted(path.name for path in self.trees.iterdir())

    @property
    def pages(self) -> int:
        """How many pages each builder has to make, in all languages."""
        return sum(1 for _ in self.trees.rglob("*.md"))

    def write_records(self, records: int) -> None:
        """Begin anew with so many records."""
        shutil.rmtree(self.folder, ignore_errors=True)
        write_synthetic(self.publication, records=records)

    def write_plain(self) -> None:
        """Give the others what the last build made its pages of."""
        for code in self.languages:
            docs = self.plain(code) / "docs"
            write_plain(self.trees / code, docs)
            for name, plugins in (("stock", "[]"), ("zensical", NO_SEARCH)):
                settings = STOCK.replace("LANGUAGE", code).replace("SITE", name).replace("PLUGINS", plugins)
                (self.plain(code) / f"{name}.yml").write_text(settings, encoding="utf-8")
            self._write_hugo(code, docs)

    def _write_hugo(self, code: str, docs: Path) -> None:
        home = self.hugo(code)
        for source in sorted(docs.rglob("*.md")):
            # An index.md would make everything beside it a part of that one page.
            name = "_index.md" if source.name == "index.md" else source.name
            target = home / "content" / source.relative_to(docs).with_name(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        (home / "layouts").mkdir()
        (home / "layouts" / "all.html").write_text(HUGO_THEME, encoding="utf-8")
        (home / "hugo.toml").write_text(HUGO.replace("LANGUAGE", code), encoding="utf-8")
