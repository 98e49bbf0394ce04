"""A synthetic publication on disk: its configuration and hand-written pages, and records as YAML files."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from generator.records import BY_NAME

Fields = dict[str, Any]
"""A record as plain data, every scalar a text."""
LANGUAGES = ("zh", "en")

_PUBLICATION = """\
# Made by the tests. Nothing in it is true.
name: {zh: 合成城市公开, en: Synthetic City in View}
tagline: {zh: 合成数据，只用来试验版面和速度, en: "Synthetic data, for trying layout and speed only"}
introduction:
  zh: 这里的每条记录都是合成的：地名、机构、金额和日期都由程序写出，不对应任何真实的事物。
  en: "Every record here is synthetic: a program wrote its places, offices, amounts and dates. They stand for nothing."
synthetic: true
root: "990100"
centre: {lat: 36.0, lon: 101.0}
centre_name: {zh: 合成市中心, en: the centre of Synthetic City}
bounds: {south: 35.0, west: 100.0, north: 37.0, east: 102.0}
currency: CNY
time_zone: Asia/Shanghai
licence_data: CC BY 4.0
publisher:
  official: false
"""


class _Dumper(yaml.CSafeDumper):
    """Writes what stands in two places twice: records have no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


class Folder:
    """The folder of a publication, with a count of what was written into it."""

    def __init__(self, root: Path, languages: Sequence[str]) -> None:
        self.root = root
        self.languages = tuple(languages)
        self.written: Counter[str] = Counter()
        if not self.languages or not set(self.languages) <= set(LANGUAGES):
            raise ValueError(f"languages: {', '.join(LANGUAGES)} only, not {languages}")

    def frame(self, headline: Sequence[Fields] = ()) -> None:
        """Everything but the records: ``mkdocs.yml``, ``site_config/`` and ``content/``, from the starter's."""
        with resources.as_file(resources.files("generator") / "starter_files") as starter:
            self.root.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(starter / "mkdocs.yml", self.root / "mkdocs.yml")
            shutil.copytree(starter / "site_config", self.root / "site_config", dirs_exist_ok=True)
            for language in self.languages:
                shutil.copytree(starter / "content" / language, self.root / "content" / language, dirs_exist_ok=True)
        settings: Fields = {"languages": list(self.languages), "headline": [self.spoken(line) for line in headline]}
        # The sections are the starter's, so their titles are too.
        started = (self.root / "site_config" / "publication.yml").read_text(encoding="utf-8")
        settings["navigation"] = yaml.safe_load(started)["navigation"]
        (self.root / "site_config" / "publication.yml").write_text(_PUBLICATION + dump(settings), encoding="utf-8")

    def write(self, kind: str, id_: str, fields: Fields) -> None:
        """One record."""
        path = self.root / "data" / BY_NAME[kind].folder / f"{id_}.yml"
        if kind not in self.written:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dump(self.spoken(fields)), encoding="utf-8")
        self.written[kind] += 1

    def spoken(self, value: Any) -> Any:
        """The value in this publication's languages: a tuple (zh, en[, bo]) becomes a text by language."""
        if isinstance(value, tuple):
            texts = {tag: text for tag, text in zip((*LANGUAGES, "bo"), value, strict=False) if text}
            spoken = {tag: text for tag, text in texts.items() if tag in self.languages or tag == "bo"}
            return spoken or {self.languages[0]: next(iter(texts.values()))}
        if isinstance(value, dict):
            return {name: self.spoken(inner) for name, inner in value.items()}
        return [self.spoken(inner) for inner in value] if isinstance(value, list) else value


def dump(fields: Fields) -> str:
    """YAML as editors write it: fields in the order given, Chinese readable."""
    return yaml.dump(fields, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000)
