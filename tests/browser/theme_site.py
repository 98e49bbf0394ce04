"""The theme on its own: one page and the 404 page, as MkDocs builds them with a made-up configuration."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

GENERATOR = Path(str(files("generator")))
THEME = GENERATOR / "theme"
STYLE_PAGE = Path(__file__).with_name("styleguide.md")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"
)


def words(language: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((GENERATOR / "i18n" / f"theme.{language}.yml").read_text("utf-8"))
    return loaded


def built(folder: Path, page: str, **publication: Any) -> Path:
    """The folder of a site whose page `page/` has this Markdown; `publication` overrides what its frame is told."""
    theme, docs = folder / "theme", folder / "docs"
    shutil.copytree(THEME, theme)
    (theme / "assets" / "tokens.css").write_text("", "utf-8")
    docs.mkdir()
    (docs / "index.md").write_text("---\nkind: home\n---\n# 首页\n", "utf-8")
    (docs / "page.md").write_text(page, "utf-8")
    alternates = [{"code": "zh", "name": "中文", "base": ""}, {"code": "en", "name": "English", "base": "en/"}]
    file = folder / "mkdocs.yml"
    file.write_text("{}", "utf-8")
    config = load_config(
        config_file=str(file),
        site_name="Name",
        site_url="https://example.org/",
        docs_dir=str(docs),
        site_dir=str(folder / "site"),
        theme={"name": "material", "custom_dir": str(theme), "language": "zh", "font": False},
        plugins=[],
        markdown_extensions=["attr_list", "admonition", "fenced_code", "footnotes", "tables", "toc"],
        nav=[{"首页": "index.md"}, {"项目": "page.md"}],
        extra={
            "language": "zh",
            "default_language": "zh",
            "alternates": alternates,
            "words": words("zh"),
            "publication": {"name": "Name", "tagline": "Line", "organiser": "Office", **publication},
            "csp": POLICY,
        },
    )
    build(config)
    return folder / "site"
