"""What tests share: sites that are built once for all of them, and the option that writes golden files anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests import websites

# The same examples on every machine, however slow or busy it is.
settings.register_profile("publication", deadline=None, derandomize=True, database=None)
settings.load_profile("publication")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``pytest --regenerate-golden`` writes what the generator makes now into the golden files."""
    parser.addoption("--regenerate-golden", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session")
def regenerate_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written instead of compared."""
    return bool(request.config.getoption("--regenerate-golden"))


@pytest.fixture(scope="session")
def real_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real publication, with its history and as it stands in this checkout, built: for reading only."""
    root = websites.copy_real(tmp_path_factory.mktemp("real") / "publication")
    websites.built(root)
    return root


@pytest.fixture(scope="session")
def real_site(real_root: Path) -> Path:
    """The website of the real publication: for reading only."""
    return real_root / "build" / "site"


@pytest.fixture(scope="session")
def gallery_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The synthetic publication that page design is judged on, built: for reading only."""
    from tests.synthetic import write_gallery

    root = tmp_path_factory.mktemp("gallery") / "publication"
    write_gallery(root)
    websites.built(root)
    return root


@pytest.fixture(scope="session")
def gallery_site(gallery_root: Path) -> Path:
    """The website of the synthetic publication: for reading only."""
    return gallery_root / "build" / "site"


@pytest.fixture(scope="session")
def small_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication of a handful of records, built: for reading only."""
    root = websites.write_small(tmp_path_factory.mktemp("small") / "publication")
    websites.built(root)
    return root


@pytest.fixture(scope="session")
def small_site(small_root: Path) -> Path:
    """The website of the small publication: for reading only."""
    return small_root / "build" / "site"
