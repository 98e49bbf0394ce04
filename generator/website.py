"""The configuration of MkDocs for each language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils.yaml import yaml_load

from generator.language import Language
from generator.publication import Publication
from generator.wordlists import read_words


def settings_for(language: Language, publication: Publication, config_file: Path) -> dict[str, Any]:
    """What differs from ``mkdocs.yml`` in one language: its name, the navigation's titles, the theme's language."""
    config = yaml_load(config_file.read_text(encoding="utf-8")) or {}
    titles = publication.navigation.get(language.code, {})
    theme = dict(config.get("theme", {})) if isinstance(config.get("theme"), dict) else {"name": "material"}
    theme["custom_dir"] = str(config_file.parent / str(theme.get("custom_dir", "build/theme")))
    theme["language"] = language.code
    settings: dict[str, Any] = {"site_name": language.plain(publication.name), "theme": theme}
    if "nav" in config:
        settings["nav"] = _translated(config["nav"], titles)
    if publication.url:
        settings["site_url"] = publication.url.url.rstrip("/") + "/" + publication.language_root(language.code)
    return settings


def extra_for(language: Language, publication: Publication, csp: str, as_of: str) -> dict[str, Any]:
    """``config.extra``: everything the theme prints that no page says."""
    plain = language.plain
    publisher = publication.publisher
    optional = {
        "organiser": publisher.organiser and plain(publisher.organiser),
        "undertaker": publisher.undertaker and plain(publisher.undertaker),
        "contact": publisher.contact and plain(publisher.contact),
        "site_code": publisher.site_code,
        "icp": publisher.icp,
        "police": publisher.police,
        "repository_url": publication.repository.url and publication.repository.url.url,
        "version": publication.version,
        "logo": publication.logo,
    }
    default = publication.default_language
    up = "" if language.code == default else "../"
    home = publication.url.url.rstrip("/") + "/" if publication.url else ""
    return {
        "language": language.code,
        "default_language": default,
        "alternates": [
            {
                "code": code,
                "name": str(read_words(code)["language"]),
                "base": up + publication.language_root(code),
                "url": home and home + publication.language_root(code),
            }
            for code in publication.languages
        ],
        "words": language.part("theme"),
        "publication": {
            "name": plain(publication.name),
            "tagline": plain(publication.tagline),
            "official": publisher.official,
            "synthetic": publication.synthetic,
            "licence_data": publication.licence_data,
            "as_of": as_of,
            "feedback": _feedback(language, publication),
            "meta": {
                "SiteName": plain(publication.name),
                "SiteDomain": publisher.domain or "",
                "SiteIDCode": publisher.site_code or "",
            },
            **{name: value for name, value in optional.items() if value},
        },
        "csp": csp,
    }


def _feedback(language: Language, publication: Publication) -> dict[str, Any]:
    """The ways to report a mistake, as plain texts; empty where none is configured."""
    feedback = publication.feedback
    channels = [
        {
            "name": language.plain(channel.name),
            **({"telephone": str(channel.telephone), "uri": channel.telephone.uri} if channel.telephone else {}),
            **({"email": str(channel.email)} if channel.email else {}),
            **({"form": channel.form.pattern, "host": channel.form.host} if channel.form else {}),
        }
        for channel in feedback.channels
    ]
    return {"channels": channels, "next": language.plain(feedback.next) if feedback.next else ""} if channels else {}


def write_inherited(extra: Mapping[str, Any], file: Path) -> None:
    """The part of the configuration that ``mkdocs.yml`` inherits, so that a plain ``mkdocs build`` has it too."""
    text = yaml.safe_dump({"extra": plain(extra)}, allow_unicode=True, sort_keys=True, width=1000)
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _translated(nav: Any, titles: Mapping[str, str]) -> Any:
    if isinstance(nav, list):
        return [_translated(item, titles) for item in nav]
    if isinstance(nav, dict):
        return {titles.get(title, title): _translated(target, titles) for title, target in nav.items()}
    return nav


def plain(value: Any) -> Any:
    """Only what YAML has: word lists may hold subclasses of ours."""
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return str(value) if isinstance(value, str) else value
