"""What the published downloads say of a selection, worked out by other means than the page."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Published:
    """The projects and places of the published JSON files."""

    projects: dict[str, dict[str, Any]]
    above: dict[str, str]
    budgets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Published:
        def records(name: str) -> list[dict[str, Any]]:
            text = (folder / "downloads" / f"{name}.json").read_text("utf-8")
            return list(json.loads(text)["records"])

        projects = {one["id"]: one["record"] | {"title": one["title"]} for one in records("projects")}
        above = {one["id"]: one["record"].get("parent", "") for one in records("places")}
        found = cls(projects, above)
        for id_, record in projects.items():
            found.budgets[id_] = [
                (amount["basis"], int(amount["value"]["amount"].replace(".", "")))
                for amount in record.get("budget", ())
                if "value" in amount and amount["value"]["currency"] == "CNY"
            ]
        return found

    def values(self, id_: str, key: str) -> set[str]:
        """The options of a project in a facet; ``-`` where nothing is known."""
        record = self.projects[id_]
        found: set[str] = set()
        match key:
            case "places":
                for place in record.get("places", ()):
                    while place:
                        found.add(place)
                        place = self.above.get(place, "")
            case "planned":
                period = record.get("planned", {}).get("value", {})
                ends = [int(period[end][:4]) for end in ("from", "to") if end in period]
                found = {str(year) for year in range(min(ends), max(ends) + 1)} if ends else set()
            case "status":
                found = {value} if (value := record.get("status", {}).get("value")) else set()
            case _:
                found = {value} if (value := record.get(key)) else set()
        return found or {"-"}

    def text(self, id_: str) -> str:
        record = self.projects[id_]
        summary = record.get("summary", {})
        texts = [*record["title"].values(), id_, summary.get("zh") or next(iter(summary.values()), "")]
        return unicodedata.normalize("NFKC", "\n".join(texts)).lower()

    def selected(self, chosen: dict[str, set[str]], q: str, without: str = "") -> set[str]:
        return {
            id_
            for id_ in self.projects
            if all(self.values(id_, key) & ids for key, ids in chosen.items() if key != without)
            and all(part in self.text(id_) for part in q.lower().split())
        }

    def sums(self, selected: set[str]) -> dict[str, int]:
        """Each basis by itself; money of a part that stands in a selected whole on the same basis is not added."""
        found: dict[str, int] = {}
        for id_ in selected:
            covered, whole = set(), self.projects[id_].get("part_of", "")
            while whole:
                if whole in selected:
                    covered |= {basis for basis, _ in self.budgets[whole]}
                whole = self.projects[whole].get("part_of", "")
            for basis, fen in self.budgets[id_]:
                if basis not in covered:
                    found[basis] = found.get(basis, 0) + fen
        return found
