"""What the tests of linked data share."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from generator.catalogue import Catalogue
from generator.loader import load
from generator.surroundings import Surroundings
from tests.linked_data.publications import DAY, REAL, told_of
from tests.publications import write_publication

RECORDS = Path(__file__).parents[1] / "golden" / "records"


@pytest.fixture
def told(tmp_path: Path) -> Any:
    """A function: what the page of the site ``temple``, with this about visiting it, says on a day."""
    return partial(told_of, tmp_path)


def golden_records() -> dict[str, str]:
    return {f"{p.parent.name}/{p.stem}": p.read_text(encoding="utf-8") for p in RECORDS.glob("*/*.yml")}


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """A record of every kind, with nearly every field."""
    folder = tmp_path_factory.mktemp("many")
    loaded = load(write_publication(folder, golden_records(), publication=REAL, common={}))
    assert loaded.publication is not None
    around = Surroundings(as_of=DAY, changed={"data/sites/drum-tower.yml": date(2026, 3, 4)})
    return Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, around)
