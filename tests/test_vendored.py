"""The map library, from its packages."""

from __future__ import annotations

import re

import pytest

from generator import vendored
from generator.findings import Refusal
from generator.vendored import VendoredFile, vendored_files, vendored_notices


def test_the_files_of_the_map_library_are_found_and_are_what_they_should_be() -> None:
    files = vendored_files()
    assert b"Leaflet 1.9.3" in files["assets/vendor/leaflet/leaflet.js"][:200]
    assert b"L.MarkerClusterGroup" in files["assets/vendor/markercluster/leaflet.markercluster.js"]


def test_every_image_that_the_stylesheets_name_is_there() -> None:
    files = vendored_files()
    for path, content in files.items():
        if path.endswith(".css"):
            for image in re.findall(rb"url\((images/[^)]+)\)", content):
                assert f"{path.rsplit('/', 1)[0]}/{image.decode()}" in files


def test_another_file_than_expected_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    first = vendored.VENDORED[0]
    other = VendoredFile(first.package, first.version, first.source, first.target, "0" * 64)
    monkeypatch.setattr(vendored, "VENDORED", (other,))
    with pytest.raises(Refusal, match="vendored-changed"):
        vendored_files()


def test_a_package_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = VendoredFile("XStatic-Nothing", "1", "a/b.js", "assets/b.js", "0" * 64)
    monkeypatch.setattr(vendored, "VENDORED", (missing,))
    with pytest.raises(Refusal) as caught:
        vendored_files()
    assert caught.value.arguments["package"] == "XStatic-Nothing"


def test_the_notices_name_both_libraries_and_their_licences() -> None:
    assert all(words in vendored_notices() for words in ("BSD 2-Clause", "Agafonkin", "MIT License", "David Leaver"))
