"""The sites around one are those that a measurement of every pair gives."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from generator.catalogue import Catalogue
from generator.loader import load
from generator.values.geodesy import geodesic_m
from generator.writing.neighbourhood import FARTHEST_KM, MOST, neighbours
from tests.publications import write_publication

SITE = """\
names: {{zh: 试验点{number}, en: Trial site {number}}}
type: TouristAttraction
coordinates: {{value: {{lat: {lat:.4f}, lon: {lon:.4f}}}, sources: gazette}}
sources: gazette
"""


@pytest.mark.parametrize("spread", [0.02, 0.6, 3.0])
def test_the_nearest_sites_are_those_of_a_measurement_of_all(tmp_path: Path, spread: float) -> None:
    chance = random.Random(8)
    sites = {
        f"sites/s{number}": SITE.format(
            number=number, lat=36.6 + chance.uniform(-spread, spread), lon=101.7 + chance.uniform(-spread, spread)
        )
        for number in range(40)
    }
    root = write_publication(tmp_path, sites)
    loaded = load(root)
    assert loaded.publication
    catalogue = Catalogue(loaded.publication, loaded.vocabularies, loaded.entries)
    points = [(entry, point) for entry in catalogue.of_kind("site") if (point := catalogue.point_of(entry))]
    assert len(points) == len(sites)
    for here, at in points:
        measured = sorted(
            (geodesic_m((float(at.lon), float(at.lat)), (float(there.lon), float(there.lat))), other.id)
            for other, there in points
            if other is not here
        )
        expected = [one for one in measured if one[0] <= FARTHEST_KM * 1000][:MOST]
        assert [(one.metres, one.entry.id) for one in neighbours(catalogue, here)] == expected
