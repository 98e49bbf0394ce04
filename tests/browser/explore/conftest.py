"""A site whose lists are explored."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import websites
from tests.browser.conftest import Serve, Served
from tests.browser.explore.published import Published
from tests.synthetic import write_synthetic


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("explored") / "publication"
    write_synthetic(root, records=420, seed=11)
    return websites.built(root)


@pytest.fixture
def site(folder: Path, serve: Serve) -> Served:
    return serve(folder)


@pytest.fixture(scope="session")
def published(folder: Path) -> Published:
    return Published.read(folder)
